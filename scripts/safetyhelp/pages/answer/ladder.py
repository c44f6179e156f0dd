"""The steps when nothing changed: what they name of an area, chosen from its records. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from safetyhelp.dataset.answers import Answer, distance, is_local
from safetyhelp.records import kinds
from safetyhelp.records.model import ComplaintBody, Contact, Police, Record, VictimService

REPRESENTATIVES = "councillor-or-member"
"""The record of those whom people elect."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """What the steps lead to. `others` are bodies for complaints that are not about the police.

    `force_contacts` are how to complain to the force itself; `complain` says it for the whole
    nation. `complain_again` looks at the answer of the police; where it is None, `complain` is not
    the police. `has_review` is False where the law has no ASB case review. `reviews` is the nearest
    one of the whole area, else those of its old areas; `more_reviews` are the others of the area,
    `review_guide` is the guide of the nation.
    """

    safeguarding: Record | None
    has_review: bool
    reviews: tuple[Record, ...]
    more_reviews: tuple[Record, ...]
    review_guide: Record | None
    force_contacts: tuple[Contact, ...]
    complain: Record | None
    complain_again: Record | None
    elected: Record | None
    others: tuple[Record, ...]


def safeguarding(answer: Answer) -> Record | None:
    """Return the record of those who act when an adult is at risk."""
    return next(
        (
            record
            for record in answer.of_kind(kinds.VICTIM_SERVICES)
            if isinstance(record.details, VictimService)
            and "adults-at-risk" in record.details.helps_with
        ),
        None,
    )


def _about_the_police(records: Iterable[Record], has_first_step: bool) -> Record | None:
    return next(
        (
            record
            for record in records
            if isinstance(record.details, ComplaintBody)
            and "police" in record.details.reviews
            and bool(record.details.first_step) is has_first_step
        ),
        None,
    )


def ladder(answer: Answer) -> Ladder:
    """Choose for one answer."""
    reviews = answer.part(kinds.ASB_CASE_REVIEWS)
    bodies = answer.of_kind(kinds.COMPLAINTS)
    local = tuple(sorted(filter(is_local, reviews.records), key=distance))
    whole = tuple(record for record in local if not answer.is_partial(record))
    complain, again = (_about_the_police(bodies, has) for has in (False, True))
    elected = next((record for record in bodies if record.id == REPRESENTATIVES), None)
    return Ladder(
        safeguarding=safeguarding(answer),
        has_review=reviews.applies,
        reviews=whole[:1] or local,
        more_reviews=tuple(r for r in local if r not in (whole[:1] or local)),
        review_guide=next((r for r in reviews.records if not is_local(r)), None),
        force_contacts=tuple(
            contact
            for force in answer.of_kind(kinds.POLICE)
            if isinstance(force.details, Police)
            for contact in force.details.complaints[:1]
        ),
        complain=complain,
        complain_again=again,
        elected=elected,
        others=tuple(r for r in bodies if r not in (complain, again, elected)),
    )
