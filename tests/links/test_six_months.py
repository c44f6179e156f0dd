"""Half a year of weekly checks: sites change, close and fall ill, and two weeks have a bad network.

At the end the state of every record must be right. How long each change took to be noticed, and how
many false alarms there were, is printed: `pytest -s tests/links/test_six_months.py`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from safetyhelp.errors import UserError
from safetyhelp.evidence.seen import Outcome, Sightings
from safetyhelp.evidence.vocabulary import Kind, Result, Verdict, fact_key
from safetyhelp.linkcheck.report import Checked
from safetyhelp.linkcheck.run import read_records
from tests.links.farm import farm_of
from tests.links.records import data_folder
from tests.links.servers import Answer, Raw, moved, reset
from tests.links.test_broken_network import NETWORKS, SITES, Directory, options_of

FIRST = date(2026, 11, 2)
WEEKS = 26
BAD_WEEKS = {9: "a sign-in page", 17: "a filter"}
NEW_PHONE = "0161 200 9"


@dataclass(frozen=True)
class Event:
    """What happens to a site, and what its state must be at the end."""

    what: str
    verdict: Verdict
    result: Result
    certain: bool = True
    weeks: int = WEEKS


EVENTS = (
    Event("moved within the site", Verdict.MOVED, Result.CONFIRMED, certain=False),
    Event("closed (404)", Verdict.GONE, Result.CANNOT_TELL),
    Event("a new number", Verdict.OK, Result.MISSING),
    Event("number no longer in use", Verdict.OK, Result.MISSING),
    Event("number under “Closed services”", Verdict.OK, Result.DOUBTFUL, certain=False),
    Event("a wall against robots", Verdict.BLOCKED, Result.CANNOT_TELL, certain=False),
    Event("the name is free", Verdict.LAPSED, Result.CANNOT_TELL),
    Event("a server error for good", Verdict.SERVER_ERROR, Result.CANNOT_TELL),
    Event("a server error for two weeks", Verdict.OK, Result.CONFIRMED, False, 2),
    Event("maintenance for a week", Verdict.OK, Result.CONFIRMED, False, 1),
    Event("a soft 404", Verdict.PROBABLY_GONE, Result.CANNOT_TELL),
    Event("taken over by a casino", Verdict.FOR_SALE, Result.CANNOT_TELL),
)
ANSWERS = {
    "closed (404)": Answer("", 404),
    "a wall against robots": Answer("<title>Just a moment...</title>", 403),
    "a soft 404": Answer("<title>Page not found</title><h1>Sorry</h1>"),
    "taken over by a casino": Answer("<title>Online casino bonus</title><p>Play now for free."),
    "maintenance for a week": Answer("<title>Down for maintenance</title><p>Please come back."),
    "a server error for good": Answer("Oh", 500),
    "a server error for two weeks": Answer("Oh", 500),
}
STABLE = Event("nothing", Verdict.OK, Result.CONFIRMED, certain=False)


@dataclass
class World:
    """The sites of the farm, each with its event and the week in which it begins."""

    directory: Directory
    plan: dict[str, tuple[Event, int]]
    week: int = 0

    def under_way(self, name: str) -> Event | None:
        event, begins = self.plan[name]
        begun = begins <= self.week < begins + event.weeks
        return event if begun and event is not STABLE else None

    def answer(self, name: str, path: str, count: int) -> Answer | Raw | None:
        """Answer in the place of a site."""
        if self.week in BAD_WEEKS:
            return NETWORKS[BAD_WEEKS[self.week]](name, path, count)
        event = self.under_way(name)
        if event is None or path == "/robots.txt":
            return None
        site = self.directory.farm.sites[name]
        page = site.page().body
        assert isinstance(page, str)
        if event.what == "moved within the site":
            return None if path == "/contact" else moved("/contact")
        if event.what == "the name is free":
            return reset
        said = {
            "a new number": page.replace(site.phone, f"{NEW_PHONE}{site.number:03}"),
            "number no longer in use": page.replace(
                site.phone, f"{site.phone} is no longer in use"
            ),
            "number under “Closed services”": page.replace(
                "<p>Phone", "<h2>Closed services</h2><p>Phone"
            ),
        }
        if event.what in said:
            return Answer(said[event.what])
        return ANSWERS[event.what]

    def lookups(self, host: str, _count: int) -> int:
        event = self.under_way(host) if host in self.plan else None
        gone = event is not None and event.what == "the name is free"
        return -2 if gone and self.week not in BAD_WEEKS else 0


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A farm in which one site in four changes, at weeks spread over the half year."""
    with farm_of(SITES, monkeypatch) as farm:
        data = data_folder(tmp_path)
        farm.write(data)
        plan = {}
        for index, name in enumerate(farm.sites):
            event = EVENTS[index // 4 % len(EVENTS)] if index % 4 == 0 else STABLE
            plan[name] = (event, 2 + index * 7 % 20)
        made = World(Directory(farm, data, tmp_path / "links.json"), plan)
        farm.network = made.answer
        farm.lookups = made.lookups
        yield made


def _alarms(checked: Checked) -> set[str]:
    return {problem.url for problem in checked.problems if problem.certain}


def test_half_a_year(world: World) -> None:
    farm = world.directory.farm
    noticed: dict[str, list[int]] = defaultdict(list)
    known: set[str] = set()
    false_alarms: Counter[str] = Counter()
    last: Checked | None = None
    for week in range(WEEKS):
        world.week = week
        day = FIRST + timedelta(weeks=week)
        if week in BAD_WEEKS:
            before = world.directory.state_file.read_bytes()
            with pytest.raises(UserError, match="cannot be believed"):
                world.directory.check(day)
            assert world.directory.state_file.read_bytes() == before
            continue
        last = world.directory.check(day)
        alarms = _alarms(last)
        for name, (event, begins) in world.plan.items():
            url = farm.url(name)
            if url not in alarms or url in known:
                continue
            known.add(url)
            if event.certain and week >= begins:
                noticed[event.what].append(week - begins)
            else:
                false_alarms[event.what] += 1
                print([p.message for p in last.problems if p.url == url and p.certain])
    assert last is not None
    for event in EVENTS:
        weeks = sorted(noticed[event.what])
        told = f"{weeks[0]} to {weeks[-1]} weeks" if weeks else "no error wanted"
        print(f"{event.what:32} {told}")
    print(f"false alarms: {dict(false_alarms)}")
    assert not false_alarms
    _assert_right(world, last)
    slowest = {what: max(weeks) for what, weeks in noticed.items() if weeks}
    assert set(slowest) == {event.what for event in EVENTS if event.certain}
    # Three runs over a week, and a bad week may lie between.
    assert max(slowest.values()) <= 4
    assert slowest["closed (404)"] <= 1


def _assert_right(world: World, checked: Checked) -> None:
    """Hold the state of every record against what has become of its site."""
    sightings = Sightings(checked.state)
    loaded = read_records(options_of(world.directory, FIRST))
    contacts = {c.source: c for record in loaded.records for c in record.contacts}
    for name, (event, _) in world.plan.items():
        url, site = world.directory.farm.url(name), world.directory.farm.sites[name]
        fact = checked.state.facts[url][fact_key(Kind.PHONE, site.phone)]
        assert checked.state.links[url].verdict is event.verdict, (event, name)
        assert fact.result is event.result, (event, name, fact)
        if event.what == "a new number":
            assert fact.instead.startswith(NEW_PHONE), fact
        wanted = {Result.CONFIRMED: Outcome.SEEN, Result.MISSING: Outcome.MISSING}
        outcome = sightings.of(contacts[url]).outcome
        assert outcome is wanted.get(event.result, outcome), (event, outcome)
