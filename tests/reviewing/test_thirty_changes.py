"""Thirty changes as the guide says them, and some as it does not: what the review says of each."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.records.reading import read_data
from safetyhelp.review.compare import new_findings
from tests.contributing.support import copy_guide_data
from tests.records.support import load_folder, schemas
from tests.reviewing.steps import do

CHANGES = yaml.safe_load(Path(__file__).with_name("thirty_changes.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> list[Dataset]:
    """The state before the first change, and the one after each."""
    data = copy_guide_data(tmp_path_factory.mktemp("changes") / "data")
    first = load_folder(data)
    found = [first]
    for change in CHANGES:
        for step in change["steps"]:
            do(step, data)
        loaded = read_data(data, "data", schemas())
        directory = replace(first.directory, all_records=loaded.records, all_gaps=loaded.gaps)
        found.append(replace(first, loaded=loaded, directory=directory))
    return found


@pytest.mark.parametrize("number", range(len(CHANGES)))
def test_the_review_says_of_each_change_what_it_should(states: list[Dataset], number: int) -> None:
    change: dict[str, Any] = CHANGES[number]
    new = new_findings(states[number], states[number + 1])
    # One gap for a whole country stands for all records that the guide has not.
    said = [f"{f.severity.value} {f.code}" for f in new if f.code != "gap-filled"]
    assert said == change["says"], (change["subject"], new)


def test_there_are_thirty() -> None:
    assert len(CHANGES) == 30
