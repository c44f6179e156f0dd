"""The guides state no figure and no law without a source note, and no source note is unused."""

import re
from pathlib import Path

import pytest

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.pages.words import LAW
from safetyhelp.paths import ROOT
from safetyhelp.records.model import ComplaintBody
from safetyhelp.text.statements import figures
from tests.documentation.source_notes import faults, newest, read_guide

FOLDER = ROOT / "docs" / "guides"
GUIDES = sorted(path for path in FOLDER.glob("*.md") if path.stem not in ("index", "easy-read"))
PAGES = sorted({*FOLDER.glob("**/*.md")} - {*FOLDER.glob("**/easy-read.md"), FOLDER / "index.md"})
CORRECT_AS_OF = re.compile(r"Correct as of ((?:\w+ )?\d{4})\b")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_guide_names_its_source_for_each_figure_and_each_law(path: Path) -> None:
    assert faults(read_guide(_read(path))) == []


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_an_easy_read_guide_says_only_figures_of_its_guide(path: Path) -> None:
    statements = read_guide(_read(path)).statements
    stated = {figure for each in statements for figure in figures(each.text)}
    twin = read_guide(_read(FOLDER / path.stem / "easy-read.md"))
    assert {figure for each in twin.statements for figure in figures(each.text)} - stated == set()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_correct_as_of_is_the_newest_date_of_the_notes(path: Path) -> None:
    guide = read_guide(_read(path))
    said = [date for block in guide.among_notes for date in CORRECT_AS_OF.findall(block.text)]
    date = newest([guide])
    assert said == ([date] if date else [])


_ROWS = re.compile(r'scope="rowgroup"[^>]*>([^<]+)</th>(.*?)(?=<tr><th|</tbody>)', re.DOTALL)
_RECORDS = {
    "England and Wales": ("independent-office-for-police-conduct", "police-force-complaint"),
    "Scotland": ("pirc",),
    "Northern Ireland": ("police-ombudsman-ni",),
}


def test_the_table_of_time_limits_is_right_for_each_nation(real: Dataset) -> None:
    """As the records of that nation have them, and the case review where it is law."""
    rows = {
        nation: re.sub(r"<[^>]*>", " ", text)
        for nation, text in _ROWS.findall(_read(FOLDER / "your-rights.md"))
    }
    assert list(rows) == [*_RECORDS, "Everywhere"]
    limits = {
        record.id: record.details.time_limit
        for record in real.directory.records
        if isinstance(record.details, ComplaintBody)
    }
    for nation, records in _RECORDS.items():
        stated = {figure for record in records for figure in figures(limits[record])}
        assert stated
        assert stated <= figures(rows[nation]), nation
    reported, asked = LAW.reported_within_months, LAW.within_months
    assert f"{reported} month from the day it happened" in rows["England and Wales"]
    assert f"{asked} months from your report" in rows["England and Wales"]
    for nation in ("Scotland", "Northern Ireland", "Everywhere"):
        assert "case review" not in rows[nation]
        assert "Enhanced Rights" not in rows[nation]
    assert [nation for nation, text in rows.items() if "Police Ombudsman" in text] == [
        "Northern Ireland"
    ]


def test_every_page_of_the_guides_is_looked_at() -> None:
    assert {path.stem for path in PAGES} == {*(path.stem for path in GUIDES), "cover-sheet"}
    assert len(GUIDES) > 6


def test_the_lists_lead_to_every_guide_in_both_kinds_of_words() -> None:
    whole, easy = _read(FOLDER / "index.md"), _read(FOLDER / "easy-read.md")
    for path in GUIDES:
        assert f"]({path.name}" in whole, path.stem
        assert f"]({path.stem}/easy-read.md)" in easy, path.stem
        assert f"]({path.stem}/easy-read.md)" in _read(path), path.stem
        assert f"](../{path.name})" in _read(FOLDER / path.stem / "easy-read.md"), path.stem


def test_the_list_of_guides_says_how_new_their_sources_are() -> None:
    date = newest([read_guide(_read(path)) for path in PAGES])
    assert f"The newest page that they name is from {date}." in _read(FOLDER / "index.md")


NOTES = """

## Where we read this

- [Kent](https://example.org/) – the days. No date shown. <!-- as: kent -->
"""


@pytest.mark.parametrize(
    "said",
    [
        "Ask within 28 days. <!-- read in: kent -->",
        "- Ask within three\n  months. <!-- read in: kent -->",
        "> “By law you must do it.” <!-- read in: kent -->",
        "<table><tr><td>Ask</td><td>28 days <!-- read in: kent --></td></tr></table>",
        "| a | b |\n|---|---|\n| Ask | 28 days <!-- read in: kent --> |",
        "It is the law. <!-- read in: kent -->\n\n**In danger now? Phone 999.** Else 101.",
        "Ask soon. <!-- read in: kent -->\n\n1. Ask one person.\n2. They act on two things.",
        "Ask soon. <!-- read in: kent -->\n\n## Your rights in the Victims’ Code",
    ],
)
def test_what_is_right(said: str) -> None:
    assert faults(read_guide(said + NOTES)) == []


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Ask within 28 days.", "Ask within 28 days."),
        ("- Wait.\n- Ask within one\n  working day.", "Ask within one working day."),
        ("Half of them told nobody.", "Half of them told nobody."),
        ("They asked 1,200 people.", "They asked 1,200 people."),
        ("Three people told them.", "Three people told them."),
        ("The Equality Act says so.", "The Equality Act says so."),
        ("> “By law you must do it.”", "“By law you must do it.”"),
        ("There is a Victim Charter.", "There is a Victim Charter."),
        ("Use 18001 101.", "Use 18001 101."),
        ("## Ask within 28 days", "Ask within 28 days"),
        ("| a | b |\n|---|---|\n| Ask | 28 days |", "28 days"),
        ("<table><tr><td>Ask</td><td>28 days</td></tr></table>", "28 days"),
        (f"In 28 days {'x' * 49}", f"In 28 days {'x' * 49}"),
        (f"In 28 days {'x' * 50}", f"In 28 days {'x' * 49}…"),
        ("<details><summary>Ask within 28 days.</summary></details>", "Ask within 28 days."),
        ("<div markdown>\nAsk within 28 days.\n</div>", "Ask within 28 days."),
        (
            "Ask within 28 days. It is the rule here, and it is the rule in the next place too.",
            "Ask within 28 days. It is the rule here, and it is the rule…",
        ),
    ],
)
def test_a_figure_or_a_law_without_a_note_is_found(said: str, shown: str) -> None:
    used = "Wait. <!-- read in: kent -->\n\n"
    assert faults(read_guide(used + said + NOTES)) == [
        f"A figure or a law without a source note: “{shown}”"
    ]


@pytest.mark.parametrize(
    "said",
    [
        "One day.", "Two working days.", "One week.", "Three months.", "Four years.", "Five hours.",
        "Six minutes.", "Seven times.", "Eight reports.", "Nine lines.", "Ten people.",
        "Two persons.", "Use 55.", "Within a month.", "Half an hour.", "In an hour.",
        "A fortnight.", "Dozens.", "Eleven days.", "Twelve weeks.",
        "Twenty people.", "Thirty days.", "In a working day.",
        "£1,200.", "Half of them.", "Two thirds of them.",
        "A quarter of them.", "The Act of long ago.", "Two Acts.", "A Bill.", "The Code.",
        "A Charter.", "The Convention.", "The Regulations.", "A law.", "Laws differ.", "The laws.",
    ],
)  # fmt: skip
def test_what_states_a_figure_or_speaks_of_a_law_needs_a_note(said: str) -> None:
    statement = read_guide(said).statements[-1]
    assert statement.needs_note


@pytest.mark.parametrize(
    "said",
    [
        "They act on it.", "Lawyers can help.", "Ask one person, one time.", "Two steps.",
        "Phone 999 or 101.", "A person, a time, a line, a report, a day.",
        "Nobody billed them.", "#### The law in short", "Encode it.",
    ],
)  # fmt: skip
def test_what_states_neither_needs_no_note(said: str) -> None:
    statement = read_guide(said).statements[-1]
    assert not statement.needs_note


@pytest.mark.parametrize(
    ("note", "fault"),
    [
        (
            "- [A](https://a.org/) – a. May 2021 or before. <!-- as: essex -->",
            "A source note must end with its date: “A – a. May 2021 or before.”",
        ),
        (
            "- [A](https://a.org/) – a. 2021. <!-- as: essex -->",
            "Nobody uses the source note essex.",
        ),
        ("- [A](https://a.org/) – a. 2021.", "A source note needs one name: “A – a. 2021.”"),
        (
            "- [A](https://a.org/) – a. <!-- as: essex -->",
            "A source note must end with its date: “A – a.”",
        ),
        (
            "- [A](https://a.org/) – a. 2021. Old. <!-- as: essex -->",
            "A source note must end with its date: “A – a. 2021. Old.”",
        ),
        (
            "- A – a. May 2021. <!-- as: essex -->",
            "A source note without a link: “A – a. May 2021.”",
        ),
    ],
)
def test_a_note_that_is_wrong_is_found(note: str, fault: str) -> None:
    used = "kent" if "Nobody" in fault or "one name" in fault else "kent, essex"
    text = f"Ask in 28 days. <!-- read in: {used} -->{NOTES}{note}\n"
    assert faults(read_guide(text)) == [fault]


def test_a_name_that_is_nobodys_or_that_of_two_notes_is_found() -> None:
    text = f"Ask in 28 days. <!-- read in: kent, surrey -->{NOTES}"
    again = "- [Kent](https://b.org/) – more. May 2021. <!-- as: kent -->\n"
    assert faults(read_guide(text + again)) == [
        "No source note is called surrey: “Ask in 28 days.”",
        "Two source notes are called kent: “Kent – the days. No date shown.”",
        "Two source notes are called kent: “Kent – more. May 2021.”",
    ]


def test_a_figure_is_the_same_in_digits_and_in_words() -> None:
    assert figures("Within three months, or 3 months.") == {"3 month"}
    assert figures("They have 2 working days. One year. Under 18.") == {
        "2 working day",
        "1 year",
        "18",
    }
    assert figures("Phone 999 or 101. Ask one person.") == set()


def test_the_newest_date_is_that_of_the_latest_month() -> None:
    note = "- [A](https://a.org/) – a. {} <!-- as: a -->\n"
    dates = ("2026.", "As it stood in June 2026.", "December 2025.", "2019 or later.", "May 2026.")
    text = "## Where we read this\n\n" + "".join(map(note.format, dates))
    assert newest([read_guide(text)]) == "June 2026"
    without = "## Where we read this\n\n" + note.format("No date shown.")
    assert newest([read_guide(without)]) == ""
