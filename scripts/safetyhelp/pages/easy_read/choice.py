"""What an Easy Read page of one council says, chosen from the records of its answer page. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.dataset.answers import Answer, is_local, needs
from safetyhelp.evidence.seen import Sightings
from safetyhelp.pages.answer.ladder import about_the_police
from safetyhelp.pages.easy_read.rule import EasyRule, easy_rule
from safetyhelp.pages.easy_read.ways import EasyWay, easy_way
from safetyhelp.pages.easy_read.words import AT_ANY_TIME, easy_limit
from safetyhelp.pages.ways import best_way, is_for_everybody
from safetyhelp.records import kinds
from safetyhelp.records.model import AsbCaseReview, ComplaintBody, Partnership, Record

_ROLES_TO_NAME_FIRST = ("statutory", "pcsp", "council-team", "local-delivery", "umbrella")
"""The roles of partnerships, the one to name first in front."""

_MOST_TO_TALK = 2
"""More services to talk to than this, beside the one for abuse at home, do not fit."""

_RELAY = "18001"
"""What people dial in front of a number when they type instead of speaking (Relay UK)."""


@dataclass(frozen=True, slots=True)
class Step:
    """Whom to complain to, or to ask for another look, and by when: in short sentences."""

    way: EasyWay
    limit: tuple[str, ...]


def _first_by_phone(steps: list[Step]) -> Step | None:
    best = best_way(step.way for step in steps)
    return next((step for step in steps if step.way is best), None)


def partnerships_to_name(answer: Answer) -> list[tuple[Record, Partnership]]:
    """Return the partnerships whose role is to be named first, each with its details."""
    known = [
        (record, record.details)
        for record in answer.of_kind(kinds.PARTNERSHIPS)
        if isinstance(record.details, Partnership)
    ]
    roles = [_ROLES_TO_NAME_FIRST.index(details.role) for _, details in known]
    return [each for each, role in zip(known, roles, strict=True) if role == min(roles)]


def _takes_hate_crime(record: Record) -> bool:
    return getattr(record.details, "takes_hate_crime", "") == "yes"


@dataclass(frozen=True, slots=True)
class Chooser:
    """Chooses for one council. Whatever it returns is for that council's own people."""

    answer: Answer
    areas: AreasOnDay
    sightings: Sightings

    def _way(self, record: Record) -> EasyWay:
        return easy_way(record, self.answer.council, self.areas, self.sightings)

    def _ways(self, records: Iterable[Record]) -> list[EasyWay]:
        return [self._way(record) for record in records]

    def at_home(self) -> EasyWay | None:
        """Return whom to phone about abuse at home: a line for nothing else, open at any time."""
        found: list[tuple[tuple[int, bool, bool], EasyWay]] = []
        for record in self.answer.helping("domestic-abuse"):
            way = self._way(record)
            if way.reachable:
                key = (len(needs(record)), not way.phone, way.hours != AT_ANY_TIME)
                found.append((key, way))
        return min(found, key=lambda pair: pair[0])[1] if found else None

    def to_talk(self) -> list[tuple[str, EasyWay]]:
        """Return the services for victims to talk to, each with what it is there for.

        A line for people who feel that they cannot go on is not in place of them.
        """
        main = best_way(self._ways(self.answer.helping("any-crime")))
        hate = self._ways(self.answer.helping("hate-crime"))
        helping = self.answer.helping("learning-disability")
        learning = self._ways(r for r in helping if "hate-crime" not in needs(r))
        wanted = [("crime", [main] if main else []), ("hate", hate), ("learning", learning)]
        chosen: list[tuple[str, EasyWay]] = []
        for purpose, ways in wanted:
            known = {way.phone for _, way in chosen}
            for way in ways:
                if way is main or (way.phone and way.phone not in known):
                    chosen.append((purpose, way))
                    break
        return chosen[:_MOST_TO_TALK]

    def restorative_justice(self) -> tuple[EasyWay | None, EasyWay | None]:
        """Return the service here, and another one to ask where we cannot reach it."""
        records = self.answer.of_kind(kinds.RJ_PROVIDERS)
        here = self._ways(record for record in records if is_local(record))
        best = best_way(here) or next(iter(here), None)
        elsewhere = self._ways(r for r in records if not is_local(r) and _takes_hate_crime(r))
        return best, None if best and best.reachable else best_way(elsewhere)

    def case_review(self) -> EasyWay | None:
        """Return whom to ask for a case review, or nothing where we know nobody."""
        return best_way(
            self._ways(r for r in self.answer.of_kind(kinds.ASB_CASE_REVIEWS) if is_local(r))
        )

    def rule(self) -> EasyRule | None:
        """Return the rule for a case review, or nothing where records give several."""
        rules = {
            easy_rule(record.details.threshold, self.sightings.of_threshold(record).is_missing)
            for record in self.answer.of_kind(kinds.ASB_CASE_REVIEWS)
            if isinstance(record.details, AsbCaseReview)
        }
        return None if len(rules) > 1 else next(iter(rules), easy_rule(None))

    def _step(self, record: Record) -> Step:
        limit = record.details.time_limit if isinstance(record.details, ComplaintBody) else ""
        return Step(self._way(record), easy_limit(limit))

    def complaints(self) -> tuple[Step | None, Step | None]:
        """Return where a complaint about the police goes first, and who looks at the answer.

        A body that wants another step first is the second one to go to; then the first one is a
        record about the police that states a time limit. Where there is none such, the first one is
        not the police.
        """
        first, second = (
            [self._step(record) for record in records] for records in about_the_police(self.answer)
        )
        again = _first_by_phone(second)
        if again:
            return _first_by_phone([step for step in first if step.limit]), again
        return _first_by_phone(first), None

    def responsible(self) -> tuple[EasyWay | None, bool]:
        """Return the partnership or team to name, and whether its name is unconfirmed."""
        found = partnerships_to_name(self.answer)
        if not found:
            return None, False
        record, details = found[0]
        return self._way(record), details.name_unconfirmed

    def council(self) -> EasyWay | None:
        """Return the council's own number for antisocial behaviour, if it is for everybody."""
        ways = self._ways(r for r in self.answer.of_kind(kinds.REPORTING) if is_for_everybody(r))
        return next((way for way in ways if way.phone and not (way.unsure or way.lost_on)), None)

    def relay(self) -> str:
        """Return what to dial to type to the police, or nothing where no record says so."""
        numbers = (
            number
            for record in self.answer.of_kind(kinds.REPORTING)
            for contact in record.contacts
            for number in (contact.relay, contact.phone)
        )
        return next((number for number in numbers if number == f"{_RELAY} 101"), "")
