"""The state file is always whole, and nothing that is finished is ever lost."""

import contextlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from safetyhelp.evidence.history import after_look, after_visit
from safetyhelp.evidence.journal import Journal, journal_of, read_everything
from safetyhelp.evidence.state import State, StateError, read_state, write_state
from safetyhelp.evidence.trust import Visited
from safetyhelp.evidence.vocabulary import FactResult, Judgement, Result, Verdict
from safetyhelp.paths import ROOT
from tests.links.records import Contact, DataFolder, partnership
from tests.links.servers import Answer, Site

KILLING = Path(__file__).parent / "killing.py"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def some_state(url: str = "https://www.place.gov.uk/a") -> State:
    judgement = Judgement(Verdict.MOVED, "Moved “here”\nand there", "https://new.test/")
    found = FactResult(Result.MISSING, "It is gone.", "Team", "0161 496 0777")
    return State(
        {url: after_visit(None, judgement, NOW)},
        {url: {"phone 0161": after_look(None, found, NOW)}},
    )


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    path = tmp_path / "new" / "links.json"
    write_state(path, some_state())
    assert read_state(path) == some_state()
    document = json.loads(path.read_text())
    assert document["version"] == 1
    assert document["links"]["https://www.place.gov.uk/a"] == {
        "first_seen": "2026-11-22",
        "checked": "2026-11-22T12:00:00Z",
        "verdict": "moved",
        "summary": "Moved “here”\nand there",
        "new_url": "https://new.test/",
        "last_ok": "2026-11-22",
    }


def test_one_address_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "links.json"
    state = some_state("https://www.place.gov.uk/a")
    state.take(some_state("https://www.place.gov.uk/b"))
    write_state(path, state)
    assert sum("place.gov.uk/b" in line for line in path.read_text().splitlines()) == 2
    write_state(path, State())
    assert read_state(path) == State()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"version": 1}',
        b'{"version": 2, "links": {}, "facts": {}}',
        b'{"version": 1, "links": [], "facts": {}}',
        b'{"version": 1, "links": {"x": {}}, "facts": {}}',
        b'{"version": 1, "links": {"x": 3}, "facts": {}}',
        b'{"version": 1, "links": {}, "facts": {"x": {"y": {"checked": 1}}}}',
        b'{"version": 1, "links": {"x": {"first_seen": "2026-13-01", "checked": "x"}},"facts":{}}',
        b"\xff\xfe\x00",
        b"[" * 100_000,
    ],
)
def test_a_broken_state_file_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "links.json"
    path.write_bytes(content)
    with pytest.raises(StateError) as caught:
        Journal(path, NOW)
    assert "Nothing was changed." in str(caught.value)
    assert str(path) in str(caught.value)
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("summary", 3, "3 is not text"),
        ("failures", -1, "-1 is not a number from 0 up"),
        ("failures", True, "True is not a number from 0 up"),
        ("failures", "2", "'2' is not a number from 0 up"),
        ("checked", "2026-11-22T12:00:00", "“2026-11-22T12:00:00” has no time zone"),
        ("verdict", "perhaps", "'perhaps' is not a valid Verdict"),
    ],
)
def test_an_entry_is_read_strictly(tmp_path: Path, field: str, value: object, why: str) -> None:
    path = tmp_path / "links.json"
    entry = {"first_seen": "2026-11-22", "checked": "2026-11-22T12:00:00Z", "verdict": "ok"}
    path.write_text(json.dumps({"version": 1, "links": {"x": entry}, "facts": {}}))
    assert read_state(path).links["x"].failures == 0
    path.write_text(
        json.dumps({"version": 1, "links": {"x": {**entry, field: value}}, "facts": {}})
    )
    with pytest.raises(StateError, match=re.escape(f"({why})")):
        read_state(path)


def test_a_half_written_state_file(tmp_path: Path) -> None:
    path = tmp_path / "links.json"
    write_state(path, some_state())
    whole = path.read_bytes()
    for cut in range(0, len(whole) - 2, 7):
        path.write_bytes(whole[:cut])
        with pytest.raises(StateError):
            read_state(path)


def test_a_reader_never_sees_half_a_file(tmp_path: Path) -> None:
    path = tmp_path / "links.json"
    state = State()
    for number in range(500):
        state.take(some_state(f"https://www.place.gov.uk/{number}"))
    write_state(path, state)
    done = threading.Event()

    def write() -> None:
        for _ in range(40):
            write_state(path, state)
        done.set()

    threading.Thread(target=write, daemon=True).start()
    reads = 0
    while not done.is_set():
        assert len(read_state(path).links) == 500
        reads += 1
    assert reads > 3


def test_a_journal_cut_at_any_byte_loses_at_most_its_last_line(tmp_path: Path) -> None:
    path = tmp_path / "links.json"
    urls = [f"https://www.place.gov.uk/{n}" for n in range(5)]
    with Journal(path, NOW) as journal:
        for url in urls:
            journal.add(Visited(url, some_state(url)))
    whole = journal_of(path).read_bytes()
    ends = {n for n, byte in enumerate(whole) if byte == ord("\n")}
    near = {n + more for n in ends for more in (-1, 0, 1)}
    for cut in sorted(near | set(range(0, len(whole), 61))):
        journal_of(path).write_bytes(whole[:cut])
        with Journal(path, NOW) as journal:
            finished = set(urls[: max(0, whole[: cut + 1].count(b"\n") - 1)])
            assert journal.done >= finished
            assert set(journal.state.links) >= finished
            journal.add(Visited("https://next.test/", some_state("https://next.test/")))
        with Journal(path, NOW) as journal:
            assert journal.done >= finished | {"https://next.test/"}
        path.unlink(missing_ok=True)


def test_an_old_journal_is_kept_but_not_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "links.json"
    with Journal(path, NOW) as journal:
        journal.add(Visited("https://www.place.gov.uk/a", some_state()))
    with Journal(path, NOW + timedelta(days=2)) as journal:
        assert journal.done == set()
        assert journal.state == some_state()
        journal.add(Visited("https://www.place.gov.uk/b", some_state("https://www.place.gov.uk/b")))
    with Journal(path, NOW + timedelta(days=2, hours=1)) as journal:
        assert journal.done == {"https://www.place.gov.uk/b"}
        assert len(journal.state.links) == 2


def test_the_site_reads_what_an_unfinished_run_has_found(tmp_path: Path) -> None:
    """It reads the journal too, changes nothing, and is not in the way of a check."""
    path = tmp_path / "links.json"
    assert read_everything(path) == State()
    write_state(path, some_state("https://www.place.gov.uk/a"))
    with Journal(path, NOW) as journal:
        journal.add(Visited("https://www.place.gov.uk/b", some_state("https://www.place.gov.uk/b")))
        with journal_of(path).open("a", encoding="utf-8") as file:
            file.write('{"visited": "https://www.place.gov.uk/c", "li')
        before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
        state = read_everything(path)
        assert set(state.links) == {"https://www.place.gov.uk/a", "https://www.place.gov.uk/b"}
        assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before
    path.unlink()
    assert set(read_everything(path).links) == {"https://www.place.gov.uk/b"}


@pytest.mark.parametrize("part", ["links", "facts"])
def test_a_broken_entry_is_named_with_its_line(tmp_path: Path, part: str) -> None:
    path = tmp_path / "links.json"
    state = State()
    for letter in "abc":
        state.take(some_state(f"https://www.place.gov.uk/{letter}"))
    write_state(path, state)
    text = path.read_text(encoding="utf-8")
    start = text.index("/b", text.index(f'"{part}"'))
    at = text.index('"2026-11-22"', start)
    path.write_text(f'{text[:at]}"soon"{text[at + 12 :]}', encoding="utf-8")
    line = text.count("\n", 0, at) + 1
    with pytest.raises(StateError) as caught:
        read_state(path)
    assert str(caught.value).startswith(f"{path}:{line}: this is not a state file that we know (")
    assert "'soon'" in str(caught.value)


def test_two_runs_at_once(tmp_path: Path) -> None:
    path = tmp_path / "links.json"
    with Journal(path, NOW), pytest.raises(StateError, match="another check is running"):
        Journal(path, NOW)


@pytest.mark.parametrize("kills", [50])
def test_kill_9_at_any_moment(
    data: DataFolder, tmp_path: Path, new_site: Callable[..., Site], kills: int
) -> None:
    """After each kill the state is whole; nothing that was finished is asked for again."""
    sites = [new_site(f"127.0.0.{n}") for n in range(2, 12)]
    for site in sites:
        site.otherwise = Answer("<p>Phone 0161 496 0123", delay=0.03)
        contacts = [Contact(site.url(f"/{n}"), url=site.url(f"/{n}")) for n in range(20)]
        name = f"p-{site.address.replace('.', '-')}"
        data.write(name, partnership(name, site.url("/0"), contacts))
    state_file = tmp_path / "state" / "links.json"
    chance = random.Random(20261122)
    command = [sys.executable, str(KILLING), str(data.path), str(state_file)]
    runner = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}/scripts"},
    )  # fmt: skip
    assert runner.stdin
    assert runner.stdout
    finished: set[str] = set()
    killed = results = 0
    for _ in range(kills * 3):
        if killed == kills:
            break
        for site in sites:
            site.requests.clear()
        runner.stdin.write("go\n")
        runner.stdin.flush()
        child = int(runner.stdout.readline())
        _wait_for_a_request(sites)
        time.sleep(chance.random() * 0.2)
        with contextlib.suppress(ProcessLookupError):  # it was quicker
            os.kill(child, signal.SIGKILL)
        status = int(runner.stdout.readline())
        asked = {site.url(path) for site in sites for path in site.paths()}
        assert not asked & finished, "what is finished is not asked for again"
        state = read_state(state_file)  # it is whole
        killed += status == -signal.SIGKILL
        if not journal_of(state_file).exists():  # the check was over, though perhaps killed then
            assert len(state.links) == 200
            finished = set()
            continue
        assert status == -signal.SIGKILL
        before, finished = finished, _done(state_file)
        # Each of the ten visitors can have had one page in hand, and no more.
        assert len(asked - finished) <= 10, "what was answered is kept at once"
        assert finished >= before
        results += len(finished)
    runner.stdin.close()
    runner.wait(10)
    assert killed == kills
    assert results > kills, "the kills came while there was something to lose"


def _wait_for_a_request(sites: list[Site]) -> None:
    started = time.monotonic()
    while time.monotonic() - started < 3 and not any(site.paths() for site in sites):
        time.sleep(0.002)


def _done(state_file: Path) -> set[str]:
    rows = []
    for line in journal_of(state_file).read_text().split("\n") if (
        journal_of(state_file).exists()
    ) else ():  # fmt: skip
        try:
            rows.append(json.loads(line))
        except ValueError:
            continue
    return {row["visited"] for row in rows if "visited" in row}


def test_dates_do_not_depend_on_the_zone(tmp_path: Path) -> None:
    path = tmp_path / "links.json"
    write_state(path, some_state())
    assert read_state(path).links["https://www.place.gov.uk/a"].first_seen == date(2026, 11, 22)


def test_a_state_of_a_newer_program_asks_for_an_update(tmp_path: Path) -> None:
    path = tmp_path / "links.json"
    path.write_text('{"version": 2, "links": {}, "facts": {}}', encoding="utf-8")
    with pytest.raises(StateError, match="Update the program") as caught:
        read_state(path)
    assert "delete" not in str(caught.value)


def test_a_state_behind_a_symbolic_link_is_written_through_it(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    target, link = tmp_path / "elsewhere" / "kept.json", tmp_path / "links.json"
    write_state(target, State())
    link.symlink_to(target)
    write_state(link, some_state())
    assert link.is_symlink()
    assert read_state(target) == some_state()
