"""Typed, frozen records. A record has the parts that all kinds share, and details of its kind.

What a file leaves out has the default that stands here: an empty text, no items, “unknown”.
"""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from safetyhelp.areas.model import Covers
from safetyhelp.records.dates import PartialDate, day_after


@dataclass(frozen=True, slots=True)
class Seen:
    """The date that a source page showed: None when it showed none."""

    on: PartialDate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A page on which a fact was read."""

    url: str
    seen: Seen
    shows: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """The day on which somebody tried a contact, and what they tried: its values of that day."""

    day: date
    phone: str = ""
    email: str = ""
    url: str = ""
    text_phone: str = ""
    relay: str = ""
    bsl: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One way to reach somebody, for one purpose. Text that is absent is empty."""

    purpose: str
    phone: str = ""
    email: str = ""
    url: str = ""
    text_phone: str = ""
    relay: str = ""
    bsl: str = ""
    hours: str = ""
    caution: str = ""
    source: str
    seen: Seen
    confirmation: Confirmation | None = None
    shared_mailbox: bool = False

    @property
    def confirmed(self) -> date | None:
        """The day on which somebody last tried it, if anybody did."""
        return self.confirmation.day if self.confirmation else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """Details of a way to report."""

    takes: tuple[str, ...]
    run_by: str
    anonymous: str = "unknown"
    what_happens_next: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessibilityScheme:
    """A card or register that makes it easier for a disabled person to call a police force."""

    name: str
    summary: str = ""
    url: str = ""
    caution: str = ""
    source: str
    seen: Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class OversightBody:
    """A body that holds a police force to account, with its dates."""

    name: str
    role: str
    contacts: tuple[Contact, ...] = ()
    caution: str = ""
    starts_on: PartialDate | None = None
    ends_on: PartialDate | None = None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Police:
    """Details of a police force."""

    complaints: tuple[Contact, ...] = ()
    accessibility_schemes: tuple[AccessibilityScheme, ...] = ()
    oversight: tuple[OversightBody, ...] = ()


Answers: TypeAlias = tuple[tuple[str, str], ...]
"""Accessibility answers in the order of the file: (feature, yes | no | unknown)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VictimService:
    """Details of a victim service. Ages are whole years, None when not stated."""

    provider: str = ""
    commissioner: str = ""
    run_by: str
    helps_with: tuple[str, ...]
    who_can_use: str = ""
    age_from: int | None = None
    age_to: int | None = None
    self_referral: str = "unknown"
    without_police_report: str = "unknown"
    accessibility: Answers = ()
    confidential: str = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class RjProvider:
    """Details of a restorative justice service."""

    provider: str = ""
    commissioner: str = ""
    run_by: str
    who_can_use: str = ""
    self_referral: str = "unknown"
    takes_hate_crime: str = "unknown"
    takes_antisocial_behaviour: str = "unknown"
    ways: tuple[str, ...] = ()
    accessibility: Answers = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """One way to meet a threshold; numbers are None when that condition does not apply."""

    reports: int | None = None
    people: int | None = None
    within_months: int | None = None
    reported_within_months: int | None = None
    about: str = "any"
    no_action: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """When an ASB case review must be held."""

    any_of: tuple[Alternative, ...] = ()
    hate_crime: str
    wording: str = ""
    source: str
    seen: Seen
    caution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """What to do when the answer to a review is not good enough."""

    heard_by: str
    within: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AsbCaseReview:
    """Details of an ASB case review procedure. A threshold of None has not been found."""

    run_by: str = ""
    how_to_apply: str = ""
    threshold: Threshold | None = None
    appeal: Appeal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintBody:
    """Details of a body that reviews decisions or complaints."""

    reviews: tuple[str, ...]
    first_step: str = ""
    time_limit: str = ""
    someone_else: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """Who belongs to a partnership, as listed on a date."""

    names: tuple[str, ...]
    as_of: Seen
    complete: str = "unknown"
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Partnership:
    """Details of a Community Safety Partnership or its equivalent."""

    role: str
    name_unconfirmed: bool = False
    team: str = ""
    members: Members | None = None


Details: TypeAlias = (
    Reporting | Police | VictimService | RjProvider | AsbCaseReview | ComplaintBody | Partnership
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record. `kind` is its folder, `id` its file's stem, `file` its name in findings."""

    kind: str
    id: str
    file: str
    name: str
    former_names: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    former_ids: tuple[str, ...] = ()
    covers: Covers
    summary: str = ""
    contacts: tuple[Contact, ...] = ()
    caution: str = ""
    shown: str = "always"
    order: int = 50
    starts_on: PartialDate | None = None
    ends_on: PartialDate | None = None
    replaced_by: str = ""
    sources: tuple[Source, ...]
    notes: str = ""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something known to be missing. `position` is its place in the list of gaps.

    `ask` names the records to get in touch with instead, each as kind/id.
    """

    section: str
    covers: Covers
    missing: str = ""
    reason: str
    instead: str = ""
    ask: tuple[str, ...] = ()
    review_by: date
    position: int

    def overdue_since(self, day: date) -> date | None:
        """Return the first day after its review date, or None while that is still to come."""
        return day_after(self.review_by) if self.review_by < day else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedContact:
    """A contact on a list, with whose it was and why it is there. `position` is its place."""

    value: str
    what: str
    belonged_to: str
    reason: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnContact(ListedContact):
    """A contact that must never be published again, except in the records named."""

    allowed_in: tuple[str, ...] = ()


def not_ended(records: tuple[Record, ...], today: date) -> tuple[Record, ...]:
    """Return the records that are true today or will be."""
    return tuple(r for r in records if r.ends_on is None or r.ends_on.last_day() >= today)
