"""The hook of MkDocs: `make serve` has nothing else that leads to our rooms."""

import sys

import pytest

from mkdocs_hook import on_startup
from safetyhelp.paths import ROOT

SCRIPTS = str(ROOT / "scripts")


def test_our_rooms_are_found_after_mkdocs_has_put_the_path_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "path", [each for each in sys.path if each != SCRIPTS])
    on_startup(command="build")
    on_startup(command="build")
    assert sys.path.count(SCRIPTS) == 1
