"""The list of an editor's remarks: each has a reason, is found, and stands once."""

from pathlib import Path

import pytest

from safetyhelp.areas.tables import AreaFileError
from safetyhelp.checks.remarks import known_remarks, remarks_in


def _phrases(text: str) -> list[str]:
    return [" ".join(said.lower().split()) for said, _ in remarks_in(text)]


def test_each_phrase_is_found_and_has_a_reason_in_sentences() -> None:
    assert known_remarks()
    for phrase, reason in known_remarks().items():
        said = f"So {phrase.upper()}, it is."
        assert (phrase.upper(), reason) in remarks_in(said), phrase
        assert reason[0].isupper(), phrase
        assert reason.endswith("."), phrase


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We searched nine times.", ["we searched"]),
        ("The team itself..", [".."]),
        ("../../a/path, and one/../more", []),
        ("Monday, from an\n  old page", ["old page"]),
        ("from an old pager", []),
        ("we told pages of it", []),
        ("Wait... Then phone.", []),
        ("A page of 2020.", []),
        ("May be old: read on a page of 2020.", []),
    ],
)
def test_only_whole_words_count(text: str, found: list[str]) -> None:
    assert _phrases(text) == found


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("we saw,One.\nWe Saw,Two.\n", "row 3: “We Saw” is there twice."),
        ("we saw,\n", "row 2: “reason” is empty."),
        (",Why.\n", "row 2: “phrase” is empty."),
    ],
)
def test_a_broken_list_is_refused(tmp_path: Path, rows: str, fault: str) -> None:
    broken = tmp_path / "editors_remarks.csv"
    broken.write_text(f"phrase,reason\n{rows}", encoding="utf-8")
    with pytest.raises(AreaFileError, match=fault):
        known_remarks(broken)
