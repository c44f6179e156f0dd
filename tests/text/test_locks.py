"""Two programs that write into one folder wait for each other, and no killed one is waited for."""

import subprocess
import sys
import threading
from pathlib import Path

from safetyhelp.paths import ROOT
from safetyhelp.text.locks import alone_in, is_in_use

HOLDS = """
import sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from safetyhelp.text.locks import alone_in
with alone_in(Path(sys.argv[2]), print):
    print("held", flush=True)
    time.sleep(600)
"""


def _nobody_waits() -> None:
    raise AssertionError("nobody else is here")


def test_the_second_waits_for_the_first_and_says_so(tmp_path: Path) -> None:
    waits, order = threading.Event(), []

    def second() -> None:
        with alone_in(tmp_path, waits.set):
            order.append("second")

    other = threading.Thread(target=second)
    with alone_in(tmp_path, _nobody_waits):
        assert is_in_use(tmp_path)
        other.start()
        assert waits.wait(60)
        order.append("first")
    other.join(60)
    assert order == ["first", "second"]
    assert not is_in_use(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_folders_are_held_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with alone_in(tmp_path, _nobody_waits), alone_in(tmp_path / "a", _nobody_waits):
        assert is_in_use(tmp_path / "a")
    assert not is_in_use(tmp_path / "a")


def test_nobody_waits_for_one_that_was_killed(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(ROOT / "scripts"), str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout
    assert holder.stdout.readline() == "held\n"
    assert is_in_use(tmp_path)
    holder.kill()
    holder.wait()
    holder.stdout.close()
    with alone_in(tmp_path, _nobody_waits):
        pass
