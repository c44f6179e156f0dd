"""What the tests of contributing share: a small data folder, the commands, bodies of issues."""

import shutil
from collections.abc import Mapping, Sequence
from datetime import date
from difflib import unified_diff
from functools import lru_cache
from pathlib import Path

import pytest

from safetyhelp.areas.model import Geography
from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.areas.reading import read_geography
from safetyhelp.dataset.answers import Directory
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.issue_forms.apply.apply import Applied, apply
from safetyhelp.issue_forms.bodies import RefusedError
from safetyhelp.issue_forms.fields import Field, Form, Shape
from safetyhelp.issue_forms.forms import forms
from safetyhelp.paths import DATA
from safetyhelp.records.reading import read_data
from tests.records.support import gaps_for_everything, write_record
from tests.records.support import schemas as schemas

HERE = Path(__file__).parent
SMALL_DATA = HERE / "data"
GUIDE_DATA = HERE / "guide"
"""The records that CONTRIBUTING names, as they were when it was written."""
TODAY = "2026-11-22"


@lru_cache
def all_forms() -> dict[str, Form]:
    """Return the issue forms by id."""
    return {form.id: form for form in forms(schemas())}


@lru_cache
def _geography() -> Geography:
    return read_geography(DATA / "areas")


def subject_of(data: Path) -> Dataset:
    """Load a data folder on the day of the tests, with the project's schemas and areas."""
    loaded = read_data(data, "data", schemas())
    today = date.fromisoformat(TODAY)
    return Dataset(loaded, Directory(AreasOnDay(_geography(), today), loaded.records, loaded.gaps))


def copy_data(target: Path, source: Path = SMALL_DATA) -> Path:
    """Copy a data folder to where a test may change it."""
    return Path(shutil.copytree(source, target))


def copy_real_data(target: Path) -> Path:
    """Copy the real data, with the records of the guide as the guide has them.

    So a test can name what stands in these, and whoever corrects the real ones breaks nothing.
    """
    shutil.copytree(DATA, target)
    for record in GUIDE_DATA.glob("*/*.yml"):
        shutil.copy(record, target / record.parent.name)
    return target


def copy_guide_data(target: Path) -> Path:
    """Copy the data of the guide, with the real areas, and gaps for all that it has not."""
    shutil.copytree(GUIDE_DATA, target)
    for name in ("areas", "schema"):
        shutil.copytree(DATA / name, target / name)
    having = {"stockport", "lancaster", "wyre"}
    today = date.fromisoformat(TODAY)
    others = [c.id for c in AreasOnDay(_geography(), today).councils]
    councils = f"councils: [{', '.join(each for each in others if each not in having)}]"
    write_record(target, gaps_for_everything(partnerships=councils), "gaps.yml")
    return target


def files_of(data: Path) -> dict[str, str]:
    """Return every file of a data folder by its name."""
    return {
        path.relative_to(data).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(data.rglob("*"))
        if path.is_file()
    }


def difference(old: dict[str, str], new: dict[str, str]) -> str:
    """Return what changed between two states of a data folder, without line numbers."""
    lines: list[str] = []
    for name in sorted({*old, *new}):
        before, after = old.get(name, "").splitlines(), new.get(name, "").splitlines()
        if before != after:
            changed = list(unified_diff(before, after, lineterm="", n=0))[2:]
            lines += [f"=== {name}", *(line for line in changed if not line.startswith("@@"))]
    return "\n".join(lines) + ("\n" if lines else "")


def _answer(field: Field, given: str | Sequence[str] | None) -> str:
    if field.shape is Shape.PROMISES:
        return "\n".join(f"- [x] {option.words}" for option in field.options)
    if given is None:
        return "_No response_"
    if not field.options:
        assert isinstance(given, str)
        return given
    words = {option.value: option.words for option in field.options}
    return ", ".join(words[each] for each in ([given] if isinstance(given, str) else given))


Given = Mapping[str, str | Sequence[str]]
BOLTON = "services/reporting/bolton-council/"
PAGE = "https://www.example.gov.uk/news"
"""A page that shows what is said in a form."""


def body_of(form_id: str, **answers: str | Sequence[str]) -> str:
    """Return the body of an issue as GitHub makes it from an answered form. `for_` is “for”."""
    given = {key.rstrip("_"): answer for key, answer in answers.items()}
    form = all_forms()[form_id]
    assert set(given) <= {field.id for field in form.fields}, given
    return "\n\n".join(
        f"### {field.label}\n\n{_answer(field, given.get(field.id))}" for field in form.fields
    )


def correct(**given: str) -> Given:
    """Return the answers of somebody who corrects a number of Bolton, or something else."""
    return {"record": BOLTON, "detail": "contacts.phone", "wrong": "no", "source": PAGE, **given}


def service(**given: str | Sequence[str]) -> Given:
    """Return the answers of somebody who adds a service in Bolton."""
    return {
        "kind": "victim-services",
        "name": "Bolton Help",
        "covers": "Bolton",
        "summary": "Help after hate crime.",
        "run_by": "charity",
        "helps_with": ["hate-crime"],
        "source": PAGE,
        **given,
    }


def applied(form: str, given: Given, data: Path = SMALL_DATA) -> Applied:
    """Return what comes of the answers to a form."""
    return apply(subject_of(data), schemas(), body_of(form, **given).encode())


def reasons(form: str, given: Given, data: Path = SMALL_DATA) -> tuple[str, ...]:
    """Return why the answers to a form are refused."""
    return reasons_for(body_of(form, **given), data)


def reasons_for(body: str, data: Path = SMALL_DATA) -> tuple[str, ...]:
    """Return why the body of an issue is refused."""
    with pytest.raises(RefusedError) as refused:
        apply(subject_of(data), schemas(), body.encode())
    return refused.value.reasons
