"""Values of records in words that a visitor understands."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from textwrap import shorten
from types import MappingProxyType
from urllib.parse import urlsplit

from safetyhelp.records.model import Alternative, Answers, Seen, Threshold, VictimService
from safetyhelp.records.phones import EXTRA, FREE, MOBILE, cost_of
from safetyhelp.records.vocabulary import ACCESSIBILITY
from safetyhelp.text.words import in_words

RESTORATIVE_JUSTICE_NEEDS = (
    "Both sides must agree, and the person who harmed you must accept responsibility. It must be "
    "safe. You can say no at any time."
)
RELAY_ONLY = "Only by Relay UK app or textphone"
_COSTS: Mapping[str, str] = MappingProxyType(
    {FREE: " (free)", MOBILE: " (a mobile)", EXTRA: " (costs extra)"}
)
_TELLING = re.compile(
    r"hate|crime|abuse|victim|violence|rape|sexual|assault|survivor|anti-?social|\bASB\b|harass|stalk"
    r"|restorative|justice|police|constabulary|complain|prosecut|prison|bully",
    re.IGNORECASE,
)
_LONGEST_TITLE = 60


def quiet_title(name: str, covers: str) -> str:
    """Return a title that may stand in a shared browser's history: it does not tell the trouble."""
    if not _TELLING.search(name):
        return name
    where = covers.removeprefix("the police area ").removeprefix("the police areas ")
    where = where.replace(" Police", "")  # the area of the Metropolitan Police
    return shorten(f"A service for {where}", _LONGEST_TITLE, placeholder=" …")


def host(url: str) -> str:
    """Return the site of a web address, without the leading www."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def first_sentence(text: str) -> tuple[str, str]:
    """Return the first sentence of a text, and the rest of it."""
    first, *rest = re.split(r"(?<=[.!?])\s+(?=[A-Z0-9“])", text.strip(), maxsplit=1)
    return first, "".join(rest)


def tel(phone: str) -> str:
    """Return the target of a phone link."""
    return "tel:" + phone.replace(" ", "")


def cost(phone: str) -> str:
    """Say beside a phone number what a call costs, where that is not what most calls cost."""
    return _COSTS.get(cost_of(phone), "")


def years_old(seen: Seen, today: date) -> int:
    """Say how many whole years ago the last day was that the date of a page can mean."""
    assert seen.on
    return max(0, (today - seen.on.last_day()).days // 365)


def threshold_way(way: Alternative) -> str:
    """Say one way to meet the threshold of an ASB case review."""
    hate = way.about == "hate-crime"
    subject = "hate crime" if hate else "antisocial behaviour"
    if way.people and not (way.reports and way.reports > way.people):
        what = f"{way.people} or more people reported the same problem"
    elif way.reports == 1:
        what = f"1 report of {subject}" if hate else "1 report"
    elif way.reports:
        what = f"{way.reports} or more reports" + (f" of {subject}" if hate else "")
    else:
        what = f"reports of {subject}"
    if way.people and way.reports and way.reports > way.people:
        what += f" from {way.people} or more people"
    if way.within_months:
        what += f" in the last {_months(way.within_months)}"
    if way.reported_within_months:
        limit = _any_of_months({way.reported_within_months})
        what += f", each made within {limit} of what happened"
    if way.no_action:
        what += ", and not enough was done"
    return what[0].upper() + what[1:]


LAW = Alternative(reports=3, within_months=6, reported_within_months=1)
"""The law: three reports, or fewer where the area says so, each made within one month of what
happened, and the review asked for within six months. Anti-social Behaviour, Crime and Policing Act
2014, section 104(4) and (11)."""


def clocks(rule: Threshold | None) -> str:
    """Say the two time limits of an ASB case review. What the local rule states goes first."""
    ways = rule.any_of if rule else ()
    report, ask = _limits(ways)
    by_law = "" if report and ask else ", by law unless your area has set others"
    legal_report, legal_ask = _limits([LAW])
    return (
        f"Two time limits{by_law}: report each thing within "
        f"{_any_of_months(report or legal_report)}, "
        f"and ask within {_any_of_months(ask or legal_ask)} of your reports."
    )


def states_both_limits(rule: Threshold) -> bool:
    """Say whether a local rule states both time limits: then its own wording is enough."""
    return all(_limits(rule.any_of))


def _limits(ways: Iterable[Alternative]) -> tuple[set[int], set[int]]:
    """Return the months within which to report, and those within which to ask, that are stated."""
    pairs = [(way.reported_within_months, way.within_months) for way in ways]
    return {report for report, _ in pairs if report}, {ask for _, ask in pairs if ask}


def _any_of_months(counts: set[int]) -> str:
    if counts == {1}:
        return "1 month"
    return f"{in_words([str(count) for count in sorted(counts)], 'or')} months"


def _months(count: int) -> str:
    return "month" if count == 1 else f"{count} months"


def ages(details: VictimService) -> str:
    """Say which ages a service is for, or nothing when that is not stated."""
    if details.age_from and details.age_to:
        return f"Ages {details.age_from} to {details.age_to}"
    if details.age_from:
        return f"Age {details.age_from} and over"
    if details.age_to:
        return f"Up to age {details.age_to}"
    return ""


def offers(accessibility: Answers) -> list[str]:
    """Return what a service surely offers to people who need adjustments."""
    return [ACCESSIBILITY[feature] for feature, answer in accessibility if answer == "yes"]


def listed(values: tuple[str, ...], names: Mapping[str, str]) -> str:
    """Join coded values in words."""
    return in_words([names[value] for value in values], "and")


def for_old_areas(names: Sequence[str]) -> str:
    """Say that what follows is only about some areas of before; nothing where there are none."""
    if not names:
        return ""
    return f"For the old council area{'s' if len(names) > 1 else ''} of {in_words(names, 'and')}. "
