"""The steps when nothing changed: what they name of an area, chosen from its records. Pure."""

from dataclasses import dataclass

from safetyhelp.dataset.answers import Answer, distance, is_local
from safetyhelp.records import kinds
from safetyhelp.records.model import ComplaintBody, Contact, Police, Record

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

    @property
    def standing(self) -> tuple[Record, ...]:
        """What stands open on the page, in its order."""
        return (*self.reviews, *_given(self.review_guide))

    @property
    def in_order(self) -> tuple[Record, ...]:
        """All of them, from the first step to what is folded."""
        bodies = _given(self.complain, self.complain_again, self.elected)
        return (*self.standing, *self.more_reviews, *bodies, *self.others)


def _given(*records: Record | None) -> tuple[Record, ...]:
    return tuple(record for record in records if record)


def about_the_police(answer: Answer) -> tuple[list[Record], list[Record]]:
    """Return the bodies for complaints about the police: those that come first, and the others.

    The others want another step before, and look at its answer.
    """
    first: list[Record] = []
    again: list[Record] = []
    for record in answer.of_kind(kinds.COMPLAINTS):
        details = record.details
        if isinstance(details, ComplaintBody) and "police" in details.reviews:
            (again if details.first_step else first).append(record)
    return first, again


def ladder(answer: Answer) -> Ladder:
    """Choose for one answer."""
    reviews = answer.part(kinds.ASB_CASE_REVIEWS)
    bodies = answer.of_kind(kinds.COMPLAINTS)
    local = tuple(sorted(filter(is_local, reviews.records), key=distance))
    nearest = tuple(record for record in local if not answer.is_partial(record))[:1] or local
    complain, again = (next(iter(found), None) for found in about_the_police(answer))
    elected = next((record for record in bodies if record.id == REPRESENTATIVES), None)
    return Ladder(
        safeguarding=next(iter(answer.helping("adults-at-risk")), None),
        has_review=reviews.applies,
        reviews=nearest,
        more_reviews=tuple(record for record in local if record not in nearest),
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
