"""Compare check_links.py with other link checkers on the farm: python -m benchmarks.checking_links.

linkchecker (PyPI) comes with the lock file. linkinator (npm) is installed into a folder that is
thrown away; without npm it takes no part, and that is said. All get the same 1,000 links and the
same time-out, and may have a hundred requests under way.

The limit for each host is one request at a time with a tenth of a second in between. linkchecker is
told its nearest: ten a second. linkinator knows no such limit, so it runs twice: in rounds with one
link for each host, which keeps it to one at a time, and as it comes, for the record. It makes no
second try after a time-out.
"""

import csv
import io
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import requests

from benchmarks.farms import farm
from benchmarks.link_farm import BROKEN, PAGES, VERDICTS, FarmPage, pages
from benchmarks.npm import installed

ROOT = Path(__file__).resolve().parents[1]
INTERVAL, TIMEOUT, AT_ONCE = 0.1, 4, 100
ROUNDS = 5
"""How often the second run is made. The shortest counts: the rest is what else the machine did."""
LINKINATOR = "linkinator@7.6.1"
Alive = Mapping[str, bool]
"""What a checker says of each address: whether it is alive."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one checker needed, how hard it pressed one host, and what it got wrong."""

    name: str
    seconds: float
    requests: int
    most_at_once: int
    wrong: int
    detail: str = ""

    def line(self) -> str:
        """Return the figures as a line of text."""
        return (
            f"  {self.name:<34} {self.seconds:7.2f} s {self.requests:6,} requests, "
            f"{self.most_at_once} at once at a host, {self.wrong:4,} wrong verdicts{self.detail}"
        )


def _counts(port: int) -> dict[str, int]:
    answer = requests.get(f"http://127.0.1.1:{port}/-count", timeout=5)
    counts: dict[str, int] = answer.json()
    return counts


def _write_records(folder: Path, found: list[FarmPage]) -> Path:
    data = folder / "data"
    shutil.copytree(ROOT / "data" / "schema", data / "schema")
    (data / "complaints").mkdir(parents=True)
    head = (
        "# yaml-language-server: $schema=../schema/complaints.schema.json\nname: Farm\ncovers:\n"
        "  nations: [england]\nsummary: Made for a benchmark.\nreviews: [police]\nsources:\n"
    )
    for start in range(0, len(found), 50):
        rows = (f"  - url: {page.url}\n    seen: unknown\n" for page in found[start : start + 50])
        (data / "complaints" / f"farm-{start}.yml").write_text(head + "".join(rows))
    return data


def _ours(data: Path, found: list[FarmPage], port: int, *more: str) -> Outcome:
    command = [
        sys.executable, str(ROOT / "scripts/check_links.py"), "--data", str(data), "--format",
        "json", "--allow-private-addresses", "--interval", str(INTERVAL), "--timeout",
        str(TIMEOUT), *more,
    ]  # fmt: skip
    before, started = _counts(port)["requests"], time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - started
    if done.returncode not in (0, 1):
        sys.exit(f"check_links.py failed:\n{done.stderr}")
    links = json.loads(done.stdout)["links"]
    wrong = [p for p in found if links[p.url]["verdict"] != VERDICTS[p.does]]
    detail = "; ".join(f" {p.does}: {links[p.url]['verdict']}" for p in wrong[:3])
    counts = _counts(port)
    return Outcome(
        "check_links.py", seconds, counts["requests"] - before, counts["most_at_once"],
        len(wrong), detail,
    )  # fmt: skip


def _write_index(folder: Path, urls: Sequence[str]) -> None:
    links = "".join(f'<a href="{url}">x</a>\n' for url in urls)
    (folder / "index.html").write_text(f"<!doctype html><title>Links</title>{links}")


def _run(command: Sequence[str], folder: Path) -> str:
    """Run a checker and return what it printed; its exit code only says that links are broken.

    A file takes the output: Node may end before all of it has gone through a pipe.
    """
    output = folder / "output.txt"
    with output.open("wb") as file:
        subprocess.run(command, stdout=file, stderr=subprocess.DEVNULL, check=False, cwd=folder)
    return output.read_text(encoding="utf-8")


def _linkchecker(program: str, folder: Path, urls: Sequence[str]) -> Alive:
    settings = folder / "linkcheckerrc"
    settings.write_text(
        f"[checking]\nthreads={AT_ONCE}\ntimeout={TIMEOUT}\n"
        f"maxrequestspersecond={1 / INTERVAL:.0f}\n"
        "[filtering]\ncheckextern=1\n[output]\nverbose=1\nstatus=0\nlog=csv\n"
    )
    _write_index(folder, urls)
    text = _run([program, "--config", str(settings), "--no-status", "index.html"], folder)
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    rows = csv.DictReader(io.StringIO("\n".join(lines)), delimiter=";")
    return {row["urlname"]: row["valid"] == "True" for row in rows}


def _linkinator(program: str, folder: Path, urls: Sequence[str]) -> Alive:
    _write_index(folder, urls)
    words = ["index.html", "--format", "json", "--concurrency", str(AT_ONCE), "--retry"]
    text = _run([program, *words, "--timeout", str(TIMEOUT * 1000)], folder)
    return {row["url"]: row["state"] == "OK" for row in json.loads(text)["links"]}


def _linkinator_in_rounds(program: str, folder: Path, urls: Sequence[str]) -> Alive:
    alive: dict[str, bool] = {}
    for number in range(PAGES):
        alive |= _linkinator(program, folder, urls[number::PAGES])
    return alive


def _theirs(
    name: str,
    check: Callable[[str, Path, Sequence[str]], Alive],
    program: str,
    folder: Path,
) -> Outcome:
    """Run another checker on a farm of its own. Only “alive or broken” is asked of it."""
    with farm("benchmarks.link_farm") as port:
        found = pages(port)
        started = time.perf_counter()
        alive = check(program, folder, [page.url for page in found])
        seconds = time.perf_counter() - started
        counts = _counts(port)
    wrong = [p for p in found if p.url in alive and alive[p.url] == (p.does in BROKEN)]
    silent = sum(page.url not in alive for page in found)
    kinds = ", ".join(sorted({page.does for page in wrong}))
    detail = (f" ({kinds})" if kinds else "") + (f", nothing said of {silent}" if silent else "")
    return Outcome(
        name, seconds, counts["requests"], counts["most_at_once"], len(wrong), detail
    )  # fmt: skip


def _others(folder: Path) -> Iterator[Outcome]:
    linkchecker = shutil.which("linkchecker", path=str(Path(sys.executable).parent))
    if linkchecker:
        yield _theirs("linkchecker", _linkchecker, linkchecker, folder)
    else:
        print("  linkchecker is not installed, so it takes no part.")
    linkinator = installed(LINKINATOR, folder / "npm")
    if linkinator:
        yield _theirs("linkinator, one at a time per host", _linkinator_in_rounds, linkinator,
                      folder)  # fmt: skip
        yield _theirs("linkinator, without a limit", _linkinator, linkinator, folder)
    else:
        print("  linkinator takes no part: it needs Node with npm.")


def benchmark_links() -> None:
    """Run the checkers in turn, each on a farm of its own, and print figures and ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # linkchecker gives up the rights of root
        with farm("benchmarks.link_farm") as port:
            found = pages(port)
            hosts = len({page.url.split("/")[2] for page in found})
            print(f"Link check: {len(found):,} links at {hosts} hosts")
            data = _write_records(folder, found)
            first = _ours(data, found, port)
            second = [_ours(data, found, port, "--max-age", "1") for _ in range(ROUNDS)]
        again = min(second, key=lambda outcome: outcome.seconds)
        print(first.line())
        print(f"  check_links.py again, --max-age 1   {again.seconds:6.2f} s "
              f"{again.requests:6,} requests")  # fmt: skip
        print(f"    its time / the first (wanted: 0.05 or less): "
              f"{again.seconds / first.seconds:.3f}")  # fmt: skip
        for other in _others(folder):
            print(other.line())
            print(f"    its time / ours (wanted: 1 or more): {other.seconds / first.seconds:.2f}")


if __name__ == "__main__":
    benchmark_links()
