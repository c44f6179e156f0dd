"""`python scripts/validate.py` as people and CI run it."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from safetyhelp.paths import DATA, ROOT
from tests.commands import Done, run
from tests.records.support import PARTNERSHIP, gaps_for_everything, write_record

COMMAND = [sys.executable, str(ROOT / "scripts" / "validate.py")]
BASE = ["--today", "2026-11-22"]


def validate(
    *arguments: str | Path, cwd: Path = ROOT, environment: dict[str, str] | None = None
) -> Done:
    return run("validate.py", *BASE, *arguments, cwd=cwd, environment=environment)


def validate_in_a_process(*arguments: str | Path, **environment: str) -> Done:
    done = subprocess.run(
        [*COMMAND, *BASE, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="surrogateescape",
        env={**os.environ, **environment},
        timeout=600,
        check=False,
    )
    assert "Traceback" not in done.stderr + done.stdout
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A small data folder without errors. It has one warning: a gap for what is there."""
    folder = tmp_path / "data"
    write_record(folder, PARTNERSHIP)
    write_record(folder, gaps_for_everything(), "gaps.yml")
    return folder


def test_the_real_data_passes_and_is_called_data_wherever_the_command_runs(tmp_path: Path) -> None:
    done = validate(cwd=tmp_path)
    assert re.search(r"\b0 errors\b", done.stderr), done.stdout
    assert done.returncode == 0
    assert "error[" not in done.stdout
    assert all(line.startswith(("data/", "    ")) for line in done.stdout.splitlines())


def test_sound_data_gives_0_and_says_how_much_was_read(data: Path) -> None:
    done = validate("--data", data)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        0,
        "1 record can be read. 0 errors, 0 overdue, 1 warning.",
    )
    assert "warning[gap-filled]" in done.stdout


def test_an_error_gives_1_and_its_place(data: Path) -> None:
    write_record(data, PARTNERSHIP.replace("role: statutory", "role: statutary"))
    done = validate("--data", data)
    assert done.returncode == 1
    assert f"{data.as_posix()}/partnerships/example.yml:5:7: error[wrong-choice]: " in done.stdout
    assert "    To mend it: Did you mean “statutory”?\n" in done.stdout


def test_exit_codes_reach_the_shell(data: Path) -> None:
    assert validate_in_a_process("--data", data).returncode == 0
    write_record(data, PARTNERSHIP.replace("role: statutory", "role: statutary"))
    assert validate_in_a_process("--data", data).returncode == 1
    assert validate_in_a_process("--data", data / "nowhere").returncode == 2


def test_json(data: Path) -> None:
    write_record(data, PARTNERSHIP.replace("[stockport]", "[stockpot]"))
    done = validate("--data", data, "--format", "json")
    document = json.loads(done.stdout)
    assert done.returncode == 1
    assert document["errors"] == 1
    (row,) = [row for row in document["findings"] if row["severity"] == "error"]
    assert row["code"] == "unknown-area"
    assert row["path"] == "covers.councils.0"
    assert (row["line"], row["column"]) == (4, 14)
    assert row["suggestion"] == "Did you mean “stockport”?"


def test_a_record_cannot_forge_a_workflow_command(data: Path) -> None:
    key = '"x\\n::error file=data/gaps.yml,line=1::Forged%0A::warning::and again"'
    write_record(data, f"{PARTNERSHIP}{key}: 1\n")
    for style in ("github", "text"):
        done = validate("--data", data, "--format", style)
        lines = [line for line in done.stdout.splitlines() if line.lstrip().startswith("::")]
        assert done.returncode == 1
        assert not [line for line in lines if "title=" not in line]
        assert "Forged%0A:" not in done.stdout or style == "text"
    assert "Forged" in done.stdout


def test_github_names_file_line_and_column(data: Path) -> None:
    write_record(data, PARTNERSHIP.replace("[stockport]", "[stockpot]"))
    lines = validate("--data", data, "--format", "github").stdout.splitlines()
    error = next(line for line in lines if line.startswith("::error "))
    assert error.startswith(
        f"::error file={data.as_posix()}/partnerships/example.yml,line=4,col=14,"
    )


def test_a_file_name_cannot_forge_either(data: Path) -> None:
    try:
        (data / "partnerships" / "x\n::error::Forged\udcff.txt").touch()
    except OSError:
        pytest.skip("this file system refuses such names")
    for style in ("github", "text", "json"):
        done = validate_in_a_process("--data", data, "--format", style, PYTHONIOENCODING="ascii")
        assert done.returncode == 1
        assert "\n::error::Forged" not in f"\n{done.stdout}"


@pytest.mark.parametrize(
    "fault", ["partnerships/example.yml", "./partnerships/../partnerships/example.yml"]
)
def test_a_relative_file(data: Path, fault: str) -> None:
    write_record(data, PARTNERSHIP.replace("statutory", "statutary"))
    write_record(data, "x", "partnerships/other.yml")
    done = validate("--data", ".", fault, cwd=data)
    assert done.returncode == 1
    assert "partnerships/example.yml:5:7: error[wrong-choice]" in done.stdout
    assert "other.yml" not in done.stdout


def test_an_absolute_file(data: Path) -> None:
    write_record(data, PARTNERSHIP.replace("statutory", "statutary"), "partnerships/bad.yml")
    good, bad = (data / "partnerships" / name for name in ("example.yml", "bad.yml"))
    assert validate("--data", data, good).returncode == 0
    assert validate("--data", data, bad).returncode == 1
    assert validate("--data", data, good, bad).returncode == 1


def test_a_file_that_is_a_link_is_shown_under_its_own_name(data: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.yml").write_text(PARTNERSHIP, encoding="utf-8")
    link = data / "partnerships" / "link.yml"
    link.symlink_to(tmp_path / "outside.yml")
    done = validate("--data", data, link)
    assert done.returncode == 1
    assert "link.yml:1:1: error[link-outside]" in done.stdout


NO_FILES = ["nothing.yml", "outside.yml", "data/partnerships", "data", "", "loop/x.yml"]


@pytest.mark.parametrize("wrong", [*NO_FILES, f"data/{'x' * 300}.yml"])
def test_a_file_that_is_none_of_the_data_gives_2(data: Path, tmp_path: Path, wrong: str) -> None:
    (tmp_path / "outside.yml").write_text(PARTNERSHIP, encoding="utf-8")
    (tmp_path / "loop").symlink_to("loop")
    done = validate("--data", data, tmp_path / wrong)
    assert done.returncode == 2
    assert "this is not a file in" in done.stderr
    assert done.stdout == ""


def test_help() -> None:
    done = validate("--help")
    assert done.returncode == 0
    for word in ("--data", "--format", "--today", "FILE"):
        assert word in done.stdout


@pytest.mark.parametrize(
    "wrong",
    [
        ["--format", "xml"],
        ["--today", "tomorrow"],
        ["--today", "2026-02-30"],
        ["--colour"],
        ["--data"],
    ],
)
def test_wrong_usage_gives_2(wrong: list[str]) -> None:
    done = validate(*wrong)
    assert done.returncode == 2
    assert "usage:" in done.stderr


def test_a_folder_that_is_not_there_gives_2(tmp_path: Path) -> None:
    done = validate("--data", tmp_path / "nothing")
    assert done.returncode == 2
    assert "there is no such folder" in done.stderr


def test_a_folder_without_records_gives_2(tmp_path: Path) -> None:
    done = validate("--data", tmp_path)
    assert done.returncode == 2
    assert (
        f"{tmp_path.as_posix()}: there are no records in this folder. It should have folders called"
        in (done.stderr)
    )


def spoil(data: Path) -> Iterator[tuple[str, str]]:
    """Break the folders beside the records, one after the other; yield what must be named."""
    shutil.copytree(DATA / "schema", data / "schema")
    broken = data / "schema" / "police.schema.json"
    for text in ("{", "[]", '{"type": 3}', '{"properties": {"x": {"$ref": "#/$defs/zzz"}}}'):
        broken.write_text(text, encoding="utf-8")
        yield text, "police.schema.json"
    broken.write_bytes(b"\xff\xfe")
    yield "bytes", "police.schema.json"
    broken.unlink()
    yield "missing", "police.schema.json"
    shutil.rmtree(data / "schema")
    (data / "areas").mkdir()
    yield "no areas", "police_areas.csv"
    shutil.copy(DATA / "areas" / "police_areas.csv", data / "areas")
    (data / "areas" / "counties.csv").write_text("id,name\nx\n", encoding="utf-8")
    yield "wrong columns", "counties.csv"


def test_broken_schemas_and_areas_give_2_and_their_name(data: Path) -> None:
    for fault, name in spoil(data):
        done = validate("--data", data)
        assert done.returncode == 2, fault
        assert name in done.stderr, fault
        assert done.stdout == "", fault


def test_a_gap_is_overdue_and_stops_nothing(data: Path) -> None:
    write_record(data, gaps_for_everything("2027-02-28"), "gaps.yml")
    before = validate("--data", data, "--today", "2027-02-28")
    assert (before.returncode, "gap-expired" in before.stdout) == (0, False)
    after = validate("--data", data, "--today", "2027-03-01")
    assert after.returncode == 0
    assert after.stdout.count("overdue[gap-expired]") == 7
    assert after.stderr.endswith("1 record can be read. 0 errors, 7 overdue, 1 warning.\n")
    rows = validate("--data", data, "--today", "2027-03-01", "--format", "json").stdout
    assert json.loads(rows)["overdue"] == 7
    annotated = validate("--data", data, "--today", "2027-03-01", "--format", "github").stdout
    assert annotated.count("::notice ") == 7


def test_what_must_be_mended_stands_last_and_what_is_overdue_before_it(data: Path) -> None:
    write_record(data, gaps_for_everything("2027-02-28"), "gaps.yml")
    slip = PARTNERSHIP.replace("statutory", "statutary").replace("Example", "Slip")
    write_record(data, slip, "partnerships/slip.yml")
    lines = validate("--data", data, "--today", "2027-03-01").stdout.splitlines()
    severities = [line.partition("[")[0].rpartition(" ")[2] for line in lines if "]: " in line]
    assert severities == ["warning", *["overdue"] * 7, "error"]


def test_a_record_ends(data: Path) -> None:
    write_record(data, f'{PARTNERSHIP}ends_on: "2026-12"\n')
    write_record(data, gaps_for_everything(partnerships="counties: [norfolk]"), "gaps.yml")
    before = validate("--data", data, "--today", "2026-12-31").stdout
    after = validate("--data", data, "--today", "2027-01-01").stdout
    assert "Stockport has no record in data/partnerships/" not in before
    assert "Stockport has no record in data/partnerships/" in after
    assert "Bolton has no record in data/partnerships/" in before


def test_a_council_begins_and_another_ends(data: Path) -> None:
    shutil.copytree(DATA / "areas", data / "areas")
    councils = data / "areas" / "councils.csv"
    rows = councils.read_text(encoding="utf-8").splitlines()
    at = next(n for n, row in enumerate(rows) if row.startswith("stockport,"))
    cells = rows[at].split(",")
    cells[13:16] = ["", "2027-03-31", "greater-stockport"]
    new = ["greater-stockport", "E08999999", "Greater Stockport", "Greater Stockport Council"]
    rows.append(",".join([*new, *cells[4:13], "2027-04-01", "", "", "", ""]))
    rows[at] = ",".join(cells)
    councils.write_text("\n".join(rows) + "\n", encoding="utf-8")
    future = PARTNERSHIP.replace("[stockport]", "[greater-stockport]")
    write_record(data, f'{future}starts_on: "2027-04-01"\n', "partnerships/future.yml")
    write_record(data, future.replace("Safer", "Early"), "partnerships/early.yml")

    before = validate("--data", data).stdout
    assert "early.yml:4:14: error[ended-area]: The council “Greater Stockport” does not" in before
    assert "future.yml" not in before
    assert "example.yml" not in before
    after = validate("--data", data, "--today", "2027-04-01").stdout
    assert "example.yml:4:14: overdue[ended-area]: The council “Stockport” ended on 31 Mar" in after
    assert "Use what took its place: greater-stockport." in after
    assert "early.yml:4:14" not in after


def test_a_closed_pipe_is_no_error(data: Path) -> None:
    for number in range(400):
        write_record(data, "x", f"partnerships/bad{number}.yml")
    command = [*COMMAND, *BASE, "--data", str(data)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    errors = process.stderr.read()
    assert process.wait(timeout=600) in (0, 1)
    assert "Traceback" not in errors
    assert "Broken" not in errors


@pytest.mark.parametrize(
    "locale",
    [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONUTF8": "0", "LC_ALL": "POSIX"}],
)
def test_any_terminal_encoding(data: Path, locale: dict[str, str]) -> None:
    write_record(data, PARTNERSHIP.replace("Safer", "Saf\u202eer"))
    done = validate_in_a_process("--data", data, **locale)
    assert done.returncode == 1
    assert "right-to-left override" in done.stdout


def test_hostile_files_together(data: Path) -> None:
    (data / "gaps.yml").unlink()
    (data / "gaps.yml").mkdir()
    write_record(data, b"\xff\xfe\x00", "partnerships/bytes.yml")
    write_record(data, "[" * 60_000, "partnerships/deep.yml")
    write_record(data, "a: &a [*a, *a]\n", "partnerships/loop.yml")
    write_record(data, "!!python/object/apply:os.system ['touch hacked']\n", "withdrawn.yml")
    (data / "police").symlink_to("/proc")
    (data / "complaints").symlink_to("complaints")
    (data / "reporting" / "folder.yml").mkdir(parents=True)
    done = validate("--data", data)
    assert done.returncode == 1
    for code in ("not-utf8", "yaml-syntax", "anchor-or-alias", "tag", "link-outside", "stray-file"):
        assert f"error[{code}]" in done.stdout, code
    assert not (ROOT / "hacked").exists()


def test_the_day_can_come_from_the_environment(data: Path) -> None:
    environment = {"SOURCE_DATE_EPOCH": "1900000000"}  # in 2030
    done = run("validate.py", "--data", data, environment=environment)
    assert "gap-expired" in done.stdout
