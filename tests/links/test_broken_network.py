"""A broken network looks like many broken sites. Nothing wrong may ever be remembered."""

import os
import random
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from safetyhelp.errors import UserError
from safetyhelp.evidence.journal import journal_of, read_everything
from safetyhelp.evidence.state import State, read_state
from safetyhelp.evidence.vocabulary import Result, Verdict
from safetyhelp.linkcheck.check_options import CheckOptions
from safetyhelp.linkcheck.doubting import DoubtfulRunError
from safetyhelp.linkcheck.report import Checked
from safetyhelp.linkcheck.run import check_directory, read_records
from safetyhelp.linkcheck.web.response import Limits
from safetyhelp.linkcheck.web.retry import Manners
from safetyhelp.paths import folders
from safetyhelp.records.files.loaded import Loaded
from tests.links.farm import Farm, Network, farm_of
from tests.links.records import DataFolder, data_folder, partnership
from tests.links.servers import Answer, Raw, moved, reset

SITES = int(os.environ.get("FARM_SITES", "60"))
"""All of it holds for 300 sites too, which takes five times as long."""

FIRST = date(2026, 11, 1)
WEEK = timedelta(days=7)
MANNERS = Manners(interval=0.0, backoff=0.001, second_look=0.001, tries=2, redirects=5, workers=16)
LIMITS = Limits(connect_seconds=2.0, silence_seconds=2.0, total_seconds=4.0)


@dataclass
class Directory:
    """A farm with a record for each site, and the state of its checks."""

    farm: Farm
    data: DataFolder
    state_file: Path
    _files: dict[Path, bytes] = field(default_factory=dict)
    _loaded: Loaded | None = None

    def check(self, day: date, limits: Limits = LIMITS, **more: object) -> Checked:
        """Run the check on a day."""
        options = options_of(self, day, limits, **more)
        return check_directory(options, self._records(options), lambda _: None)

    def _records(self, options: CheckOptions) -> Loaded:
        """Read the records, which is in vain while no file of them is another one."""
        files = {path: path.read_bytes() for path in self.data.path.rglob("*.*")}
        if files != self._files:
            self._files, self._loaded = files, read_records(options)
        assert self._loaded
        return self._loaded

    def refused(self, day: date, limits: Limits = LIMITS) -> str:
        """Run a check that is not to be believed; return what it says."""
        with pytest.raises(UserError) as caught:
            self.check(day, limits)
        assert not journal_of(self.state_file).exists()
        return str(caught.value)


def options_of(
    directory: Directory, day: date, limits: Limits = LIMITS, **more: object
) -> CheckOptions:
    """Return the options of a check on a day."""
    return CheckOptions(
        where=folders(directory.data.path), state_file=directory.state_file, today=day,
        allow_private=True, manners=MANNERS, limits=limits, **more,  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.fixture(scope="module")
def only(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Directory]:
    """The directory of all tests here: to read its records takes longer than to check them."""
    folder = tmp_path_factory.mktemp("directory")
    with pytest.MonkeyPatch.context() as patch, farm_of(SITES, patch) as farm:
        data = data_folder(folder)
        farm.write(data)
        yield Directory(farm, data, folder / "links.json")


def as_new(directory: Directory) -> Directory:
    """Let all sites be well, and none ever checked."""
    directory.farm.heal()
    directory.state_file.unlink(missing_ok=True)
    return directory


@pytest.fixture
def directory(only: Directory) -> Directory:
    """A directory of many sites."""
    return as_new(only)


@pytest.fixture(scope="module")
def good_state(only: Directory) -> bytes:
    """The state after a good run."""
    as_new(only).check(FIRST)
    return only.state_file.read_bytes()


@pytest.fixture
def checked(directory: Directory, good_state: bytes) -> Directory:
    """A directory that was checked a week ago, when all was well."""
    directory.state_file.write_bytes(good_state)
    return directory


def always(answer: "Answer | Raw") -> Network:
    return lambda _name, _path, _count: answer


def named(template: str, status: int = 200) -> Network:
    return lambda name, _path, _count: Answer(template.format(name), status)


def to_portal(name: str, path: str, _count: int) -> Answer | None:
    if name == "www.site7.test":
        return Answer("<title>Cafe</title><p>Welcome to our free internet. Log in to go on.</p>")
    return moved(f"http://www.site7.test:{PORT[0]}/login?to={path}", 302)


PORT: list[int] = []
SIGN_IN = "<title>Welcome</title><h1>Free Wi-Fi</h1><p>Tick the box and click to go online.</p>"
NETWORKS: dict[str, Network] = {
    "a sign-in page": always(Answer(SIGN_IN)),
    "a sign-in page with a number of the case": lambda name, _path, count: Answer(
        f"{SIGN_IN}<p>Case {count}</p>"
    ),
    "a sign-in page that names the site": named(SIGN_IN + "<p>You wanted to see {}.</p>"),
    "a sign-in page of another host": to_portal,
    "network authentication required": always(Answer(SIGN_IN, 511)),
    "a filter": always(Answer("<h1>Blocked</h1>This category is not allowed here.", 403)),
    "a filter that answers 200": always(Answer("<h1>Blocked</h1>This category is not allowed.")),
    "a filter that names the site": named("<h1>Blocked</h1>{} is not allowed here.", 403),
    "a proxy without a way on": always(Answer("Bad gateway", 502)),
    "a proxy that is busy": always(Answer("Too busy", 503)),
    "a proxy that knows nothing": always(Answer("Not found", 404)),
    "a proxy that wants a password": always(Answer("Who are you?", 407)),
    "a proxy with a server error": always(Answer("Oh", 500)),
    "an empty answer": always(Answer("")),
    "noise": always(lambda s: s.sendall(b"\x00\x01\x02" * 40)),
    "a reset": always(reset),
    "a hang-up": always(lambda _: None),
    "a loop": lambda _name, path, _count: moved(path, 302),
    "names for sale": always(Answer("<title>Buy it</title><p>This domain is for sale!</p>")),
    "a page for unknown names": named("<title>{0}</title><p>We could not find {0}. Search:</p>"),
    "a default page": always(Answer("<title>Welcome to nginx!</title>It works.")),
    "too many requests": always(Answer("Slow down", 429)),
    "a wall": always(Answer("<title>Just a moment...</title>", 403)),
}


@pytest.mark.parametrize("name", NETWORKS)
def test_a_network_that_is_broken_from_the_start_teaches_nothing(
    checked: Directory, name: str
) -> None:
    PORT[:] = [checked.farm.port]
    before = checked.state_file.read_bytes()
    checked.farm.network = NETWORKS[name]
    words = checked.refused(FIRST + WEEK)
    assert checked.state_file.read_bytes() == before
    assert "cannot be believed" in words
    assert "Nothing was learned" in words


def _nothing_wrong(before: State, after: State) -> None:
    """Hold what is known now against what was known: no site has failed, nothing is missing."""
    for url, link in after.links.items():
        assert link.failures == 0, url
        assert link.verdict in (
            Verdict.OK, Verdict.BLOCKED, Verdict.NOT_CHECKED, Verdict.MOVED_FOR_NOW
        )  # fmt: skip
    for source, facts in after.facts.items():
        for key, fact in facts.items():
            assert fact.result in (Result.CONFIRMED, Result.CANNOT_TELL), source
            old = before.facts.get(source, {}).get(key)
            assert old is None or fact.confirmed_on in (old.confirmed_on, fact.checked.date())


def _refuse(farm: Farm) -> None:
    farm.refusing = True


def _lookups(fault: int, after: int = 0) -> Callable[[Farm], None]:
    def break_names(farm: Farm) -> None:
        begin = farm.asked + after
        farm.lookups = lambda _name, count: fault if count > begin else 0

    return break_names


@pytest.mark.parametrize(
    "break_it",
    [_refuse, _lookups(socket.EAI_NONAME), _lookups(socket.EAI_AGAIN)],
    ids=["refused", "no such name", "no name server"],
)
def test_a_machine_without_a_network_learns_nothing(
    checked: Directory, break_it: Callable[[Farm], None]
) -> None:
    before = checked.state_file.read_bytes()
    break_it(checked.farm)
    assert "network here seems to be down" in checked.refused(FIRST + WEEK)
    assert checked.state_file.read_bytes() == before


def test_on_the_first_run_too(directory: Directory) -> None:
    for network in ("a sign-in page", "a filter", "a proxy without a way on"):
        directory.farm.network = NETWORKS[network]
        directory.refused(FIRST)
        assert read_state(directory.state_file) == State()


@pytest.mark.parametrize(
    "name", ["a sign-in page", "a filter", "a proxy without a way on", "a reset"]
)
def test_what_was_seen_before_a_break_is_kept(checked: Directory, name: str) -> None:
    before = read_state(checked.state_file)
    broken = NETWORKS[name]
    checked.farm.network = lambda site, path, count: (
        broken(site, path, count) if count > 1.5 * SITES else None
    )
    assert "was kept" in checked.refused(FIRST + WEEK)
    after = read_state(checked.state_file)
    _nothing_wrong(before, after)
    assert sum(link.checked.date() == FIRST + WEEK for link in after.links.values()) >= SITES / 8


@pytest.mark.parametrize("fault", [socket.EAI_NONAME, socket.EAI_AGAIN])
def test_names_that_get_lost_in_the_middle(checked: Directory, fault: int) -> None:
    before = read_state(checked.state_file)
    _lookups(fault, after=SITES)(checked.farm)
    checked.refused(FIRST + WEEK)
    _nothing_wrong(before, read_state(checked.state_file))


def test_a_break_that_passes_is_seen_too(checked: Directory) -> None:
    before = read_state(checked.state_file)
    broken = NETWORKS["a filter"]
    checked.farm.network = lambda site, path, count: (
        broken(site, path, count) if 1.3 * SITES < count <= 1.8 * SITES else None
    )
    checked.refused(FIRST + WEEK)
    _nothing_wrong(before, read_state(checked.state_file))


def test_a_run_that_was_killed_in_a_broken_network_is_judged_as_a_whole(
    checked: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = checked.state_file.read_bytes()
    known = read_state(checked.state_file)
    checked.farm.network = NETWORKS["a sign-in page"]
    with monkeypatch.context() as patch:
        patch.setattr("safetyhelp.linkcheck.run.judge_run", _killed)
        with pytest.raises(KeyboardInterrupt):
            checked.check(FIRST + WEEK)
    assert journal_of(checked.state_file).exists()
    assert read_everything(checked.state_file) == known, "the site does not believe it either"
    checked.farm.network = lambda _name, _path, _count: None
    checked.refused(FIRST + WEEK)
    assert checked.state_file.read_bytes() == before
    checked.check(FIRST + WEEK)
    _nothing_wrong(known, read_state(checked.state_file))


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_sites_that_have_really_failed_are_remembered(checked: Directory) -> None:
    """Sites of one owner vanish: the others still answer, so it is not our fault."""
    names = [*checked.farm.sites][SITES // 3 : SITES // 2]
    checked.farm.lost.update(names)
    done = checked.check(FIRST + WEEK)
    lapsed = [url for url, link in done.state.links.items() if link.verdict is Verdict.LAPSED]
    assert len(lapsed) == len(names)


def test_values_that_have_really_gone_are_remembered(checked: Directory) -> None:
    for name in [*checked.farm.sites][SITES // 3 : SITES // 2]:
        checked.farm.sites[name].phone = "0161 200 9999"
    done = checked.check(FIRST + WEEK)
    facts = [fact for facts in done.state.facts.values() for fact in facts.values()]
    assert sum(fact.result is Result.MISSING for fact in facts) == SITES // 2 - SITES // 3


def test_sites_that_fail_here_and_there_are_remembered(checked: Directory) -> None:
    chance = random.Random(5)
    for name in chance.sample([*checked.farm.sites], SITES // 5):
        checked.farm.sites[name].answer = Answer("No", chance.choice([403, 404, 500]))
    done = checked.check(FIRST + WEEK)
    assert sum(link.verdict is not Verdict.OK for link in done.state.links.values()) == SITES // 5


def test_sites_that_always_show_the_same_page_are_believed(
    directory: Directory, tmp_path: Path
) -> None:
    """Many sites of one maker, of which only the address is known."""
    directory = replace(directory, data=data_folder(tmp_path), state_file=tmp_path / "links.json")
    for name, site in directory.farm.sites.items():
        site.answer = Answer("<title>Report</title><h1>Report</h1><p>Choose what has happened.</p>")
        text = partnership(f"Place {site.number}", directory.farm.url(name))
        directory.data.write(f"p-{site.number}", text)
    for week in range(2):
        done = directory.check(FIRST + week * WEEK)
        assert {link.verdict for link in done.state.links.values()} == {Verdict.OK}
    before = directory.state_file.read_bytes()
    directory.farm.network = NETWORKS["a sign-in page"]
    directory.refused(FIRST + 2 * WEEK)
    assert directory.state_file.read_bytes() == before


def test_a_run_of_one_page_asks_others_before_it_gives_up(checked: Directory) -> None:
    only = str(checked.data.path / "partnerships" / "p-3.yml")
    checked.farm.refusing = True
    with pytest.raises(UserError, match="network here seems to be down"):
        checked.check(FIRST + WEEK, only=(only,))
    checked.farm.refusing = False
    checked.farm.lost.add("www.site3.test")
    done = checked.check(FIRST + WEEK, only=(only,))
    assert done.state.links[checked.farm.url("www.site3.test")].verdict is Verdict.LAPSED


def test_a_clock_that_was_wrong_ends_no_run(checked: Directory) -> None:
    """A run of 2027 that only had to be put away; and results that are dated in the future."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("safetyhelp.linkcheck.run.judge_run", _killed)
        with pytest.raises(KeyboardInterrupt):
            checked.check(date(2027, 11, 1))
    assert checked.check(FIRST + WEEK).visited == SITES
    for day in (date(2028, 5, 1), FIRST + 2 * WEEK):
        assert checked.check(day, max_age=timedelta(days=3)).visited == SITES


def test_the_message_says_what_to_do() -> None:
    assert "Try again from another network" in str(DoubtfulRunError(["…"], 0))
