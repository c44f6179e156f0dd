"""--fix writes permanent moves into the YAML, and not one other byte."""

from pathlib import Path

import pytest

from safetyhelp.findings.model import Path as RecordPath
from safetyhelp.linkcheck.edits.fix import Edit, Fixed, fix, rewrite
from safetyhelp.linkcheck.targets import RecordPlace
from safetyhelp.yaml.source import SourceText

OLD, NEW = "http://www.place.gov.uk/a", "https://www.place.gov.uk/b?c=d#e"
PATH: RecordPath = ("contacts", 1, "url")
RECORD = f"""# a comment with {OLD}
name:   'Odd   spacing'   # kept
contacts:
  - for: One
    url: {OLD}
  - for: Two
    # {OLD}
    url: {{}}{OLD}{{}}
    source: {OLD}/
notes: >-
  Folded text, with {OLD}
  in it.


"""


def fixed(file: Path, *paths: RecordPath, new: str = NEW) -> list[Fixed]:
    """Let the addresses at some paths of a file move to a new one."""
    edits = [Edit(RecordPlace(f"data/{file.name}", path), OLD, new) for path in paths]
    return list(fix(edits, file.parent, "data"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "x.yml"


@pytest.mark.parametrize("quote", ["", "'", '"'])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_only_the_one_value_changes(file: Path, quote: str, ends: str) -> None:
    text = RECORD.format(quote, quote).replace("\n", ends)
    file.write_bytes(text.encode())
    file.chmod(0o640)
    assert [done.fault for done in fixed(file, PATH)] == [""]
    source = f"{ends}    source"
    wanted = text.replace(f"url: {quote}{OLD}{quote}{source}", f"url: {quote}{NEW}{quote}{source}")
    assert wanted != text
    assert file.read_bytes() == wanted.encode()
    assert file.stat().st_mode & 0o777 == 0o640
    assert sorted(p.name for p in file.parent.iterdir()) == ["x.yml"]


def test_several_in_one_file_of_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "reporting" / "x.yml"
    file.parent.mkdir()
    file.write_text(RECORD.format("", ""))
    places = (RecordPlace("data/reporting/x.yml", path) for path in (("contacts", 0, "url"), PATH))
    done = fix([Edit(place, OLD, NEW) for place in places], tmp_path, "data")
    assert [each.fault for each in done] == ["", ""]
    assert file.read_text().count(f"url: {NEW}") == 2
    assert f"source: {OLD}/" in file.read_text()


@pytest.mark.parametrize(
    "new",
    [
        "https://127.0.0.1/",
        "https://staging.place.gov.uk/",
        "https://www.place.gov.uk/?utm_source=x",
        "javascript:alert(1)",
        "https://www.place.gov.uk/a b",
        "https://www.place.gov.uk/\nname: Other",
    ],
)
def test_an_address_that_records_may_not_hold_is_not_written(file: Path, new: str) -> None:
    file.write_text(RECORD.format("", ""))
    (done,) = fixed(file, PATH, new=new)
    assert done.fault
    assert file.read_text() == RECORD.format("", "")


@pytest.mark.parametrize(
    ("text", "new"),
    [
        (f"url: {OLD}x\n", NEW),
        (f"url: >-\n  {OLD}\n", NEW),
        (f"url: [{OLD}, x]\n", NEW),
        ('url: "http://www.pl\\u0061ce.gov.uk/a"\n', NEW),
        (f"url: {OLD}\nurl: x\n", NEW),
        ("url: [\n", NEW),
        (f"{{url: {OLD}}}\n", "https://www.place.gov.uk/a}, b: {c"),
        (f"url: {OLD}\n", "https://www.place.gov.uk/: x"),
        (f"url: {OLD}\n", "https://www.place.gov.uk/ # x"),
        (f"url: '{OLD}'\n", "https://www.place.gov.uk/it's"),
    ],
)
def test_what_cannot_be_done_for_certain_is_left_alone(text: str, new: str) -> None:
    assert rewrite(SourceText("data/x.yml", text), ("url",), OLD, new) is None


CONFIRMED = f"""contacts:
  - for: One
    url: {OLD}
    source: {OLD}
    confirmed:
      day: "2026-11-20"
      url: {OLD}
  - for: "Two"   # and more
    url: {OLD}
    bsl: {OLD}
    source: {OLD}
    seen: unknown
    confirmed: {{day: "2026-11-20", url: {OLD}, bsl: {OLD}}}   # tried
    # a last word
notes: x
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_confirmation_goes_with_the_address_that_was_tried(file: Path, ends: str) -> None:
    file.write_bytes(CONFIRMED.replace("\n", ends).encode())
    done = fixed(file, ("contacts", 0, "source"), ("contacts", 0, "url"), ("contacts", 1, "bsl"))
    assert [each.fault for each in done] == ["", "", ""]
    assert [each.unconfirmed for each in done] == [False, True, True]
    wanted = f"""contacts:
  - for: One
    url: {NEW}
    source: {NEW}
  - for: "Two"   # and more
    url: {OLD}
    bsl: {NEW}
    source: {OLD}
    seen: unknown
    # a last word
notes: x
"""
    assert file.read_bytes() == wanted.replace("\n", ends).encode()


def test_a_source_that_moves_keeps_the_confirmation(file: Path) -> None:
    file.write_text(CONFIRMED)
    (done,) = fixed(file, ("contacts", 1, "source"))
    assert not done.unconfirmed
    assert file.read_text().count("confirmed:") == 2


def test_a_confirmation_in_one_line_with_others_is_left_to_a_person(file: Path) -> None:
    text = f"contacts:\n  - {{url: {OLD}, confirmed: {{day: x, url: {OLD}}}}}\n"
    file.write_text(text)
    (done,) = fixed(file, ("contacts", 0, "url"))
    assert done.fault == "its “confirmed” belongs to the old one. Change both by hand"
    assert file.read_text() == text
