"""The rules and time limits of a letter in an area, in sentences from its records. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from safetyhelp.letters.addressees import Choice
from safetyhelp.pages.sources import doubt_of_threshold
from safetyhelp.pages.words import (
    RESTORATIVE_JUSTICE_NEEDS,
    clocks,
    for_old_areas,
    states_both_limits,
)
from safetyhelp.records.model import AsbCaseReview, ComplaintBody, Record

_NO_RULE = (
    "We have not found the local rule. By law three reports are enough, sometimes fewer. "
    f"{clocks(None)}"
)

_NOT_PRIVATE = "If your landlord is not a private one, next is the"


def _case_review(given: Choice) -> Iterator[str]:
    for record in given.steps.reviews:
        rule = record.details.threshold if isinstance(record.details, AsbCaseReview) else None
        old = for_old_areas(given.answer.old_areas(record))
        if not rule:
            yield f"{old}{_NO_RULE}"
            continue
        yield f"{old}The rule here: {rule.wording}"
        if not states_both_limits(rule):
            yield clocks(rule)
        doubt = doubt_of_threshold(record, given.sightings, given.areas.day)
        yield from filter(None, (rule.caution, doubt.words))
    if not given.steps.reviews:
        yield _NO_RULE


def _limit_of(record: Record | None) -> str:
    return record.details.time_limit if record and isinstance(record.details, ComplaintBody) else ""


def _police_complaint(given: Choice) -> Iterator[str]:
    steps = given.steps
    if limit := _limit_of(steps.complain):
        yield limit
    if steps.complain_again:
        who = " The police letter says who looks again." if steps.has_review else ""
        limit = _limit_of(steps.complain_again)
        yield f"Not happy with the answer? {steps.complain_again.name}: {limit}{who}"


def _landlord_complaint(given: Choice) -> Iterator[str]:
    for record in given.steps.others:
        details = record.details
        if isinstance(details, ComplaintBody) and "social-landlord" in details.reviews:
            limit = f": {details.time_limit}" if details.time_limit else "."
            yield f"Not happy with the answer to a complaint? {_NOT_PRIVATE} {record.name}{limit}"


def _restorative_justice(_: Choice) -> Iterator[str]:
    yield RESTORATIVE_JUSTICE_NEEDS


_LIMITS: Mapping[str, Callable[[Choice], Iterator[str]]] = MappingProxyType(
    {
        "case-review": _case_review,
        "police-complaint": _police_complaint,
        "landlord-complaint": _landlord_complaint,
        "restorative-justice": _restorative_justice,
    }
)
"""How each name that a letter may give under `limits` is found in an area."""


def limits(given: Choice, names: Iterable[str]) -> list[str]:
    """Return the sentences about rules and time limits."""
    return [sentence for name in names for sentence in _LIMITS[name](given)]
