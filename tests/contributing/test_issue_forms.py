"""The issue forms: they match the schemas, GitHub can read them, and we can read the answers."""

import json
import re
from itertools import combinations
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.issue_forms.apply.which_record import area_of, find_record
from safetyhelp.issue_forms.bodies import read_answers
from safetyhelp.issue_forms.fields import Shape
from safetyhelp.issue_forms.files import form_files
from safetyhelp.issue_forms.forms import forms
from safetyhelp.pages.areas import area_pages
from safetyhelp.pages.records import record_pages
from safetyhelp.pages.templates import make_renderer
from safetyhelp.paths import ROOT
from safetyhelp.publisher import Publisher
from safetyhelp.records.form_links import ADD, CHANGED, CLOSED, CORRECT, issue_form_url
from safetyhelp.records.kinds import PARTNERSHIPS
from safetyhelp.records.schema import Schemas
from tests.commands import run
from tests.contributing.support import all_forms, body_of, schemas
from tests.records.support import independently_checked

FOLDER = ROOT / ".github" / "ISSUE_TEMPLATE"


def test_the_forms_match_the_schemas() -> None:
    done = run("make_issue_forms.py", "--check")
    assert (done.returncode, done.stdout) == (0, "")


def test_a_form_that_drifts_is_named_and_mended(tmp_path: Path) -> None:
    assert run("make_issue_forms.py", "--out", tmp_path).returncode == 0
    path = tmp_path / "add-a-service.yml"
    path.write_text(path.read_text(encoding="utf-8") + "# drift\n", encoding="utf-8")
    (tmp_path / "old-form.yml").write_text("name: Old\n", encoding="utf-8")
    done = run("make_issue_forms.py", "--check", "--out", tmp_path)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "old-form.yml: no schema makes this form. Delete it.",
        "add-a-service.yml: does not match the schemas. Run: python scripts/make_issue_forms.py",
    ]


def test_a_new_choice_in_a_schema_changes_the_form() -> None:
    text = json.dumps(schemas().documents).replace('"tip-off"', '"tip-off", "brand-new-choice"')
    changed = form_files(forms(Schemas(json.loads(text))))
    assert '- "brand new choice"' in changed["add-a-service.yml"]
    assert changed != form_files(forms(schemas()))


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir()))
def test_github_can_read_the_files(name: str) -> None:
    schema = "vendor.github-issue-config" if name == "config.yml" else "vendor.github-issue-forms"
    done = independently_checked("--builtin-schema", schema, FOLDER / name)
    assert done.exit_code == 0, done.output
    if name == "config.yml":
        return
    form = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    for key in ("id", "label"):  # GitHub refuses a form in which they are not unique
        found = [field.get(key) or field["attributes"][key] for field in fields]
        assert len(found) == len(set(found))
    for field in fields:
        options = field["attributes"].get("options", [])
        assert all(isinstance(option, dict | str) for option in options), "a choice is not text"
        assert len(options) == len({json.dumps(option) for option in options})
        if field["attributes"].get("multiple"):
            assert not [option for option in options if "," in option], "commas part the choices"


def test_the_headings_tell_the_forms_apart() -> None:
    labels = {form.id: {field.label for field in form.fields} for form in all_forms().values()}
    for one, other in combinations(labels, 2):
        assert not labels[one] <= labels[other]
        assert not labels[other] <= labels[one]


@pytest.mark.parametrize("form_id", all_forms())
def test_every_answer_comes_back(form_id: str) -> None:
    form = all_forms()[form_id]
    given: dict[str, str | list[str]] = {}
    for field in form.fields:
        if field.shape is Shape.CHOICES:
            given[field.id] = [option.value for option in field.options]
        elif field.shape is Shape.CHOICE:
            given[field.id] = field.options[-1].value
        elif field.shape is not Shape.PROMISES:
            given[field.id] = f"Answer to {field.id}"
    read = read_answers(body_of(form_id, **given), list(all_forms().values()))
    assert not read.faults
    assert read.form == form
    assert {**read.texts, **{key: list(each) for key, each in read.lists.items()}} == given


def test_a_required_answer_that_is_missing_is_named() -> None:
    read = read_answers(body_of(CORRECT, record="x", wrong="no"), list(all_forms().values()))
    assert [*read.faults.values()] == ["“What is wrong?” has no answer."]


_FORM_LINK = re.compile(r'href="(https://github\.com/someone/a-fork/issues/new[^"]*)"')


def _links_of(page: str) -> dict[str, str]:
    """Return the forms that a page links to, with what is filled in for “record”."""
    found = {}
    for link in _FORM_LINK.findall(page):
        query = parse_qs(urlsplit(link.replace("&amp;", "&")).query, strict_parsing=True)
        (template,), (record,) = query["template"], query["record"]
        found[template.removesuffix(".yml")] = record
    return found


def test_every_record_and_area_leads_to_the_right_forms_with_its_address(real: Dataset) -> None:
    """And what is filled in is understood when it comes back."""
    directory = real.directory
    renderer = make_renderer(
        directory.map, Publisher(repository="https://github.com/someone/a-fork")
    )
    pages = dict([*record_pages(directory, renderer), *area_pages(directory, renderer)])
    for record in directory.records:
        links = _links_of(pages[f"services/{record.kind}/{record.id}.md"])
        partnership = record.kind == PARTNERSHIPS
        assert set(links) == {CORRECT, CLOSED, *([CHANGED] if partnership else [])}
        for form, written in links.items():
            assert "record" in [field.id for field in all_forms()[form].fields]
            assert find_record(real.loaded.records, written) == record
    for council in directory.map.councils:
        links = _links_of(pages[f"areas/{council.id}.md"])
        assert set(links) == {CORRECT}
        assert area_of(directory, links[CORRECT]) == council


def test_a_link_fills_the_form() -> None:
    url = issue_form_url(
        "https://github.com/someone/a-fork/",
        CORRECT,
        {"record": "services/police/kent/", "old": "a&b=ŵ"},
    )
    parts = urlsplit(url)
    assert (parts.netloc, parts.path) == ("github.com", "/someone/a-fork/issues/new")
    assert parse_qs(parts.query) == {
        "template": ["correct-a-detail.yml"],
        "record": ["services/police/kent/"],
        "old": ["a&b=ŵ"],
    }
    assert (FOLDER / "correct-a-detail.yml").is_file()
    assert "record" in [field.id for field in all_forms()[CORRECT].fields]
    assert ADD in all_forms()
