"""Typed, frozen records. A record has the parts that all kinds share, and details of its kind."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from safetyhelp.areas.model import Covers
from safetyhelp.records.dates import PartialDate, day_after


@dataclass(frozen=True, slots=True)
class Seen:
    """The date that a source page showed: None when it showed none."""

    on: PartialDate | None


@dataclass(frozen=True, slots=True)
class Source:
    """A page on which a fact was read."""

    url: str
    seen: Seen
    shows: str


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach somebody, for one purpose. Text that is absent is empty."""

    purpose: str
    phone: str
    email: str
    url: str
    text_phone: str
    relay: str
    bsl: str
    hours: str
    caution: str
    source: str
    seen: Seen
    confirmed: date | None
    shared_mailbox: bool = False


@dataclass(frozen=True, slots=True)
class Reporting:
    """Details of a way to report."""

    takes: tuple[str, ...]
    run_by: str
    anonymous: str
    what_happens_next: str


@dataclass(frozen=True, slots=True)
class AccessibilityScheme:
    """A card or register that makes it easier for a disabled person to call a police force."""

    name: str
    summary: str
    url: str
    caution: str
    source: str
    seen: Seen


@dataclass(frozen=True, slots=True)
class OversightBody:
    """A body that holds a police force to account, with its dates."""

    name: str
    role: str
    contacts: tuple[Contact, ...]
    caution: str
    starts_on: PartialDate | None
    ends_on: PartialDate | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Police:
    """Details of a police force."""

    complaints: tuple[Contact, ...]
    accessibility_schemes: tuple[AccessibilityScheme, ...]
    oversight: tuple[OversightBody, ...]


Answers: TypeAlias = tuple[tuple[str, str], ...]
"""Accessibility answers in the order of the file: (feature, yes | no | unknown)."""


@dataclass(frozen=True, slots=True)
class VictimService:
    """Details of a victim service. Ages are whole years, None when not stated."""

    provider: str
    commissioner: str
    run_by: str
    helps_with: tuple[str, ...]
    who_can_use: str
    age_from: int | None
    age_to: int | None
    self_referral: str
    without_police_report: str
    accessibility: Answers
    confidential: str


@dataclass(frozen=True, slots=True)
class RjProvider:
    """Details of a restorative justice service."""

    provider: str
    commissioner: str
    run_by: str
    who_can_use: str
    self_referral: str
    takes_hate_crime: str
    takes_antisocial_behaviour: str
    ways: tuple[str, ...]
    accessibility: Answers


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to meet a threshold; numbers are None when that condition does not apply."""

    reports: int | None
    people: int | None
    within_months: int | None
    reported_within_months: int | None
    about: str
    no_action: bool


@dataclass(frozen=True, slots=True)
class Threshold:
    """When an ASB case review must be held."""

    any_of: tuple[Alternative, ...]
    hate_crime: str
    wording: str
    source: str
    seen: Seen
    caution: str


@dataclass(frozen=True, slots=True)
class Appeal:
    """What to do when the answer to a review is not good enough."""

    heard_by: str
    within: str
    how: str


@dataclass(frozen=True, slots=True)
class AsbCaseReview:
    """Details of an ASB case review procedure. A threshold of None has not been found."""

    run_by: str
    how_to_apply: str
    threshold: Threshold | None
    appeal: Appeal | None


@dataclass(frozen=True, slots=True)
class ComplaintBody:
    """Details of a body that reviews decisions or complaints."""

    reviews: tuple[str, ...]
    first_step: str
    time_limit: str
    someone_else: str


@dataclass(frozen=True, slots=True)
class Members:
    """Who belongs to a partnership, as listed on a date."""

    names: tuple[str, ...]
    as_of: Seen
    complete: str
    source: str


@dataclass(frozen=True, slots=True)
class Partnership:
    """Details of a Community Safety Partnership or its equivalent."""

    role: str
    name_unconfirmed: bool
    team: str
    members: Members | None


Details: TypeAlias = (
    Reporting | Police | VictimService | RjProvider | AsbCaseReview | ComplaintBody | Partnership
)


@dataclass(frozen=True, slots=True)
class Record:
    """One record. `kind` is its folder, `id` its file's stem, `file` its name in findings."""

    kind: str
    id: str
    file: str
    name: str
    former_names: tuple[str, ...]
    other_names: tuple[str, ...]
    former_ids: tuple[str, ...]
    covers: Covers
    summary: str
    contacts: tuple[Contact, ...]
    caution: str
    shown: str
    order: int
    starts_on: PartialDate | None
    ends_on: PartialDate | None
    replaced_by: str
    sources: tuple[Source, ...]
    notes: str
    details: Details

    def current_on(self, day: date) -> bool:
        """Say whether the record is true on the given day."""
        return is_current(self.starts_on, self.ends_on, day)


def is_current(starts_on: PartialDate | None, ends_on: PartialDate | None, day: date) -> bool:
    """Say whether `day` lies between the two dates; a missing date sets no limit.

    A month or year starts on its first day and ends on its last.
    """
    started = starts_on is None or starts_on.first_day() <= day
    ended = ends_on is not None and ends_on.last_day() < day
    return started and not ended


@dataclass(frozen=True, slots=True)
class Gap:
    """Something known to be missing. `position` is its place in the list of gaps.

    `ask` names the records to get in touch with instead, each as kind/id.
    """

    section: str
    covers: Covers
    missing: str
    reason: str
    instead: str
    ask: tuple[str, ...]
    review_by: date
    position: int

    def overdue_since(self, day: date) -> date | None:
        """Return the first day after its review date, or None while that is still to come."""
        return day_after(self.review_by) if self.review_by < day else None


@dataclass(frozen=True, slots=True)
class ListedContact:
    """A contact on a list, with whose it was and why it is there. `position` is its place."""

    value: str
    what: str
    belonged_to: str
    reason: str
    position: int


@dataclass(frozen=True, slots=True)
class WithdrawnContact(ListedContact):
    """A contact that must never be published again, except in the records named."""

    allowed_in: tuple[str, ...]


def not_ended(records: tuple[Record, ...], today: date) -> tuple[Record, ...]:
    """Return the records that are true today or will be."""
    return tuple(r for r in records if r.ends_on is None or r.ends_on.last_day() >= today)
