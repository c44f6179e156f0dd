"""docs/contribute/link-checks.md cannot drift from the code."""

import argparse
import re

from safetyhelp.evidence.history import RUNS, SPAN
from safetyhelp.evidence.state import FactState, LinkState
from safetyhelp.evidence.vocabulary import Result, Verdict
from safetyhelp.findings.codes import LINK_CODES
from safetyhelp.linkcheck.options import parser
from safetyhelp.linkcheck.problems import CODES
from safetyhelp.linkcheck.verdicts import CERTIFICATE_DAYS, SLOW_SECONDS
from safetyhelp.linkcheck.web.robots import AGENT
from safetyhelp.paths import ROOT
from safetyhelp.records.lists.suppressions import FACT_DOUBTFUL, FACT_MISSING

TEXT = (ROOT / "docs" / "contribute" / "link-checks.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `([a-z-]+)` \| (.+?) \| (.+?) \|$", TEXT, re.MULTILINE)


def test_every_verdict_is_explained_in_its_order() -> None:
    names = [name for name, _, _ in ROWS]
    assert [name for name in names if name in {v.value for v in Verdict}] == [
        verdict.value for verdict in Verdict
    ]


def test_every_code_is_explained() -> None:
    for code in {*CODES.values(), FACT_MISSING, FACT_DOUBTFUL}:
        assert code in LINK_CODES
        assert f"`{code}`" in TEXT
    for code in LINK_CODES:
        assert f"`{code}`" in TEXT


def test_every_option_is_explained() -> None:
    for action in parser()._actions:
        if isinstance(action, argparse._HelpAction):
            continue
        name = action.option_strings[0] if action.option_strings else action.dest
        assert f"`{name}" in TEXT


def test_every_field_of_the_state_file_is_explained() -> None:
    for name in (*LinkState.__slots__, *FactState.__slots__):
        assert f"`{name}`" in TEXT


def test_numbers_and_names() -> None:
    assert AGENT in TEXT
    assert f"{CERTIFICATE_DAYS} days" in TEXT
    assert f"{SLOW_SECONDS:.0f} seconds" in TEXT
    assert (RUNS, SPAN.days) == (3, 7)
    assert "three runs over at least seven days" in TEXT
    for result in Result:
        assert f"`{result.value}`" in TEXT
