"""Time whole commands in turn, and compare their medians."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Measured:
    """A run of a command, or the median of several.

    It has wall-clock seconds, processor seconds and the peak of memory in MiB. Processor seconds
    are those of all its processes; a busy machine changes them little.
    """

    seconds: float
    processor: float
    mebibytes: float


def _run(name: str, command: Sequence[str], folder: Path) -> Measured:
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert process.stderr
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{name} failed ({process.returncode}):\n{errors.decode(errors='replace')}")
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Measured(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale)


def compare(
    commands: Mapping[str, Sequence[str]], folder: Path, rounds: int
) -> dict[str, Measured]:
    """Run the commands in turn, `rounds` times each, and return their medians by name."""
    runs: dict[str, list[Measured]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(_run(name, command, folder))
    return {
        name: Measured(
            statistics.median(run.seconds for run in found),
            statistics.median(run.processor for run in found),
            statistics.median(run.mebibytes for run in found),
        )
        for name, found in runs.items()
    }


def show(title: str, measured: Mapping[str, Measured], ratios: Mapping[str, float]) -> None:
    """Print the figures of each command, and ratios by what they are of."""
    print(title)
    for name, each in measured.items():
        times = f"{each.seconds:8.2f} s {each.processor:8.2f} s CPU"
        print(f"  {name:<34} {times} {each.mebibytes:8.0f} MiB")
    for label, ratio in ratios.items():
        print(f"  {label}: {ratio:.2f}")
