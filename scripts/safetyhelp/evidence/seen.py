"""What the link check last saw of each contact: what the site and validation ask. Pure.

    sightings = Sightings(read_everything(path))
    sightings.of(contact)       # a Sighting

A sighting speaks for a contact as a whole: for all its numbers and e-mail addresses, or, where it
has none, for its web page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from urllib.parse import urldefrag

from safetyhelp.evidence.history import is_confirmed
from safetyhelp.evidence.state import FactState, State
from safetyhelp.evidence.vocabulary import VALUE_FIELDS, Kind, Result, fact_key
from safetyhelp.records.model import AsbCaseReview, Contact, Record
from safetyhelp.records.phones import national

YEAR = timedelta(days=365)
MISSES_TOLD = 2
"""Visitors are told that a value is missing after so many looks in a row: one may be our fault."""

LASTING = frozenset({"999", "112", "101", "18000", "18001101"})
"""Numbers of the whole country, as digits. A page that no longer shows one casts no doubt on it."""


class Outcome(Enum):
    """What the last check of a contact came to, from the best to the worst."""

    SEEN = "seen"
    ANSWERED = "answered"
    MISSING = "missing"
    NO_ANSWER = "no-answer"
    CANNOT_TELL = "cannot-tell"
    NOT_CHECKED = "not-checked"


@dataclass(frozen=True, slots=True)
class Sighting:
    """What is known of one contact.

    `on` is the day on which it was seen, its page answered, or it was not found; `before` the day
    on which what is missing was last there. `kinds` says what is missing.
    """

    outcome: Outcome
    on: date | None = None
    before: date | None = None
    kinds: frozenset[Kind] = frozenset()

    @property
    def is_missing(self) -> bool:
        """Say whether something was looked for on its source and not found."""
        return self.outcome is Outcome.MISSING

    def fresh_on(self, today: date) -> bool:
        """Say whether it was seen on its source, or its page answered, in the last 12 months."""
        good = self.outcome in (Outcome.SEEN, Outcome.ANSWERED)
        return good and self.on is not None and today - self.on <= YEAR


NOT_CHECKED = Sighting(Outcome.NOT_CHECKED)


def is_lasting(contact: Contact) -> bool:
    """Say whether all numbers of a contact are those of the whole country, which nobody may doubt.

    A web address beside them changes nothing: what is known is known of the numbers.
    """
    numbers = [text for field, _ in VALUE_FIELDS if (text := getattr(contact, field))]
    return bool(numbers) and all(national(text) in LASTING for text in numbers)


@dataclass(frozen=True, slots=True)
class Value:
    """One number or e-mail address, and what is known of it; `lasting` ones cannot get lost."""

    kind: Kind
    known: FactState | None
    lasting: bool = False


def values_of(state: State, contact: Contact) -> list[Value]:
    """Return what is known of each number and e-mail address of a contact."""
    facts = state.facts.get(urldefrag(contact.source).url, {})
    return [
        Value(kind, facts.get(fact_key(kind, text)), national(text) in LASTING)
        for field, kind in VALUE_FIELDS
        if (text := getattr(contact, field))
    ]


def _of_values(values: Sequence[Value]) -> Sighting:
    known = [(value, value.known) for value in values if value.known is not None]
    absent = [(value, state) for value, state in known if state.result is Result.MISSING]
    lost = [
        (value, state)
        for value, state in absent
        if not value.lasting and state.misses >= MISSES_TOLD
    ]
    if lost:
        days = [state.confirmed_on for _, state in lost]
        return Sighting(
            Outcome.MISSING,
            max(state.checked.date() for _, state in lost),
            min(day for day in days if day) if all(days) else None,
            frozenset(value.kind for value, _ in lost),
        )
    if len(known) < len(values):
        return NOT_CHECKED
    seen = [state.confirmed_on for _, state in known if state.confirmed_on]
    doubtful = any(state.result is Result.DOUBTFUL for _, state in known)
    if absent or doubtful or len(seen) < len(values):
        return Sighting(Outcome.CANNOT_TELL)
    return Sighting(Outcome.SEEN, min(seen))


def _of_page(state: State, url: str) -> Sighting:
    known = state.links.get(url)
    if known is None:
        return NOT_CHECKED
    if is_confirmed(known):
        return Sighting(Outcome.NO_ANSWER, known.checked.date(), known.last_ok)
    if known.last_ok is None:
        return Sighting(Outcome.CANNOT_TELL)
    return Sighting(Outcome.ANSWERED, known.last_ok)


class Sightings:
    """All sightings of one state. Each is worked out once: a contact stands on many pages.

    `being_checked`: the first check of all is running, and has confirmed nothing yet.
    """

    def __init__(self, state: State | None = None, *, being_checked: bool = False) -> None:
        self._state = state or State()
        self._known: dict[Contact, Sighting] = {}
        self.anything = bool(self._state.links or self._state.facts)
        self.being_checked = being_checked and not self.anything

    def of(self, contact: Contact) -> Sighting:
        """Return what is known of a contact."""
        if not self.anything:
            return NOT_CHECKED
        known = self._known.get(contact)
        if known is None:
            values = values_of(self._state, contact)
            page = contact.url or contact.bsl
            known = _of_values(values) if values else _of_page(self._state, page)
            self._known[contact] = known
        return known

    def of_threshold(self, record: Record) -> Sighting:
        """Return what is known of the rule of an ASB case review: whether it is still stated."""
        details = record.details
        if not (isinstance(details, AsbCaseReview) and details.threshold):
            return NOT_CHECKED
        facts = self._state.facts.get(urldefrag(details.threshold.source).url, {})
        key = fact_key(Kind.THRESHOLD, record.id)
        return _of_values([Value(Kind.THRESHOLD, facts.get(key))])
