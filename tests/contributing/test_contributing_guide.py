"""CONTRIBUTING.md: each example is applied to data of its own and checked by the commands.

The folder `guide` holds the records of the examples as they were when the guide was written. So
whoever corrects the real ones turns nothing red here.

`<!-- example: WORD FILE -->` stands before a block of YAML. What the words mean is in `apply`.
`<!-- run -->` stands before commands that are run as they are printed.
"""

import json
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from safetyhelp.paths import DATA, ROOT
from safetyhelp.records.canonical.form import canonical, format_text
from safetyhelp.records.reading import modeline
from safetyhelp.yaml.parse import Value, parse
from safetyhelp.yaml.source import SourceText
from safetyhelp.yaml.tree import Document, group_of
from tests.commands import run
from tests.contributing.support import GUIDE_DATA, TODAY, copy_guide_data, schemas
from tests.files import commit_all

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
_EXAMPLE = re.compile(r"<!-- example: (\S+) (\S+) -->\n```yaml\n(.*?)```", re.DOTALL)
_RUN = re.compile(r"<!-- run -->\n```sh\n(.*?)```", re.DOTALL)
CHANGED, WHOLE, ENTRY = (
    ("correct", "rename", "retire"),
    ("add", "close"),
    ("withdrawn", "gap", "not-checked"),
)


@dataclass(frozen=True)
class Example:
    word: str
    file: str
    text: str

    @property
    def kind(self) -> str:
        """The kind of record, or the list, that the example is about."""
        path = Path(self.file)
        return path.stem if len(path.parts) == 2 else path.parts[1]


def tasks() -> dict[str, list[Example]]:
    """Return the examples by the task under whose heading they stand."""
    found: dict[str, list[Example]] = {}
    for section in re.split(r"^### ", GUIDE, flags=re.MULTILINE)[1:]:
        section = re.split(r"^## ", section, flags=re.MULTILINE)[0]
        examples = [Example(*match) for match in _EXAMPLE.findall(section)]
        if examples:
            found[section.partition("\n")[0]] = examples
    return found


def value_of(text: str, name: str) -> dict[str, Value]:
    value, faults = parse(SourceText(name, text))
    assert faults == []
    assert isinstance(value, dict)
    return value


def apply(example: Example, root: Path) -> None:
    """Do what the guide says: change keys of a record, write a whole file, or add an entry."""
    path = root / example.file
    given = value_of(example.text, example.file)
    if example.word in WHOLE:
        path.parent.mkdir(exist_ok=True)
        path.write_text(example.text, encoding="utf-8")
        return
    assert example.word in CHANGED + ENTRY
    old = value_of(path.read_text(encoding="utf-8"), example.file)
    if example.word in CHANGED:
        new = {**old, **given}
    else:
        ((key, entries),) = given.items()
        listed = old[key]
        assert isinstance(listed, list)
        assert isinstance(entries, list)
        new = {**old, key: [*listed, *(entry for entry in entries if entry not in listed)]}
    path.write_text(canonical(Document(group_of(new)), example.kind, schemas()), encoding="utf-8")


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_guide_data(tmp_path_factory.mktemp("guide") / "data")


def followed(task: str, untouched: Path, folder: Path) -> Path:
    """Return a copy of the data in which a task was done as the guide says."""
    shutil.copytree(untouched, folder / "data")
    for example in tasks()[task]:
        apply(example, folder)
    return folder / "data"


def findings(data: Path, day: str = TODAY) -> list[dict[str, str]]:
    done = run("validate.py", "--data", data, "--today", day, "--format", "json")
    found: list[dict[str, str]] = json.loads(done.stdout)["findings"]
    assert done.returncode == any(finding["severity"] == "error" for finding in found)
    return found


def errors(data: Path) -> list[str]:
    return [f"{f['file']}: {f['message']}" for f in findings(data) if f["severity"] == "error"]


def test_there_is_an_example_for_each_task() -> None:
    assert set(tasks()) == {
        "Correct a contact",
        "Add a service",
        "Give a partnership its new name",
        "Retire a number",
        "Keep a number that nobody has checked",
        "Record a merger",
        "Close a service",
        "Declare a gap",
    }


@pytest.mark.parametrize("task", tasks())
def test_following_the_guide_gives_valid_data(task: str, untouched: Path, tmp_path: Path) -> None:
    assert errors(followed(task, untouched, tmp_path)) == []


@pytest.mark.parametrize("task", tasks())
def test_the_examples_are_in_canonical_form(task: str) -> None:
    for example in tasks()[task]:
        text = example.text
        if example.word not in WHOLE:
            first = format_text(SourceText("x", text), example.kind, schemas()).text.split("\n")[0]
            text = f"{first}\n{text}"
        assert format_text(SourceText("x", text), example.kind, schemas()).text == text


def test_the_whole_of_a_file_is_the_whole_of_it(untouched: Path) -> None:
    example = tasks()["Add a service"][0]
    assert example.word == "add"
    assert "This is a whole record, `data/reporting/walsall-council.yml` as it was when" in GUIDE
    assert (untouched.parent / example.file).read_text(encoding="utf-8") == example.text


def test_every_example_is_about_data_of_the_guide() -> None:
    for examples in tasks().values():
        for example in examples:
            here = GUIDE_DATA.parent / example.file.replace("data/", "guide/", 1)
            assert here.exists() or example.word in WHOLE + ENTRY, example.file


def test_a_retired_number_cannot_come_back(untouched: Path, tmp_path: Path) -> None:
    data = followed("Retire a number", untouched, tmp_path)
    shutil.copy(untouched / "reporting" / "bolton-council.yml", data / "reporting")
    assert "01204 336500 must not be published" in "".join(errors(data))


CLASHES = {"coverage-missing", "partnership-overlap", "ended-record-referenced", "ended-area"}


def clashes(data: Path, day: str) -> set[str]:
    return CLASHES & {finding["code"] for finding in findings(data, day)}


def test_a_merger_ends_the_old_records_and_starts_the_new_one(
    untouched: Path, tmp_path: Path
) -> None:
    data = followed("Record a merger", untouched, tmp_path)
    assert clashes(data, "2026-09-30") == clashes(data, "2026-10-01") == set()
    # Without the last step, two partnerships claim one council from that day on.
    last = tasks()["Record a merger"][-1].file
    shutil.copy(untouched.parent / last, tmp_path / last)
    assert clashes(data, "2026-09-30") == set()
    assert clashes(data, "2026-10-01") == {"partnership-overlap"}


def test_when_councils_merge_the_checks_name_every_record_to_go_through(
    untouched: Path, tmp_path: Path
) -> None:
    shutil.copytree(untouched, tmp_path / "data")
    table = tmp_path / "data" / "areas" / "councils.csv"
    rows = table.read_text(encoding="utf-8").split("\n")
    (at,) = (n for n, row in enumerate(rows) if row.startswith("wyre,"))
    cells = rows[at].split(",")
    cells[14], cells[15] = "2026-09-30", "lancaster"
    rows[at] = ",".join(cells)
    table.write_text("\n".join(rows), encoding="utf-8")
    found = run("validate.py", "--data", tmp_path / "data", "--today", TODAY)
    assert found.returncode == 0
    named = set(re.findall(r"data/(\S+?):\d+:\d+: overdue\[ended-area\]", found.stdout))
    mentions = {
        path.relative_to(untouched).as_posix()
        for path in untouched.glob("*/*.yml")
        if re.search(r"councils: \[([a-z-]+, )*wyre[],]", path.read_text(encoding="utf-8"))
    }
    assert mentions
    assert mentions <= named
    assert "The council “Wyre” ended on 30 September 2026." in found.stdout
    assert "To mend it: Use what took its place: lancaster." in found.stdout


def test_the_commands_can_be_run_as_they_are_printed(tmp_path: Path) -> None:
    """In a copy of the project with a history, as a contributor has it."""
    copy_guide_data(tmp_path / "data")
    for name in ("scripts", ".github"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    commit_all(tmp_path)
    commands = [line for block in _RUN.findall(GUIDE) for line in block.strip().split("\n")]
    assert len(commands) >= 5
    for command in commands:
        python, *arguments = shlex.split(command)
        assert python == "python"
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=tmp_path,
            capture_output=True,
            check=False,
            timeout=600,
        )
        assert done.returncode == 0, (command, done.stderr.decode())
    assert (tmp_path / "data" / "victim-services" / "bolton-hate-crime-help.yml").is_file()


def test_every_command_and_file_that_is_named_exists() -> None:
    for script in set(re.findall(r"scripts/[a-z_]+\.py", GUIDE)):
        assert (ROOT / script).is_file(), script
    for target in set(re.findall(r"^make ([a-z]+)", GUIDE, re.MULTILINE)):
        assert f"\n{target}:" in (ROOT / "Makefile").read_text(encoding="utf-8"), target
    for link in re.findall(r"\]\(([^)#:]+)\)", GUIDE):
        assert (ROOT / link).exists(), link


# The configuration for editors


def test_pre_commit_runs_the_commands_on_the_right_files(tmp_path: Path) -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    (repo,) = config["repos"]
    assert repo["repo"] == "local", "nothing is fetched from elsewhere"
    hooks = {hook["id"]: hook for hook in repo["hooks"]}
    pattern = re.compile(hooks["format-records"]["files"])
    for path in [*DATA.glob("*/*.yml"), *DATA.glob("*.yml")]:
        assert pattern.search(path.relative_to(ROOT).as_posix()), path
    assert not pattern.search("data/areas/councils.csv")
    assert not pattern.search(".github/workflows/ci.yml")
    record = "data/reporting/bolton-council.yml"
    for hook in hooks.values():
        python, *words = hook["entry"].split()
        assert python == ".venv/bin/python"
        if "--base" in words and not (ROOT / ".git").exists():
            continue
        files = [record] if hook.get("pass_filenames", True) else []
        done = run(words[0].removeprefix("scripts/"), *words[1:], *files)
        assert done.returncode in (0, 1), done.stderr  # 2 would be a wrong call


@pytest.mark.parametrize("hook_id", ["validate", "what-the-change-keeps"])
def test_a_commit_that_only_deletes_files_is_checked(hook_id: str) -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    hook = next(each for each in config["repos"][0]["hooks"] if each["id"] == hook_id)
    assert hook["always_run"], "pre-commit passes over a hook when no file is left for it"
    assert not hook["pass_filenames"]


def test_the_dev_container_makes_the_environment_that_the_editor_uses() -> None:
    config = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    assert config["postCreateCommand"] == "make validate"
    assert re.fullmatch(r"mcr\.microsoft\.com/devcontainers/python:3\.\d+-\w+", config["image"])
    editor = config["customizations"]["vscode"]
    assert "redhat.vscode-yaml" in editor["extensions"]
    assert editor["settings"]["yaml.format.enable"] is False, "it would undo the canonical form"
    assert modeline("police").startswith("# yaml-language-server: $schema=")
