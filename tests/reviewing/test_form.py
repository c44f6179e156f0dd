"""Each line that is not written as in all other files is named, with what to write there."""

from dataclasses import replace
from pathlib import Path

import pytest

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.findings.model import Finding
from safetyhelp.review.form import Corrected, corrected_files
from safetyhelp.review.summary import Surroundings, as_markdown
from safetyhelp.yaml.source import SourceText
from tests.contributing.support import GUIDE_DATA, SMALL_DATA, schemas, subject_of
from tests.records.support import compare_with_golden
from tests.reviewing.test_summary import NOTHING

NAME = "data/reporting/walsall-council.yml"
RIGHT = (GUIDE_DATA / "reporting" / "walsall-council.yml").read_text(encoding="utf-8")
SUMMARY = "summary: The council's page says how to report hate crime.\n"
SOURCES = RIGHT[RIGHT.rindex("sources:") :]

WRITTEN = {
    "a key out of its place": RIGHT.replace("run_by: council\n", "").replace(
        "name:", "run_by: council\nname:"
    ),
    "several lines out of their place": RIGHT.replace(SOURCES, "").replace(
        "summary:", f"{SOURCES}summary:"
    ),
    "a date without quotes": RIGHT.replace("seen: unknown\nsources", "seen: 2026-10-22\nsources"),
    "quotes that nobody needs": RIGHT.replace("run_by: council", 'run_by: "council"'),
    "a list over several lines": RIGHT.replace("takes: [hate-crime]", "takes:\n  - hate-crime"),
    "a text over several lines": RIGHT.replace(
        "how to report hate crime.\n", "how to\n  report hate crime.\n"
    ),
    "steps of four spaces": RIGHT.replace("  councils", "    councils"),
    "an empty line": RIGHT.replace(SUMMARY, f"\n{SUMMARY}"),
    "no line of the schema": RIGHT.partition("\n")[2],
    "Windows": RIGHT.replace("\n", "\r\n"),
    "no end of the last line": RIGHT.rstrip("\n"),
}


def _corrected(written: str) -> list[Corrected]:
    subject = subject_of(SMALL_DATA)
    texts = {**subject.loaded.texts, NAME: SourceText(NAME, written.replace("\r\n", "\n"))}
    after = replace(subject, loaded=replace(subject.loaded, texts=texts))
    return list(corrected_files(after, {NAME: written.encode()}, schemas()))


def test_each_line_is_named_with_what_to_write() -> None:
    findings: list[Finding] = []
    for written in WRITTEN.values():
        (file,) = _corrected(written)
        assert file.text.replace('"2026-10-22"', "unknown") == RIGHT
        findings += file.findings
    compare_with_golden(findings, Path(__file__).parent / "cases" / "not-canonical.txt")


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
def test_a_line_that_is_named_is_there_and_is_not_right(written: str) -> None:
    (file,) = _corrected(written)
    assert file.findings
    lines = written.splitlines()
    for finding in file.findings:
        assert 1 <= finding.line <= len(lines)


def test_a_confirmation_that_goes_is_named_elsewhere_and_not_copied() -> None:
    dead = '    seen: unknown\n    confirmed:\n      day: "2026-11-20"\n      phone: "01922 1"\n'
    written = RIGHT.replace("    seen: unknown\n", dead, 1)
    (file,) = _corrected(written)
    assert (file.findings, file.text) == ((), RIGHT)


@pytest.mark.parametrize("written", [RIGHT, "a: [b\n"])
def test_what_is_right_or_cannot_be_read_is_not_named(written: str) -> None:
    assert _corrected(written) == []


def test_a_list_beside_the_folders_is_brought_into_form_too() -> None:
    subject = subject_of(SMALL_DATA)
    (list_file,) = {file for file in subject.loaded.texts if file.endswith("/withdrawn.yml")}
    written = subject.loaded.texts[list_file].text
    assert list(corrected_files(subject, {list_file: written.encode()}, schemas())) == []
    (file,) = corrected_files(subject, {list_file: f"{written}\r\n".encode()}, schemas())
    assert file.text == written


def test_a_file_that_is_no_record_is_passed_over() -> None:
    subject: Dataset = subject_of(SMALL_DATA)
    assert list(corrected_files(subject, {"data/areas/x.yml": b"a: 1"}, schemas())) == []


def test_the_page_has_the_whole_file_to_copy() -> None:
    corrected = _corrected(WRITTEN["a key out of its place"])
    page = as_markdown(NOTHING, Surroundings(corrected=tuple(corrected)))
    assert f"`{NAME}`\n\n```yaml\n{RIGHT}```" in page
    long = Corrected(NAME, "a: b\n" * 5000, ())
    hidden = Corrected("data/reporting/x.yml", "a: \u202eb\n", ())
    page = as_markdown(NOTHING, Surroundings(corrected=(long, hidden)))
    assert f"**Not shown here: `{NAME}`, `data/reporting/x.yml`.**" in page
    assert "\u202e" not in page
