"""How long the search for what is missing takes for the whole country, and how much memory.

All 361 councils with 40 pages each, 200 ms to each answer and a second of rest between two requests
of a host would take this machine as long as they would take a real run. So the two limits are
measured apart. The time: the first 32 councils, two rounds of 16 at a time, as slow as real ones;
the whole is as many rounds as 361 councils need. The memory: all 361, a hundred times as fast.
"""

import csv
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import requests

from benchmarks.council_farm import address_of, councils, current_ones
from benchmarks.farms import farm
from benchmarks.generated_records import write_gaps
from safetyhelp.paths import DATA, ROOT
from safetyhelp.records.kinds import PARTNERSHIPS

HOSTS, SHARE = 16, 32
LATENCY, REST, FASTER = 0.2, 1.0, 100
MOST_MINUTES, MOST_MEMORY = 45, 300


@dataclass(frozen=True, slots=True)
class Searched:
    """One run: its seconds, its peak of memory in MiB, its requests, how many were under way."""

    seconds: float
    mebibytes: float
    requests: int
    at_once: int


def _write_data(folder: Path, port: int, count: int) -> tuple[Path, int]:
    """Write a data folder in which some councils lack a partnership; return it and how many do."""
    data = folder / "data"
    for part in ("schema", "areas", "complaints"):
        shutil.copytree(DATA / part, data / part)
    rows = councils()
    current = current_ones(rows)[:count]
    for number, row in enumerate(current):
        row["homepage"] = f"http://{address_of(number)}:{port}/"
    with (data / "areas/councils.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    write_gaps(data, PARTNERSHIPS, ", ".join(row["id"] for row in current))
    return data, len(current)


def _peak(pid: int) -> float:
    """Return the peak of memory of a process in MiB; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def _search(folder: Path, count: int, latency: float, rest: float) -> Searched:
    with farm("benchmarks.council_farm", count, latency) as port:
        data, there = _write_data(folder, port, count)
        command = [
            sys.executable, str(ROOT / "scripts/discover.py"), "--data", str(data),
            "--allow-private-addresses", "--interval", str(rest), "--max-hosts", str(HOSTS),
            "--today", "2026-11-28",
        ]  # fmt: skip
        started = time.perf_counter()
        run = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        peak = 0.0
        while run.poll() is None:
            peak = max(peak, _peak(run.pid))
            time.sleep(0.2)
        seconds = time.perf_counter() - started
        assert run.stderr
        said = run.stderr.read()
        if run.returncode != 0 or f"{there} sites to search" not in said:
            sys.exit(f"discover.py failed:\n{said}")
        asked = int(said.split(" sites, ")[1].split(" requests")[0].replace(",", ""))
        most = requests.get(f"http://{address_of(0)}:{port}/-most", timeout=5)
        return Searched(seconds, peak, asked, int(most.text))


def benchmark_search(folder: Path) -> None:
    """Print how long the whole country would take and how much memory it does take."""
    total = len(current_ones(councils()))
    slow = _search(folder / "slow", SHARE, LATENCY, REST)
    rounds, needed = SHARE // HOSTS, -(-total // HOSTS)
    minutes = slow.seconds / rounds * needed / 60
    each = f"{slow.requests / SHARE:.0f} requests each, {LATENCY * 1000:.0f} ms to an answer"
    print(f"Search for what is missing: {SHARE} councils, {each}, {HOSTS} at a time")
    print(f"  {slow.seconds:.0f} s in {rounds} rounds; {total} councils are {needed} rounds: "
          f"{minutes:.0f} minutes (wanted: {MOST_MINUTES} or less)")  # fmt: skip
    fast = _search(folder / "fast", total, LATENCY / FASTER, REST / FASTER)
    print(f"  all {total} councils, {FASTER} times as fast: {fast.seconds:.0f} s, "
          f"{fast.requests:,} requests, at most {fast.at_once} at once, "
          f"{fast.mebibytes:.0f} MiB (wanted: {MOST_MEMORY} or less)")  # fmt: skip
