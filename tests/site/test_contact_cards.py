"""The contact card files: sound vCard 3.0, and only numbers that the page gives first."""

import re
from dataclasses import replace
from html import unescape

import pytest

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.pages.answer.contact_card import contact_card, escaped, folded
from safetyhelp.pages.answer.first_rows import FirstRows
from safetyhelp.pages.ways import Way
from tests.conftest import TODAY, BuiltSite

_PROPERTY = re.compile(r"(?:item\d+\.)?([A-Za-z-]+)((?:;TYPE=[A-Z,]+)?):(.*)", re.DOTALL)


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], text)


def parsed(text: str) -> list[dict[str, list[str]]]:
    """Read cards as RFC 2426 says, and insist on every rule on the way."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode("utf-8")) <= 75 for line in text.split("\r\n"))
    cards: list[dict[str, list[str]]] = []
    for line in text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n"):
        match = _PROPERTY.fullmatch(line)
        assert match, line
        name, _, value = match.groups()
        if name == "BEGIN":
            cards.append({})
        cards[-1].setdefault(name, []).append(_unescaped(value))
    for card in cards:
        keys = list(card)
        assert keys[:3] == ["BEGIN", "VERSION", "PRODID"]
        assert keys[-1] == "END"
        assert card["VERSION"] == ["3.0"]
        assert len(card["FN"]) == len(card["N"]) == len(card["UID"]) == 1
    return cards


def _rows(name: str, phone: str = "0161 496 0000") -> FirstRows:
    return FirstRows(
        report=Way("Police", phone="101"),
        talk=Way(name, phone=phone),
        at_home=Way("A helpline", phone="0808 157 0000"),
        councils=(Way("The council", url="https://www.example.gov.uk/"),),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Plain",
        "a,b;c\\d:e",
        "line\nbreak\r\nand\rmore",
        "\\n is not a break",
        "Tŷ’r Ŵyl – 🙂" * 20,
        "END:VCARD\r\nBEGIN:VCARD",
        "",
    ],
)
def test_hostile_text_comes_back_as_it_was_and_never_ends_a_card(text: str, real: Dataset) -> None:
    council = real.directory.map.geography.councils["stockport"]
    path, written = contact_card(replace(council, name=f"x{text}"), _rows(text), TODAY)
    assert path == "areas/stockport/contacts.vcf"
    (card,) = parsed(written)
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    assert card["FN"] == [f"x{plain} numbers"]
    assert card["X-ABLabel"] == ["Police", plain]
    assert card["TEL"] == ["101", "0161 496 0000"]
    assert card["NOTE"] == ["Read on public pages. As we knew it on 22 November 2026."]


@pytest.mark.parametrize("length", range(60, 90))
@pytest.mark.parametrize("letter", ["a", "é", "–", "🙂"])
def test_folding_never_cuts_a_character_and_never_makes_a_long_line(
    length: int, letter: str
) -> None:
    line = "NOTE:" + letter * length
    parts = folded(line).split("\r\n")
    assert all(len(part.encode("utf-8")) <= 75 for part in parts)
    assert all(part.startswith(" ") for part in parts[1:])
    assert "".join([parts[0], *(part[1:] for part in parts[1:])]) == line


def test_escaping() -> None:
    assert escaped("a\\b,c;d\ne") == r"a\\b\,c\;d\ne"


def test_every_area_has_one_contact_and_its_page_says_what_is_in_it(
    site: BuiltSite, real: Dataset
) -> None:
    for council in real.directory.map.councils:
        path = site.folder / "areas" / council.id / "contacts.vcf"
        (card,) = parsed(path.read_bytes().decode("utf-8"))
        html = unescape(site.page(f"areas/{council.id}/"))
        rows = html.partition('<dl class="facts">')[2].partition("</dl>")[0]
        assert card["FN"] == [f"{council.name} numbers"]
        assert card["TEL"][0] == "101"
        told = html.partition("This adds one contact, ")[2].partition("</p>")[0]
        for name, number in zip(card["X-ABLabel"], card["TEL"], strict=True):
            assert f">{number}</a>" in rows, council.id
            assert f"{name} {number}" in told, council.id
        assert told.startswith(f"“{council.name} numbers”: ")


def test_nothing_in_a_phone_tells_of_abuse_at_home(site: BuiltSite, real: Dataset) -> None:
    lines = {
        contact.phone
        for record in real.directory.records
        if "domestic-abuse" in getattr(record.details, "helps_with", ())
        for contact in record.contacts
        if contact.phone
    }
    assert "0808 2000 247" in lines
    cards = [*(site.folder / "areas").glob("*/contacts.vcf")]
    assert {path.parent.name for path in cards} > {c.id for c in real.directory.map.councils}
    for path in cards:
        (card,) = parsed(path.read_bytes().decode("utf-8"))
        assert not lines & set(card["TEL"]), path


def test_999_cannot_be_rung_by_a_slip_of_the_hand(site: BuiltSite) -> None:
    text = (site.folder / "areas/stockport/contacts.vcf").read_text(encoding="utf-8")
    assert ".TEL;TYPE=WORK,VOICE:999" not in text
    assert ".TEL;TYPE=WORK,VOICE:101" in text
