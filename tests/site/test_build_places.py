"""Where a build writes, what it says when it cannot, and that a killed one leaves no process."""

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

import pytest

import build_site
from safetyhelp.build import begin, copy_hand_written
from safetyhelp.command import about_the_disk, exit_code
from safetyhelp.paths import ROOT
from safetyhelp.text.locks import alone_in
from tests.commands import run

WORKS = """
import sys, time, os
sys.path.insert(0, sys.argv[1])
from concurrent.futures import Future, ProcessPoolExecutor
from safetyhelp.build import end_with_parent
with ProcessPoolExecutor(max_workers=1, initializer=end_with_parent) as second_core:
    print(second_core.submit(os.getpid).result(), flush=True)
    time.sleep(600)
"""


def _ends(pid: int) -> bool:
    for _ in range(600):
        try:
            os.kill(pid, 0)
            status = Path(f"/proc/{pid}/stat")
            if status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.05)
    return False


def test_a_killed_build_leaves_no_process() -> None:
    build = subprocess.Popen(
        [sys.executable, "-c", WORKS, str(ROOT / "scripts")], stdout=subprocess.PIPE, text=True
    )
    assert build.stdout
    worker = int(build.stdout.readline())
    os.kill(build.pid, signal.SIGKILL)
    build.wait()
    build.stdout.close()
    assert _ends(worker)


def test_another_process_works_with_the_values_of_the_moment_at_which_it_was_asked() -> None:
    value = {"a": 1}
    with ProcessPoolExecutor(max_workers=1) as pool:
        asked: list[Future[dict[str, int]]] = [begin(pool, dict, value) for _ in range(8)]
        value["b"] = 2
        assert [each.result() for each in asked] == [{"a": 1}] * 8


def test_another_site_is_made_from_hand_written_pages_alone(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    for name in (
        "index.md",
        "about/index.md",
        "guides/areas/x.md",
        "areas/bolton.md",
        "places/index.md",
        "services/police/kent.md",
        "which-way/index.md",
        "assets/finder/data/index.json",
        "assets/map/data/uk.svg",
    ):
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(name, encoding="utf-8")
    copy_hand_written(docs, tmp_path / "copy")
    copied = {p.relative_to(tmp_path / "copy").as_posix() for p in tmp_path.glob("copy/**/*.*")}
    assert copied == {"index.md", "about/index.md", "guides/areas/x.md"}


def test_a_build_for_this_checkout_waits_for_another_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build_site, "_DOCS", tmp_path)
    docs = build_site._docs(build_site._SITE, tmp_path / "working")
    other = threading.Thread(target=lambda: docs.__enter__() and docs.__exit__(None, None, None))
    said = ""
    with alone_in(tmp_path, print):
        other.start()
        while not said:
            said = capsys.readouterr().err
    other.join()
    assert said == "Another build is running here. Waiting for it to end.\n"


def _nothing_was_made(stderr: str) -> bool:
    return "Made " not in stderr and "Read " not in stderr


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="needs a place nobody may write to")
def test_a_place_that_cannot_be_written_is_told_before_work_begins() -> None:
    done = run("build_site.py", "--out", "/sys/kernel/site")
    assert done.returncode == 2
    assert done.stderr.startswith("/sys/kernel: no site can be built there. This ")
    assert _nothing_was_made(done.stderr)


def test_a_place_below_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    done = run("build_site.py", "--out", tmp_path / "file" / "site")
    assert done.returncode == 2
    assert done.stderr == f"{tmp_path}/file: no site can be built there. File exists.\n"


def test_a_disk_on_which_the_site_has_no_room_is_told_before_work_begins(tmp_path: Path) -> None:
    mark = tmp_path / "site" / "assets" / "finder" / "data" / "index.json"
    mark.parent.mkdir(parents=True)
    mark.touch()
    os.truncate(mark, 1 << 43)  # a hole: it takes no room itself
    done = run("build_site.py", "--out", tmp_path / "site")
    assert done.returncode == 2
    assert done.stderr.startswith(
        f"{tmp_path}: no site can be built there. The disk is full: the site takes 8,796,094 MB, "
    )
    assert " MB are free. Make room, or choose another place with --out." in done.stderr
    assert _nothing_was_made(done.stderr)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_where_there_is_no_site_yet_what_it_is_made_of_needs_room(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "x.yml").touch()
    os.truncate(data / "x.yml", 1 << 43)  # a hole
    done = run("build_site.py", "--out", tmp_path / "site", "--data", data)
    assert done.returncode == 2
    assert ": no site can be built there. The disk is full: the site takes 8,796," in done.stderr
    assert _nothing_was_made(done.stderr)
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "The disk is full: /a/b. Make room, then run the command again."),
        (errno.EDQUOT, "The disk is full: /a/b. Make room, then run the command again."),
        (errno.EROFS, "This place is read-only: /a/b. Choose another one, or let it be written."),
        (errno.EACCES, "This is not allowed: /a/b. Choose another place, or ask who owns it."),
        (errno.EPERM, "This is not allowed: /a/b. Choose another place, or ask who owns it."),
        (errno.EIO, ""),
    ],
)
def test_what_is_wrong_with_a_disk_is_said_as_that(code: int, said: str) -> None:
    assert about_the_disk(OSError(code, os.strerror(code), "/a/b")) == said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_is_no_fault_of_ours(capsys: pytest.CaptureFixture[str]) -> None:
    def main(_: object) -> int:
        with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123
            full.write("x")
        return 0

    assert exit_code(main) == 2
    assert capsys.readouterr().err == "The disk is full. Make room, then run the command again.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_results_that_fill_the_disk_leave_no_traceback() -> None:
    command = "from safetyhelp.command import run; run(lambda _: print('a result') or 0)"
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-c", command],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=ROOT / "scripts",
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == "The disk is full. Make room, then run the command again.\n"
