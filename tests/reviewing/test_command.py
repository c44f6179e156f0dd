"""The command, in a real repository: on the real data once, and on a small data folder."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from safetyhelp.paths import DATA, ROOT
from tests.commands import Done, run
from tests.contributing.support import copy_real_data
from tests.files import commit_all, edit, git
from tests.records.support import PARTNERSHIP, gaps_for_everything, write_record
from tests.text.test_markdown import left_outside

TODAY = ("--today", "2026-11-22")
EVIL = '<img src=x> [link](https://evil.example) @everyone ![x](y) ``` # top | "quoted"'


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository that holds the real data, committed."""
    root = tmp_path / "repository"
    copy_real_data(root / "data")
    commit_all(root)
    return root


@pytest.fixture
def small(tmp_path: Path, few_areas: Path) -> Path:
    """A repository with one record in few areas, and gaps for all that is missing."""
    root = tmp_path / "small"
    write_record(root / "data", PARTNERSHIP)
    write_record(root / "data", gaps_for_everything(), "gaps.yml")
    shutil.copytree(DATA / "schema", root / "data" / "schema")
    shutil.copytree(few_areas, root / "data" / "areas")
    commit_all(root)
    return root


def _summarise(root: Path, *arguments: str) -> Done:
    data = ("--data", str(root / "data"))
    return run("summarise_change.py", *data, *TODAY, *arguments)


def _section(page: str, title: str) -> str:
    start = page.index(title)
    end = min(
        page.find(mark, start + 3) for mark in ("\n### ", "\n## ") if mark in page[start + 3 :]
    )
    return page[start:end]


def test_a_change_of_many_kinds(repository: Path) -> None:
    data = repository / "data"
    edit(data / "reporting/bolton-council.yml", "8am to 5pm", "9am to 4pm")
    walsall = data / "reporting/walsall-council.yml"
    edit(walsall, "sources:", "notes: Only for contributors.\nsources:")
    edit(data / "reporting/blaby-council.yml", "\nname:", "\n# a remark\nname:")
    former = "one-stockport-safety-partnership"
    stockport = data / f"partnerships/{former}.yml"
    renamed = data / "partnerships/safer-stockport.yml"
    stockport.rename(renamed)
    with renamed.open("a", encoding="utf-8") as file:
        file.write(f"former_ids: [{former}]\n")
    (data / "rj-providers/greater-manchester-restorative-justice-service.yml").unlink()
    quoted = EVIL.replace("'", "''")
    new = walsall.read_text(encoding="utf-8").replace("Walsall Council: hate crime", "X")
    lines = [f"name: '{quoted}'" if line.startswith("name:") else line for line in new.splitlines()]
    (data / "reporting/evil.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (data / "reporting/lost.yml").write_text(
        "\n".join(lines).replace("[walsall]", "[walsal]") + "\n", encoding="utf-8"
    )
    edit(
        data / "gaps.yml",
        "gaps:\n",
        f"""gaps:
  - section: reporting
    covers:
      councils: [walsall]
    missing: The phone number
    reason: '{quoted}'
    review_by: "2027-05-31"
""",
    )

    done = _summarise(repository, "--base", "HEAD")

    page = done.stdout
    assert done.returncode == 1, done.stderr
    prefix = f"{repository}/data"
    assert "1 deleted" in page
    assert "1 renamed" in page
    assert "2 new" in page
    assert "- Open: Monday to Friday, 8am to 5pm\n+ Open: Monday to Friday, 9am to 4pm" in page
    assert "`contacts[1].hours`" in _section(page, f"### `{prefix}/reporting/bolton-council.yml`")
    for name, said in (
        ("reporting/walsall-council.yml", "visitors do not"),
        ("reporting/walsall-council.yml", "`notes`"),
        ("reporting/blaby-council.yml", "Only the way the file is written changes"),
        (
            "partnerships/safer-stockport.yml",
            f"It was `{prefix}/partnerships/{former}.yml`",
        ),
        ("reporting/lost.yml", "it names an area that is not known"),
        ("reporting/evil.yml", "+ Where: Walsall"),
    ):
        assert said in _section(page, f"### `{prefix}/{name}`"), (name, said)
    assert f"### `{prefix}/partnerships/{former}.yml`" not in page
    assert "`Walsall` at `areas/walsall/`: " in page
    assert "**error** `unknown-area`" in page
    lost = "- Restorative justice services, **lost**: from a record to nothing for "
    assert lost in page
    assert "`Stockport`" in page[page.index(lost) :].splitlines()[0]
    assert "+ reporting · missing: The phone number · <img" in page
    outside = left_outside(page)
    for mark in ("evil.example", "@everyone", "<img", "![", "\n# top"):
        assert mark not in outside, mark


def test_annotations_name_the_very_line_and_only_what_is_new(small: Path) -> None:
    record = small / "data/partnerships/example.yml"
    edit(record, "role: statutory", "role: statutary")
    line = record.read_text(encoding="utf-8").splitlines().index("role: statutary") + 1
    done = _summarise(small, "--base", "HEAD", "--format", "github")
    assert done.returncode == 1
    first = done.stdout.splitlines()[0]
    assert first.startswith(f"::error file={record},line={line},col=7,title=wrong-choice::")
    assert "gap-filled" not in done.stdout, "a finding that was there before is annotated"


def test_what_is_not_in_canonical_form_is_annotated_and_can_be_copied(small: Path) -> None:
    record = small / "data/partnerships/example.yml"
    right = edit(record, "role: statutory\n", "")
    edit(record, "\nname:", "\nrole: statutory\nname:")
    done = _summarise(small, "--base", "HEAD", "--format", "github")
    assert done.returncode == 1
    (line,) = done.stdout.splitlines()
    assert line.startswith(f"::error file={record},line=2,col=1,title=not-canonical::")
    page = _summarise(small, "--base", "HEAD").stdout
    assert f"**error** `not-canonical` in `{record}:2`" in page
    assert f"`{record}`\n\n```yaml\n{right}```" in page


def test_what_is_mended_is_no_news(small: Path) -> None:
    done = _summarise(small, "--base", "HEAD", "--format", "github")
    assert (done.returncode, done.stdout) == (0, "")


def _break_schema(root: Path) -> None:
    (root / "data/schema/common.schema.json").write_text("{", encoding="utf-8")
    commit_all(root, "Broken")
    git(root, "checkout", "--quiet", "HEAD^", "--", "data/schema")


def test_an_unreadable_past_is_admitted(small: Path) -> None:
    _break_schema(small)
    done = _summarise(small, "--base", "HEAD")
    assert done.returncode == 0, done.stderr
    assert "**The data before this change cannot be read" in done.stdout
    assert f"`{small}/data/schema/common.schema.json: " in done.stdout


def _no_areas(root: Path) -> None:
    shutil.rmtree(root / "data/areas")
    (root / "data/areas").mkdir()


def _no_git(root: Path) -> None:
    shutil.rmtree(root / ".git")


def _nothing(root: Path) -> None:
    """Leave the repository as it is."""


@pytest.mark.parametrize(
    ("prepare", "arguments", "message"),
    [
        (_nothing, ("--base", "nowhere"), "“nowhere” is not a commit in "),
        (_nothing, ("--base", "--output=x"), "expected one argument"),
        (_nothing, ("--base=--output=x",), "“--output=x” is not a commit in "),
        (_nothing, ("--base=HEAD:data",), "is not a commit in "),
        (_nothing, ("--base", "HEAD", "--links", "none.md"), "none.md"),
        (_no_areas, ("--base", "HEAD"), "police_areas.csv"),
        (_no_git, ("--base", "HEAD"), "“HEAD” is not a commit in "),
    ],
)
def test_wrong_usage_is_explained(
    small: Path, prepare: Callable[[Path], None], arguments: tuple[str, ...], message: str
) -> None:
    prepare(small)
    done = _summarise(small, *arguments)
    assert done.returncode == 2, done.stdout + done.stderr
    assert message in done.stderr
    assert done.stdout == ""
    assert not (ROOT / "x").exists()


def test_links_in_the_past_are_not_followed(small: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yml"
    secret.write_text("name: secret\n", encoding="utf-8")
    (small / "data/reporting").mkdir()
    (small / "data/reporting/link.yml").symlink_to(secret)
    commit_all(small, "A link")
    (small / "data/reporting/link.yml").unlink()
    done = _summarise(small, "--base", "HEAD")
    assert done.returncode == 0, done.stderr
    assert "secret" not in done.stdout.replace(str(small), "")
