"""Is a value on a page still to be used? Single sentences, and families made of the lexicon."""

import csv
from pathlib import Path

import pytest

from safetyhelp.evidence.vocabulary import FactResult, Kind, Result
from safetyhelp.linkcheck.facts import doubt
from safetyhelp.linkcheck.facts.check import ExpectedFact, look_for
from safetyhelp.linkcheck.page.html import read_html

PHONE, OTHER_PHONE = "0161 200 1950", "0161 200 2000"
EMAIL = "safety@testville.gov.uk"
LABELS = ("Report antisocial behaviour", "Safer Testville")
FILLER = """<p>You can report antisocial behaviour to us at any time. We will tell you what happens
next, and who deals with your report. If you need this page in another language or in Easy Read,
please ask. You can bring a friend.</p>"""
with Path(__file__).with_name("sentences.csv").open(encoding="utf-8", newline="") as rows:
    SENTENCES = list(csv.DictReader(rows))
with Path(doubt.__file__).with_name("doubt.csv").open(encoding="utf-8", newline="") as rows:
    SIGNS = list(csv.DictReader(rows))


def look(html: str, kind: Kind, value: str) -> FactResult:
    """Look for a value in a page that has a few words besides."""
    labels = () if kind is Kind.NAME else LABELS
    page = read_html(f"<title>Page</title>{html}{FILLER}")
    return look_for(page, ExpectedFact(kind, value, labels=labels))


@pytest.mark.parametrize("row", SENTENCES, ids=[row["html"][:70] for row in SENTENCES])
def test_a_sentence_is_understood(row: dict[str, str]) -> None:
    kind = Kind(row["kind"])
    value = row["value"] or (PHONE if kind is Kind.PHONE else EMAIL)
    heading = "" if kind is Kind.NAME else "<h1>Safer Testville</h1>"
    found = look(f"{heading}{row['html']}", kind, value)
    wanted = row["wanted"].split("/")
    also = ["doubtful"] if "cannot-tell" in wanted and "confirmed" not in wanted else []
    assert found.result.value in [*wanted, *also], found


FRAMES = {
    "own": (
        "<p>{v} {phrase}.</p>",
        "<p>The number {v} {phrase}.</p>",
        "<ul><li>Safer Testville: {v} ({phrase})</li></ul>",
        "<p>This number {phrase}: {v}</p>",
    ),
    "ended": (
        "<p>{v} {phrase}.</p>",
        "<p>The number {v} {phrase}.</p>",
        "<p>{v}, which {phrase}.</p>",
        "<ul><li>Safer Testville: {v} {phrase}</li></ul>",
        "<table><tr><td>Phone</td><td>{v} {phrase}</td></tr></table>",
        "<p>This number {phrase}: {v}</p>",
        "<p>This number {phrase}:</p><ul><li>{v}</li><li>{n}</li></ul>",
        "<p>{v}</p><p>This number {phrase}.</p>",
        "<p>Phone: {v}. This line {phrase}.</p>",
        "<p>Our line {phrase}. Its number: {v}</p>",
    ),
    "before": (
        "<p>{phrase} {v}.</p>",
        "<ul><li>{phrase} {v}</li></ul>",
        "<p>Safer Testville. {phrase}: {v}</p>",
    ),
    "after": ("<p>{v} {phrase}</p>", "<ul><li>Phone {v} {phrase}</li></ul>"),
    "label": (
        "<h2>{phrase}</h2><p>{v}</p>",
        "<h2>{phrase}</h2><h3>Safer Testville</h3><ul><li>Phone {v}</li></ul>",
        "<h4>{phrase}</h4><div>Safer Testville<br>{v}</div>",
        """<table><tr><th>Team</th><th>{phrase}</th><th>Now</th></tr>
        <tr><td>Safety</td><td>{v}</td><td>{n}</td></tr></table>""",
        """<table><thead><tr><th></th><th>{phrase}</th></tr></thead>
        <tr><td><p>Safety</p></td><td><p>{v}</p></td></tr></table>""",
        "<table><caption>{phrase}</caption><tr><td>Safety</td><td>{v}</td></tr></table>",
        "<dl><dt>{phrase}</dt><dd>{v}</dd></dl>",
        "<p>{phrase}:</p><ul><li>{n}</li><li>{v}</li></ul>",
    ),
    "use": (
        "<p>{phrase}: {v}</p>",
        "<p>Tel: {n} {phrase}: {v}</p>",
        "<dl><dt>{phrase}</dt><dd>{v}</dd></dl>",
        "<table><tr><th>Phone</th><th>{phrase}</th></tr><tr><td>{n}</td><td>{v}</td></tr></table>",
        "<table><tr><td>{phrase}</td><td>{v}</td></tr></table>",
    ),
}
FAMILIES = [
    pytest.param(sign, frame, id=f"{sign['phrase']}-{number}")
    for sign in SIGNS
    for number, frame in enumerate(FRAMES[sign["where"]])
    if not (sign["phrase"] == "F:" and number == 3)  # no column has that head
]


@pytest.mark.parametrize(("sign", "frame"), FAMILIES)
def test_what_a_sign_stands_beside_is_not_confirmed(sign: dict[str, str], frame: str) -> None:
    phrase = sign["phrase"].rstrip(":") if ":" in frame.partition("{v}")[0] else sign["phrase"]
    html = frame.replace("{phrase}", phrase)
    found = look(html.format(v=PHONE, n=OTHER_PHONE), Kind.PHONE, PHONE)
    assert found.result in (Result.DOUBTFUL, Result.MISSING), found
    assert "“" in found.why
    as_email = html.replace("Tel:", "E-mail:").format(v=EMAIL, n="other@testville.gov.uk")
    assert look(as_email, Kind.EMAIL, EMAIL).result in (Result.DOUBTFUL, Result.MISSING)


@pytest.mark.parametrize("frame", ["<p>{}.</p>", "<ul><li>{}</li></ul>", "<td>{}</td>"])
@pytest.mark.parametrize("sign", SIGNS, ids=[sign["fine"] for sign in SIGNS])
def test_the_same_words_in_another_sense_cast_no_doubt(sign: dict[str, str], frame: str) -> None:
    if sign["where"] == "label" and "{v}" not in sign["fine"]:
        frame, fine = "<h2>{}</h2><p>" + PHONE + "</p>", sign["fine"]
    else:
        fine = sign["fine"].format(v=PHONE)
    found = look(frame.format(fine), Kind.PHONE, PHONE)
    assert found.result is Result.CONFIRMED, found


def test_the_families_are_many() -> None:
    assert len(FAMILIES) + len(SENTENCES) >= 350
    assert {sign["where"] for sign in SIGNS} == set(FRAMES)
