"""The rule for a case review in Easy Read: in, what the record states; out, short sentences.

All numbers come from the record. What it leaves open is as the law has it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from safetyhelp.pages.words import LAW
from safetyhelp.records.model import Alternative, Threshold
from safetyhelp.text.words import counted

HATE_CRIME = "hate-crime"
_Limit = Callable[[Alternative], int | None]


@dataclass(frozen=True, slots=True)
class EasyRule:
    """What Easy Read says of one rule.

    `hate_crime` is the answer of the record: how hate crime is treated. `for_hate_crime` holds the
    sentences about it where fewer reports are enough; they stand first. `known` is false where no
    local rule has been found; `counted` is false where the local rule has no numbers.
    """

    hate_crime: str
    for_hate_crime: tuple[str, ...]
    others: tuple[str, ...]
    clocks: tuple[str, ...]
    known: bool
    counted: bool
    may_have_changed: bool


def easy_rule(rule: Threshold | None, may_have_changed: bool = False) -> EasyRule:
    """Return what Easy Read says of a rule, or of the law where no local rule is known."""
    ways = rule.any_of if rule else ()
    hate = [way for way in ways if way.about == HATE_CRIME]
    others = [way for way in ways if way.about != HATE_CRIME] or ([] if rule else [LAW])
    return EasyRule(
        hate_crime=rule.hate_crime if rule else "not-stated",
        for_hate_crime=tuple(_ways(hate, "For hate crime, you can ask when")),
        others=tuple(_ways(others, _start(hate, rule))),
        clocks=tuple(_clocks(hate, others or [LAW])),
        known=rule is not None,
        counted=bool(others),
        may_have_changed=may_have_changed or bool(rule and rule.caution),
    )


def _start(hate: list[Alternative], rule: Threshold | None) -> str:
    """Return how the rule for other things than hate crime starts."""
    if hate:
        return "For other things, when"
    apart = rule and rule.hate_crime in ("excluded", "own-route")
    return "For other things, you can ask when" if apart else "You can ask when"


def _ways(ways: list[Alternative], start: str) -> Iterator[str]:
    """Yield a sentence for each way to meet the rule, and what must be true for all of them."""
    for number, way in enumerate(ways):
        yield f"{'Or when' if number else start} {_told(way)}."
    if ways and all(way.no_action for way in ways):
        yield "And they did not do enough."


def _told(way: Alternative) -> str:
    """Say who told them, and how often. One report each of several people needs no number."""
    who = f"{way.people} people" if way.people else "you"
    once_each = way.people and not (way.reports and way.reports > way.people)
    if once_each or not way.reports:
        return f"{who} told them"
    return f"{who} told them {counted(way.reports, 'time')}"


def _clocks(hate: list[Alternative], others: list[Alternative]) -> Iterator[str]:
    """Yield the two time limits, for hate crime apart where it has others."""
    for limit, within in (
        (lambda way: way.reported_within_months, "Tell them each time within"),
        (lambda way: way.within_months, "Then ask within"),
    ):
        general, special = _shortest(others, limit), _shortest(hate or others, limit)
        if general == special:
            yield f"{within} {counted(general, 'month')}."
        else:
            yield f"{within} {counted(special, 'month')} for hate crime."
            yield f"For other things, within {counted(general, 'month')}."


def _shortest(ways: list[Alternative], limit: _Limit) -> int:
    """Return the limit that holds for every one of these ways: who keeps it is in time for all."""
    legal = limit(LAW)
    assert legal
    return min(limit(way) or legal for way in ways)
