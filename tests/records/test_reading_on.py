"""Where a text is broken, the rest is read, and nothing is said that only follows."""

from pathlib import Path

import pytest

from safetyhelp.yaml.tabs import without_tabs
from tests.records.support import PARTNERSHIP, SOURCES, findings_about

CONTACT = """contacts:
  - for: Ask
    phone: "0161 217 6016"
    url: https://www.example.gov.uk/team
    source: https://www.example.gov.uk/team
    seen: unknown
"""
WITH_CONTACT = PARTNERSHIP.replace("sources:", f"{CONTACT}sources:")


def said(text: str, folder: Path) -> list[tuple[int, str]]:
    return [(finding.line, finding.code) for finding in findings_about(text, folder)]


WAYS = 'phone: "0161 217 6016"\n    url: https://www.example.gov.uk/team\n'
LIST_AND_PHONE = [(7, "wrong-type"), (8, "bad-phone")]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # An item far from its lines: those fit nowhere then, and are not called wrong themselves.
        ("  - for", "       - for", [(8, "yaml-syntax")]),
        ("  - for", "- for", [(7, "yaml-syntax")]),
        ("contacts:", "   contacts:", [(6, "yaml-syntax")]),
        # Below a key whose line is lost, the key may be the one that is missing.
        ("    phone:", "    phone", [(8, "yaml-syntax")]),
        ("    source: ", "    sorce ", [(10, "yaml-syntax")]),
        ('    phone: "0161 217 6016"\n    url:', "    url", [(8, "yaml-syntax")]),
        # Of a line that fits nowhere nothing is left: it may have been the only way in.
        (f"    {WAYS}", '            phone: "0161 217 6016"\n', [(8, "yaml-syntax")]),
        # The first of two could not be read: then the second is the one that counts.
        ("role: statutory", 'role "x"\nrole: stat', [(5, "yaml-syntax"), (6, "wrong-choice")]),
        ("role: statutory", "role: statutary\nrole @x", [(5, "wrong-choice"), (6, "yaml-syntax")]),
        # A single contact that is no list: what is wrong in it is named on its line.
        ("  - for: Ask\n    phone: \"0161", "    for: Ask\n    phone: \"0", LIST_AND_PHONE),
        # A bracket left open above a list: the lines below it have none, or both of theirs.
        ("contacts:", "contacts: [", [(6, "yaml-syntax")]),
        ("contacts:", "contacts: {", [(6, "yaml-syntax")]),
        ("contacts:\n  - for: Ask", 'contacts: [\n  - for: "Ask [us]"', [(6, "yaml-syntax")]),
        ("contacts:\n  - for: Ask", 'contacts: [\n  - for: "Ask {us}"', [(6, "yaml-syntax")]),
        ("contacts:\n", "contacts: [\n\n  # Ours\n", [(6, "yaml-syntax")]),
        ("# yaml", "---\n# yaml", [(1, "several-documents")]),
        ("role:", "role", [(5, "yaml-syntax")]),
    ],
)  # fmt: skip
def test_only_what_is_wrong_is_named(
    old: str, new: str, expected: list[tuple[int, str]], tmp_path: Path
) -> None:
    assert old in WITH_CONTACT
    assert said(WITH_CONTACT.replace(old, new, 1), tmp_path) == expected


def test_a_document_mark_and_another_fault_are_both_named(tmp_path: Path) -> None:
    text = WITH_CONTACT.replace("\nname:", "\n---\nname:").replace("role:", "role")
    assert said(text, tmp_path) == [(2, "several-documents"), (6, "yaml-syntax")]


def test_too_many_faults_end_the_reading(tmp_path: Path) -> None:
    """After twenty, nothing more is said about what such a file lacks."""
    lines = "".join(f"key{number} @x\n" for number in range(40))
    found = said(f"{PARTNERSHIP.partition('name:')[0]}{lines}{SOURCES}", tmp_path)
    assert {code for _, code in found} == {"yaml-syntax"}
    assert len(found) == 20


@pytest.mark.parametrize(
    ("tabs", "spaces"),
    [
        ("a:\n\tb: c", "a:\n  b: c"),
        ("a:\n\t- b: c\n\t\td: e", "a:\n  - b: c\n    d: e"),
        ("a:\n  - b: c\n\td: e", "a:\n  - b: c\n    d: e"),
        ("a:\n  - b: c\n\t- d: e", "a:\n  - b: c\n  - d: e"),
        ("a:\n- b: c\n\td: e", "a:\n- b: c\n  d: e"),
        ("a:\n    b: c\n\td: e", "a:\n    b: c\n    d: e"),
        ("a:\n    b:\n\t  c: d", "a:\n    b:\n      c: d"),
        ("a:\n        b: c\n\td: e", "a:\n        b: c\n        d: e"),
        ("a:\n b: c\n\td: e", "a:\n b: c\n d: e"),
        ("a:\n  b:\n    c: d\n\te: f\n", "a:\n  b:\n    c: d\n  e: f\n"),
        ("a: b\n\t# c\n\n\t\nd: e", "a: b\n\t# c\n\n\t\nd: e"),
        ("a:\tb\tc", "a:\tb\tc"),
    ],
)
def test_tabs_stand_for_the_spaces_that_fit(tabs: str, spaces: str) -> None:
    assert without_tabs(tabs) == spaces
