"""The words of drafts: our own, never a site's. Pure."""

from collections.abc import Mapping
from types import MappingProxyType

from safetyhelp.areas.on_a_day import POLICE_AREAS
from safetyhelp.dataset.wanted import (
    ASB_REPORT,
    CASE_REVIEW,
    COMPLAINTS,
    EMAIL,
    HATE_CRIME,
    PARTNERSHIP,
    PHONE,
    RESTORATIVE_JUSTICE,
    THRESHOLD,
    VICTIM_SERVICE,
    Wanted,
)
from safetyhelp.discovery.values import rule_of
from safetyhelp.evidence.lookups import Candidate, FoundValue
from safetyhelp.records.model import Alternative
from safetyhelp.text.words import NUMBERS, in_words
from safetyhelp.yaml.parse import Value

_PURPOSES: Mapping[str, str] = MappingProxyType(
    {
        CASE_REVIEW: "Ask for an ASB case review",
        ASB_REPORT: "Report antisocial behaviour to the council",
        HATE_CRIME: "Report hate crime to the council",
        PARTNERSHIP: "Get in touch with the partnership",
        RESTORATIVE_JUSTICE: "Ask about restorative justice",
        VICTIM_SERVICE: "Ask for help after a crime",
        COMPLAINTS: "Complain about the police force",
    }
)


def purpose_of(want: Wanted) -> str:
    """Return what a contact is for."""
    purpose = _PURPOSES[want.topic]
    return purpose.replace("the council", "the police") if want.level == POLICE_AREAS else purpose


def settings_of(want: Wanted, area: str, best: Candidate) -> dict[str, str]:
    """Return what a new record says besides its contact, as options of a new record are given."""
    if want.topic == PARTNERSHIP:
        if best.name:
            return {"name": best.name}
        return {"name": f"{area} Community Safety Partnership", "name_unconfirmed": "yes"}
    if want.topic in (ASB_REPORT, HATE_CRIME):
        is_hate = want.topic == HATE_CRIME
        about = "hate crime" if is_hate else "antisocial behaviour"
        return {
            "name": f"{area} Council: {about}",
            "summary": f"The council's own page about {about}.",
            "takes": "hate-crime" if is_hate else "antisocial-behaviour",
            "run_by": "council",
        }
    if want.topic == RESTORATIVE_JUSTICE:
        return {
            "name": best.name or f"Restorative justice in {area}",
            "summary": "You can ask about restorative justice here. Both sides must agree.",
            "run_by": "unknown",
        }
    if want.topic == VICTIM_SERVICE:
        return {
            "name": best.name or f"Help for victims in {area}",
            "summary": "Help for people who were hurt by a crime.",
            "run_by": "unknown",
            "helps_with": "any-crime",
        }
    return {}


def apply_in_words(best: Candidate, values: tuple[FoundValue, ...]) -> str:
    """Return how to apply, by the ways that the page offers; empty when it offers none."""
    there = {value.what for value in values}
    ways = []
    if "form" in best.ways:
        ways.append("fill in the form on the council's page")
    if PHONE in there:
        ways.append("phone")
    if EMAIL in there:
        ways.append("write an e-mail")
    return f"{in_words(ways).capitalize()}." if ways else ""


def _number(count: int | None) -> str:
    return NUMBERS[count] if count is not None and count < len(NUMBERS) else str(count)


def way_in_words(way: Alternative) -> str:
    """Return one way to meet a threshold as a sentence."""
    months = f"{_number(way.within_months)} month{'' if way.within_months == 1 else 's'}"
    if way.people:
        return f"{_number(way.people).capitalize()} people made reports in {months}."
    plural = "" if way.reports == 1 else "s"
    about = " of hate crime" if way.about == "hate-crime" else ""
    return f"You made {_number(way.reports)} report{plural}{about} in {months}."


def threshold_fields(best: Candidate, values: tuple[FoundValue, ...]) -> dict[str, Value]:
    """Return the rule as a record holds it; empty when the page states none."""
    ways = [rule_of(value.value) for value in values if value.what == THRESHOLD]
    if not ways:
        return {}
    any_of: list[Value] = []
    for way in ways:
        numbers = {
            key: str(number)
            for key in ("reports", "people", "within_months")
            if (number := getattr(way, key)) is not None
        }
        any_of.append({**numbers, **({"about": way.about} if way.about != "any" else {})})
    first, *others = [way_in_words(way) for way in ways]
    wording = " ".join([first, *(f"Or {other[0].lower()}{other[1:]}" for other in others)])
    return {
        "any_of": any_of,
        "hate_crime": "fewer-reports"
        if any(w.about == "hate-crime" for w in ways)
        else "not-stated",
        "wording": wording,
        "source": best.url,
        "seen": best.seen or "unknown",
    }
