"""Postcodes: the lookup, and that runs never lose one."""

from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from safetyhelp.areas.postcodes import (
    PostcodeRanges,
    read_northern_ireland,
    read_postcode_ranges,
)
from safetyhelp.areas.tables import AreaFileError
from safetyhelp.importing.postcodes import runs, wrong

A, B, C = "E08000007", "E08000008", "E08000009"


def test_a_run_holds_until_the_next_of_the_same_outward_code() -> None:
    ranges = PostcodeRanges([("SK1", "1AB", A), ("SK1", "3AA", B), ("SK2", "0AA", C)])
    assert ranges.lookup("SK1", "1AA") is None, "before the first run nothing is known"
    assert ranges.lookup("SK1", "1AB") == A
    assert ranges.lookup("SK1", "2ZZ") == A
    assert ranges.lookup("SK1", "3AA") == B
    assert ranges.lookup("SK1", "9ZZ") == B
    assert ranges.lookup("SK3", "1AA") is None


@pytest.mark.parametrize("seed", range(40))
def test_runs_are_right_for_every_postcode_and_none_is_superfluous(seed: int) -> None:
    chance = Random(seed)
    inwards = [f"{digit}{one}{two}" for digit in range(10) for one in "ABXZ" for two in "AZ"]
    every = [(outward, inward) for outward in ("SK1", "SK10", "SK1A") for inward in inwards]
    chosen = chance.sample(every, chance.randint(1, len(every)))
    postcodes = [(outward, inward, chance.choice([A, A, B, C])) for outward, inward in chosen]
    rows = list(runs(postcodes))
    assert list(wrong(postcodes, PostcodeRanges(rows))) == []
    assert rows == sorted(rows)
    for one, other in pairwise(rows):
        assert (one[0], one[2]) != (other[0], other[2])


def test_wrong_names_the_postcode_and_both_councils() -> None:
    ranges = PostcodeRanges([("SK1", "1AA", A)])
    found = wrong([("SK1", "1AB", A), ("SK1", "2AA", B), ("M1", "1AA", C)], ranges)
    assert list(found) == [("SK1", "2AA", B, A), ("M1", "1AA", C, "none")]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            "SK1,1AB,E08000007\nSK1,1AA,E08000008\n",
            "postcodes.csv, row 3: the rows are not in order. Sort by outward, then from_inward.",
        ),
        (
            "SK1,1AA,Stockport\n",
            (
                "postcodes.csv, row 2: “council” is “Stockport”. "
                "It must be an ONS code such as E08000007."
            ),
        ),
        (
            "SK1,AAA,E08000007\n",
            "postcodes.csv, row 2: “from_inward” is “AAA”. It must be an inward code such as 3XE.",
        ),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, rows: str, message: str) -> None:
    path = tmp_path / "postcodes.csv"
    path.write_text(f"outward,from_inward,council\n{rows}", encoding="utf-8")
    with pytest.raises(AreaFileError) as caught:
        read_postcode_ranges(path)
    assert str(caught.value) == message


def test_shares_must_go_down(tmp_path: Path) -> None:
    path = tmp_path / "ni.csv"
    path.write_text("outward,council,share\nBT1,N09000003,0.2\nBT1,N09000007,0.8\n")
    with pytest.raises(AreaFileError, match=r"row 3: the share is 0\.8\. Shares go from 1\.00"):
        read_northern_ireland(path)
