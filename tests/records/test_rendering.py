"""Findings as text, as GitHub annotations, as JSON: nothing in a record can break out of them."""

import json
from datetime import date

import pytest

from safetyhelp.findings.model import Finding, Severity, tally
from safetyhelp.findings.renderers import RENDERERS, as_github, as_json, as_text, in_numbers

NASTY = "a\n::error file=x::forged\r\n##[stop-commands]t\x1b[31m\u202e %0A %25 \udcff , : end"


def finding(message: str = "It is wrong.", file: str = "data/x.yml") -> Finding:
    return Finding("tab", file, 3, 7, ("contacts", 0, "phone"), message, f"Mend {message}")


def test_text() -> None:
    assert as_text([finding()]) == (
        "data/x.yml:3:7: error[tab]: It is wrong.\n    To mend it: Mend It is wrong.\n"
    )


def test_a_warning_says_so() -> None:
    warning = Finding("tab", "data/x.yml", 1, 1, (), "m", "s", Severity.WARNING)
    assert ": warning[tab]: " in as_text([warning])
    assert as_github([warning]).startswith("::warning ")
    assert json.loads(as_json([warning]))["warnings"] == 1


def test_what_is_overdue_is_a_section_of_its_own() -> None:
    since = date(2027, 3, 1)
    late = Finding("gap-expired", "data/x.yml", 1, 1, (), "m", "s", Severity.OVERDUE, since)
    warning = Finding("tab", "data/x.yml", 1, 1, (), "m", "s", Severity.WARNING)
    assert as_text([warning, late, late, finding()]) == (
        "data/x.yml:1:1: warning[tab]: m\n    To mend it: s\n\n"
        "Overdue: a day has passed, and somebody must look. It stops nothing.\n"
        "data/x.yml:1:1: overdue[gap-expired]: m\n    To mend it: s\n"
        "data/x.yml:1:1: overdue[gap-expired]: m\n    To mend it: s\n\n"
        "data/x.yml:3:7: error[tab]: It is wrong.\n    To mend it: Mend It is wrong.\n"
    )
    assert as_github([late]) == (
        "::notice file=data/x.yml,line=1,col=1,title=overdue%3A gap-expired::m To mend it: s\n"
    )
    document = json.loads(as_json([warning, late, late, finding()]))
    assert (document["errors"], document["overdue"], document["warnings"]) == (1, 2, 1)
    assert [row["overdue_since"] for row in document["findings"]] == [
        None, "2027-03-01", "2027-03-01", None,
    ]  # fmt: skip
    assert in_numbers(tally([warning, late, late, finding()])) == "1 error, 2 overdue, 1 warning"


def test_what_is_overdue_says_since_when() -> None:
    with pytest.raises(ValueError, match="nothing says since when"):
        Finding("gap-expired", "data/x.yml", 1, 1, (), "m", "s", Severity.OVERDUE)


def test_no_findings() -> None:
    assert as_text([]) == ""
    assert as_github([]) == ""
    assert json.loads(as_json([])) == {
        "errors": 0,
        "overdue": 0,
        "warnings": 0,
        "findings": [],
    }


def test_text_stays_on_its_two_lines() -> None:
    text = as_text([finding(NASTY, "data/x\n::error::y.yml")])
    first, second = text.rstrip("\n").split("\n")
    assert first.startswith("data/x\\n::error::y.yml:3:7: error[tab]: a\\n::error")
    assert second.startswith("    To mend it: ")
    assert "##[" not in text
    assert text.replace("\n", "").isprintable()


def test_github_commands_cannot_be_forged() -> None:
    text = as_github([finding(NASTY, "data/x\n::error::y,line=1.yml")])
    assert text.count("\n") == 1
    head, _, message = text.removeprefix("::error ").partition("::")
    properties = dict(part.split("=", 1) for part in head.split(","))
    assert properties["line"] == "3"
    assert properties["col"] == "7"
    assert properties["file"] == "data/x%0A%3A%3Aerror%3A%3Ay%2Cline=1.yml"
    assert "%250A" in message
    assert "\x1b" not in message


def test_json_keeps_everything() -> None:
    (row,) = json.loads(as_json([finding(NASTY)]))["findings"]
    assert row["message"] == NASTY
    assert row["path"] == "contacts.0.phone"
    assert (row["line"], row["column"], row["severity"]) == (3, 7, "error")


def test_the_formats_are_those_of_the_option() -> None:
    assert set(RENDERERS) == {"text", "github", "json"}
