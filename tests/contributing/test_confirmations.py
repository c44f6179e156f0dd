"""A confirmation belongs to the value that was tried: the formatter and the forms let it go."""

from pathlib import Path

import pytest

from safetyhelp.records.canonical.form import Formatted, format_text
from safetyhelp.yaml.source import SourceText
from tests.commands import run
from tests.contributing.support import applied, correct, schemas
from tests.files import edit

PAGE = "https://www.bolton.gov.uk/report"
TRIED = (
    'day: "2026-11-20"',
    'phone: "01204 336500"',
    "email: team@bolton.gov.uk",
    f"url: {PAGE}",
    "hours: Monday, 9am to 5pm",
)
GIVEN = (*TRIED[1:], f"source: {PAGE}", 'seen: "2026"')


def _record(given: tuple[str, ...], tried: tuple[str, ...]) -> str:
    lines = ["  - for: Report it", *(f"    {line}" for line in given)]
    lines += ["    confirmed:", *(f"      {line}" for line in tried)] if tried else []
    first = "# yaml-language-server: $schema=../schema/reporting.schema.json"
    return "\n".join([first, "name: A", "contacts:", *lines, ""])


def _formatted(given: tuple[str, ...], tried: tuple[str, ...]) -> Formatted:
    return format_text(SourceText("x.yml", _record(given, tried)), "reporting", schemas())


def _changed(lines: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    changed = (line.replace(old, new) if new else line for line in lines if new or line != old)
    return tuple(changed)


def test_what_was_tried_and_stands_there_stays() -> None:
    found = _formatted(GIVEN, TRIED)
    assert (found.text, found.dead) == (_record(GIVEN, TRIED), ())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("01204 336500", "01204 331111"),
        ("team@bolton.gov.uk", "office@bolton.gov.uk"),
        (f"url: {PAGE}", f"url: {PAGE}/it"),
        ("phone:", "text_phone:"),
    ],
)
def test_a_confirmation_of_another_value_goes(old: str, new: str) -> None:
    given = _changed(GIVEN, old, new)
    found = _formatted(given, TRIED)
    assert (
        found.text
        == format_text(SourceText("x.yml", _record(given, ())), "reporting", schemas()).text
    )
    (dead,) = found.dead
    assert dead.code == "confirmed-another-value"
    assert dead.path == ("contacts", 0, "confirmed")
    assert (dead.line, dead.column) == (11, 5)
    assert dead.message.startswith("This belongs to another value: nobody has tried ")


def test_another_spelling_is_the_same_value() -> None:
    given = _changed(_changed(GIVEN, "01204 336500", "01204 336 500"), "9am to", "9 am to")
    assert _formatted(given, TRIED).dead == ()


def test_of_hours_and_of_what_is_gone_only_the_line_goes() -> None:
    found = _formatted(_changed(GIVEN, "9am", "8am"), TRIED)
    assert [each.path[2:] for each in found.dead] == [("confirmed", "hours")]
    assert found.text == _record(_changed(GIVEN, "9am", "8am"), TRIED[:-1])
    without = _changed(GIVEN, "email: team@bolton.gov.uk", "")
    found = _formatted(without, TRIED)
    assert [each.message for each in found.dead] == [
        "This belongs to another value: team@bolton.gov.uk does not stand here any more."
    ]
    assert found.text == _record(without, _changed(TRIED, "email: team@bolton.gov.uk", ""))


def test_a_confirmation_of_nothing_goes() -> None:
    given = (f"source: {PAGE}", 'seen: "2026"')
    found = _formatted(given, TRIED[:2])
    assert found.text == _record(given, ())
    assert found.dead[0].message.endswith(": it names nothing that stands here.")


def test_the_command_says_what_it_takes_out(data: Path) -> None:
    file = data / "partnerships" / "pendle-community-safety-partnership.yml"
    edit(file, "\n    email: asb@", "\n    email: team@")
    checked = run("format_records.py", "--check", "--data", data, file)
    assert checked.returncode == 1
    assert checked.stdout == (
        f"{file}:27:5: error[confirmed-another-value]: This belongs to another value: nobody has "
        "tried team@pendle.gov.uk.\n    To mend it: Take it out. If you tried what stands here "
        "now, write that day, and what you tried.\n"
    )
    done = run("format_records.py", "--data", data, file)
    assert done.returncode == 0
    assert done.stdout == (
        f"{file}: brought into canonical form.\n"
        f"{file}: contacts.1.confirmed was taken out. This belongs to another value: nobody has "
        "tried team@pendle.gov.uk.\n"
    )
    assert "confirmed" not in file.read_text(encoding="utf-8")


def test_what_a_form_takes_out_is_not_confirmed_any_more(data: Path) -> None:
    file = data / "reporting" / "bolton-council.yml"
    text = file.read_text(encoding="utf-8")
    url = next(line.strip() for line in text.splitlines() if line.startswith("    url: "))
    tried = f'    confirmed:\n      day: "2026-11-20"\n      phone: "01204 336500"\n      {url}\n'
    edit(file, "unknown\nsources", f"unknown\n{tried}sources")
    done = applied("correct-a-detail", correct(old="01204 336500", wrong="yes"), data)
    (changed,) = (text for name, text in done.files.items() if name.endswith("bolton-council.yml"))
    assert "01204 336500" not in changed
    assert f'    confirmed:\n      day: "2026-11-20"\n      {url}\nsources' in changed
