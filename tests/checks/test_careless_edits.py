"""Many careless edits of real records, all at once: each is named in the first run, and no more.

The seed is printed. CARELESS_SEED=n tries other edits.
"""

import os
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from random import Random

import pytest

from safetyhelp.areas.model import NATIONS, Covers
from safetyhelp.checks.rules import check_all
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.findings.model import Finding
from safetyhelp.paths import DATA
from safetyhelp.records.files.examining import examine
from safetyhelp.records.files.loaded import with_file
from safetyhelp.records.kinds import RECORD_KINDS
from tests.checks.careless import EDITS, lines_of
from tests.records.support import schemas

SEED = int(os.environ.get("CARELESS_SEED", "20261126"))
MANY = 200
WHOLE = ("as it is", "with a byte-order mark", "with Windows line ends")


@lru_cache
def records() -> list[Path]:
    """Return records of all kinds with something to spoil in them."""
    return [
        path for path in sorted(DATA.glob("*/*.yml")) if "\ncontacts:" in path.read_text("utf-8")
    ]


@pytest.fixture(scope="module")
def small(real: Dataset) -> Dataset:
    """Return the real data without records and letters: rules over them would take their time."""
    loaded = replace(real.loaded, records=(), letters=(), texts={}, findings=[])
    return Dataset(loaded, real.directory)


def findings(dataset: Dataset, path: Path, content: bytes) -> list[Finding]:
    """Return everything that is found with one file in place.

    Of other kinds nothing is missing: else most of the time went into two thousand such findings.
    """
    kind = path.parent.name
    file = f"data/{kind}/{path.name}"
    loaded = with_file(dataset.loaded, file, path.stem, examine(content, file, kind, schemas()))
    everywhere = replace(loaded.gaps[0], covers=Covers("nations", tuple(NATIONS)), missing="")
    others = tuple(replace(everywhere, section=each) for each in RECORD_KINDS if each != kind)
    loaded = replace(loaded, gaps=(*loaded.gaps, *others))
    directory = replace(dataset.directory, all_records=loaded.records, all_gaps=loaded.gaps)
    return check_all(Dataset(loaded, directory))


def spoilt(random: Random, text: str) -> tuple[bytes, Counter[tuple[str, int]], list[str]]:
    """Return a file with mistakes, what must be named on which line, and the mistakes in words."""
    lines = lines_of(text)
    done: list[str] = []
    for name in random.sample(sorted(EDITS), len(EDITS)):
        if len(done) < random.randint(1, 4) and EDITS[name](random, lines):
            done.append(name)
    whole = random.choice(WHOLE)
    expected = Counter(
        (code, number) for number, line in enumerate(lines, 1) for code in line.codes
    )
    ends = "\r\n" if whole == WHOLE[2] else "\n"
    content = "".join(f"{line.text}{ends}" for line in lines).encode()
    if whole == WHOLE[1]:
        content = b"\xef\xbb\xbf" + content
        expected["byte-order-mark", 1] += 1
    return content, expected, [*done, whole]


def _identity(finding: Finding) -> tuple[object, ...]:
    """Return what makes a finding the same one: in a record the lines move, in the gaps the words.

    A gap for two councils of which one is misspelt in the record is filled for the other alone.
    """
    in_gaps = finding.file.endswith("/gaps.yml")
    return finding.code, finding.file, finding.path if in_gaps else finding.message


@pytest.mark.parametrize("number", range(MANY))
def test_every_mistake_is_named_in_the_first_run_and_no_other(number: int, small: Dataset) -> None:
    random = Random(SEED + number)
    path = random.choice(records())
    text = path.read_text("utf-8")
    content, expected, done = spoilt(random, text)
    before = set(map(_identity, findings(small, path, text.encode())))
    new = [f for f in findings(small, path, content) if _identity(f) not in before]
    print(f"CARELESS_SEED={SEED} number {number}: {path.name}: {', '.join(done)}")
    print(content.decode())
    for finding in new:
        print(finding.line, finding.code, finding.message, finding.suggestion)
    assert Counter((f.code, f.line) for f in new) == expected
    assert all(f.file.endswith(path.name) and f.suggestion for f in new)


def test_every_kind_of_mistake_can_be_made() -> None:
    texts = [path.read_text("utf-8") for path in records()]
    for name, edit in EDITS.items():
        assert any(edit(Random(1), lines_of(text)) for text in texts), name
