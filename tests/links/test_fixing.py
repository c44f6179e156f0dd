"""--fix writes permanent moves into the YAML, and not one other byte."""

from pathlib import Path

import pytest

from safetyhelp.findings.model import Path as RecordPath
from safetyhelp.linkcheck.edits.fix import Edit, fix, rewrite
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


@pytest.mark.parametrize("quote", ["", "'", '"'])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_only_the_one_value_changes(tmp_path: Path, quote: str, ends: str) -> None:
    text = RECORD.format(quote, quote).replace("\n", ends)
    file = tmp_path / "reporting" / "x.yml"
    file.parent.mkdir()
    file.write_bytes(text.encode())
    file.chmod(0o640)
    done = fix([Edit(RecordPlace("data/reporting/x.yml", PATH), OLD, NEW)], tmp_path, "data")
    assert [fixed.fault for fixed in done] == [""]
    source = f"{ends}    source"
    wanted = text.replace(f"url: {quote}{OLD}{quote}{source}", f"url: {quote}{NEW}{quote}{source}")
    assert wanted != text
    assert file.read_bytes() == wanted.encode()
    assert file.stat().st_mode & 0o777 == 0o640
    assert sorted(p.name for p in file.parent.iterdir()) == ["x.yml"]


def test_several_in_one_file(tmp_path: Path) -> None:
    file = tmp_path / "x.yml"
    file.write_text(RECORD.format("", ""))
    paths: list[RecordPath] = [("contacts", 0, "url"), PATH]
    done = fix(
        [Edit(RecordPlace("data/x.yml", path), OLD, NEW) for path in paths], tmp_path, "data"
    )
    assert [fixed.fault for fixed in done] == ["", ""]
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
def test_an_address_that_records_may_not_hold_is_not_written(tmp_path: Path, new: str) -> None:
    file = tmp_path / "x.yml"
    file.write_text(RECORD.format("", ""))
    (fixed,) = fix([Edit(RecordPlace("data/x.yml", PATH), OLD, new)], tmp_path, "data")
    assert fixed.fault
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
def test_a_confirmation_goes_with_the_address_that_was_tried(tmp_path: Path, ends: str) -> None:
    file = tmp_path / "x.yml"
    file.write_bytes(CONFIRMED.replace("\n", ends).encode())
    paths: list[RecordPath] = [("contacts", 0, "source"), ("contacts", 0, "url"),
                               ("contacts", 1, "bsl")]  # fmt: skip
    done = fix(
        [Edit(RecordPlace("data/x.yml", path), OLD, NEW) for path in paths], tmp_path, "data"
    )
    assert [(fixed.fault, fixed.unconfirmed) for fixed in done] == [
        ("", False),
        ("", True),
        ("", True),
    ]
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


def test_a_source_that_moves_keeps_the_confirmation(tmp_path: Path) -> None:
    file = tmp_path / "x.yml"
    file.write_text(CONFIRMED)
    (done,) = fix([Edit(RecordPlace("data/x.yml", ("contacts", 1, "source")), OLD, NEW)], tmp_path,
                  "data")  # fmt: skip
    assert not done.unconfirmed
    assert file.read_text().count("confirmed:") == 2


def test_a_confirmation_in_one_line_with_others_is_left_to_a_person(tmp_path: Path) -> None:
    text = f"contacts:\n  - {{url: {OLD}, confirmed: {{day: x, url: {OLD}}}}}\n"
    file = tmp_path / "x.yml"
    file.write_text(text)
    (done,) = fix([Edit(RecordPlace("data/x.yml", ("contacts", 0, "url")), OLD, NEW)], tmp_path,
                  "data")  # fmt: skip
    assert done.fault == "its “confirmed” belongs to the old one. Change both by hand"
    assert file.read_text() == text
