"""An Easy Read version of every answer page: what matters most, on two sides of A4.

Names, numbers and addresses come from the records. The sentences are our own: a summary in a
record may be longer than Easy Read allows.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from directory.answers import Answer, Directory, is_local
from directory.areas.covering import NATION_LEVEL, Map
from directory.areas.model import Council
from directory.links.sightings import LASTING, Sightings
from directory.pages.easy_read_words import (
    explanations,
    plain_name,
    short_hours,
    with_article,
)
from directory.pages.templates import Renderer
from directory.records import kinds
from directory.records.model import Contact, Partnership, Record, Reporting, VictimService

_DEPTH = 3
_ROLES = ("statutory", "pcsp", "council-team", "local-delivery", "umbrella")
"""The roles of partnerships, the one to name first in front."""

_MOST_TO_TALK = 2
"""More services to talk to than this do not fit on two sides of A4."""

_FOR_SOME_ONLY = re.compile(
    r"\b(?:tenants?|tenancy|rent|rented|landlords?|homes|housing)\b", re.IGNORECASE
)
_Help = Callable[[VictimService], bool]


@dataclass(frozen=True, slots=True)
class Way:
    """One body and one way to reach it: a phone number, else an e-mail address, else a page.

    `explained` holds sentences about hard words and short forms in its name. `unsure` says that
    the record has a caution or that the contact was not found on its source; `checked` that
    somebody has confirmed the contact, that a check has seen it, or that no check is needed.
    """

    name: str
    explained: tuple[str, ...]
    phone: str
    email: str
    url: str
    hours: str
    checked: bool
    unsure: bool
    without_police: bool

    @property
    def reachable(self) -> bool:
        """Say whether there is any way to get in touch."""
        return bool(self.phone or self.email or self.url)

    @property
    def unchecked_site(self) -> bool:
        """Say whether the way shows a website or an e-mail address that nobody has confirmed."""
        return bool(self.email or self.url) and not self.checked


@lru_cache(maxsize=4096)
def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")


def _is_for(contact: Contact, record: Record, council: Council, areas: Map) -> bool:
    """Say whether a contact is meant for a council.

    A record about several councils may have a contact for each of them, and says so in the words
    for what it is. A number of the town next door is a wrong number.
    """
    if record.covers.level == NATION_LEVEL or _word(council.name).search(contact.purpose):
        return True
    covered = areas.covered(record.covers)
    others = (c.name for c in areas.councils if c.id in covered and c.id != council.id)
    return not any(_word(other).search(contact.purpose) for other in others)


def _way(record: Record, council: Council, areas: Map, sightings: Sightings) -> Way:
    contacts = [c for c in record.contacts if _is_for(c, record, council, areas)]
    contacts.sort(key=lambda c: sightings.of(c).is_missing)  # what is still there comes first
    best = next((c for c in contacts if c.phone), None)
    best = best or next((c for c in contacts if c.email), None)
    best = best or next((c for c in contacts if c.url), None)
    name, details = plain_name(record.name), record.details
    phone = best.phone if best else ""
    email = best.email if best and not phone else ""
    return Way(
        name=name,
        explained=tuple(explanations(name)),
        phone=phone,
        email=email,
        url=best.url if best and not phone and not email else "",
        hours=short_hours(best.hours) if best and phone else "",
        checked=phone in LASTING
        or bool(best and (best.confirmed or sightings.of(best).fresh_on(areas.day))),
        unsure=bool(record.caution or (best and (best.caution or sightings.of(best).is_missing))),
        without_police=isinstance(details, VictimService)
        and details.without_police_report == "yes",
    )


@dataclass(frozen=True, slots=True)
class _Chooser:
    """Chooses what an Easy Read page of one council says."""

    answer: Answer
    areas: Map
    sightings: Sightings

    def ways(self, records: Iterable[Record]) -> list[Way]:
        council = self.answer.council
        return [_way(record, council, self.areas, self.sightings) for record in records]

    def _helping(self, helps: _Help) -> list[Way]:
        return self.ways(
            record
            for record in self.answer.part(kinds.VICTIM_SERVICES).records
            if isinstance(record.details, VictimService) and helps(record.details)
        )

    def to_talk(self) -> list[tuple[str, Way]]:
        """Return the services to talk to, each with what it is there for."""
        any_crime = self._helping(lambda d: "any-crime" in d.helps_with)
        by_phone = next((way for way in any_crime if way.phone), None)
        main = by_phone or next((way for way in any_crime if way.reachable), None)
        feelings = self._helping(lambda d: "feelings" in d.helps_with)
        hate = self._helping(lambda d: "hate-crime" in d.helps_with)
        learning = self._helping(
            lambda d: "learning-disability" in d.helps_with and "hate-crime" not in d.helps_with
        )
        wanted = [("crime", [main] if main else []), ("hate", hate), ("learning", learning)]
        if not by_phone:
            wanted.insert(1, ("feelings", feelings))
        chosen: list[tuple[str, Way]] = []
        for purpose, ways in wanted:
            known = {way.phone for _, way in chosen}
            for way in ways:
                if way is main or (way.phone and way.phone not in known):
                    chosen.append((purpose, way))
                    break
        return chosen[:_MOST_TO_TALK]

    def restorative_justice(self) -> tuple[Way | None, Way | None]:
        """Return the service here, and another one to ask where we cannot reach it."""
        records = self.answer.part(kinds.RJ_PROVIDERS).records
        here = self.ways(record for record in records if is_local(record))
        best = next((way for way in here if way.phone), None)
        best = best or next((way for way in here if way.reachable), None) or next(iter(here), None)
        elsewhere = self.ways(r for r in records if not is_local(r) and _takes_hate_crime(r))
        instead = None if best and best.reachable else next(iter(elsewhere), None)
        return best, instead

    def case_review(self) -> Way | None:
        """Return whom to ask for a case review, or nothing where we know nobody."""
        records = self.answer.part(kinds.ASB_CASE_REVIEWS).records
        ways = self.ways(record for record in records if is_local(record))
        return next((way for way in ways if way.phone), None) or next(
            (way for way in ways if way.reachable), None
        )

    def complaint(self) -> Way | None:
        """Return the body that looks at complaints about the police and has a number."""
        records = self.answer.part(kinds.COMPLAINTS).records
        bodies = self.ways(r for r in records if "police" in getattr(r.details, "reviews", ()))
        return next((way for way in bodies if way.phone), None)

    def responsible(self) -> tuple[Way | None, bool]:
        """Return the partnership or team to name, and whether its name is unconfirmed."""
        records = [
            (record, record.details)
            for record in self.answer.part(kinds.PARTNERSHIPS).records
            if isinstance(record.details, Partnership)
        ]
        if not records:
            return None, False
        record, details = min(records, key=lambda pair: _ROLES.index(pair[1].role))
        return self.ways([record])[0], details.name_unconfirmed

    def council(self) -> Way | None:
        """Return the council's own number for antisocial behaviour, if it is for everybody."""
        ways = self.ways(
            record
            for record in self.answer.part(kinds.REPORTING).records
            if isinstance(record.details, Reporting)
            and is_local(record)
            and record.details.run_by == "council"
            and "antisocial-behaviour" in record.details.takes
            and not _FOR_SOME_ONLY.search(
                " ".join((record.name, record.summary, *(c.purpose for c in record.contacts)))
            )
        )
        return next((way for way in ways if way.phone and not way.unsure), None)


def _takes_hate_crime(record: Record) -> bool:
    return getattr(record.details, "takes_hate_crime", "") == "yes"


def _force(answer: Answer) -> str:
    records = answer.part(kinds.POLICE).records
    return plain_name(records[0].name if records else answer.police_area.force)


def easy_read_page(directory: Directory, renderer: Renderer, council: Council) -> tuple[str, str]:
    """Return (path, text) of the Easy Read page of one council."""
    answer = directory.answer(council).for_everybody()
    chooser = _Chooser(answer, directory.map, renderer.sightings)
    rj_here, rj_instead = chooser.restorative_justice()
    responsible, name_unconfirmed = chooser.responsible()
    reporting = {record.id for record in answer.part(kinds.REPORTING).records}
    council_way, to_talk, review = chooser.council(), chooser.to_talk(), chooser.case_review()
    shown = [way for _, way in to_talk] + [rj_here, rj_instead, review, responsible]
    values = {
        "council": council,
        "council_name": with_article(plain_name(council.official_name)),
        "force": _force(answer),
        "can_be_silent": "police-999-silent-solution" in reporting,
        "council_way": council_way,
        "to_talk": to_talk,
        "rj_here": rj_here,
        "rj_instead": rj_instead,
        "has_review": answer.part(kinds.ASB_CASE_REVIEWS).applies,
        "review": review,
        "complaint": chooser.complaint(),
        "responsible": responsible,
        "name_unconfirmed": name_unconfirmed,
        # The website of a council comes from a list that nobody has checked.
        "unchecked_site": not council_way or any(way and way.unchecked_site for way in shown),
    }
    title = f"{council.name}: who can help (Easy Read)"
    path = f"areas/{council.id}/easy-read.md"
    return path, renderer.page("easy_read.j2", _DEPTH, title, values)


def easy_read_pages(directory: Directory, renderer: Renderer) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of the Easy Read page of each council of the day."""
    for council in directory.map.councils:
        yield easy_read_page(directory, renderer, council)
