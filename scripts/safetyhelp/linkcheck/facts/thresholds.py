"""Whether a page still mentions the numbers of an ASB case review threshold. Pure.

Only numbers are compared, never meanings: “three reports in six months” and “at least 3 incidents
during the last 6-month period” both mention three reports and six months.
"""

import itertools
import re
from collections.abc import Iterator

from safetyhelp.evidence.vocabulary import FactResult, Result
from safetyhelp.linkcheck.page.text import Page
from safetyhelp.records.model import Alternative, Threshold
from safetyhelp.text.words import NUMBERS, counted, in_words

_WELSH = ("", "un", "dau|dwy", "tri|tair", "pedwar|pedair", "pum|pump", "chwe|chwech")
_REPORTED = (
    r"(?:reports?|reported|reporting|complaints?|complained|incidents?|occasions?|times|allegations?|"
    r"episodes?|events?|adroddiad\w*|cwyn\w*|achlysur\w*|digwyddiad\w*|gwaith)"
)
_PEOPLE = (
    r"people|persons?|individuals?|households?|residents?|victims?|complainants?|neighbours?|"
    r"families|members|homes|unigolyn|unigolion"
)
_PERSONS = rf"(?:{_PEOPLE}|different|separate|o bobl)"
_COUNT = rf"(?:\d{{1,2}}|{'|'.join(NUMBERS[1:])})"
_MONTHS = r"(?:calendar )?(?:months?|mis)"
_GAP = 70
_TIMES = {1: "once", 2: "twice", 3: "thrice"}


def _number(value: int) -> str:
    forms = [str(value)]
    if 0 < value < len(NUMBERS):
        forms.append(NUMBERS[value])
    if 0 < value < len(_WELSH):
        forms.append(_WELSH[value])
    return rf"(?<![\w.,£-])(?:{'|'.join(forms)})(?![\w%]|[.,]\d)"


def _about(value: int, subject: str, *others: str) -> re.Pattern[str]:
    # No other number may stand between: “3 people or 5 reports” does not mention three reports.
    number = "|".join([r"\d+", *NUMBERS[1:]])
    forms = [
        rf"\b{subject}\b ?[:=] ?{_number(value)}",
        rf"{_number(value)}(?:(?!\b(?:{number})\b)[^.!?\n]){{0,{_GAP}}}?\b{subject}\b",
    ]
    return re.compile("|".join([*forms, *others]), re.IGNORECASE)


def _period(months: int) -> re.Pattern[str]:
    forms = [rf"{_number(months)}(?:\s?\(\w+\))?[ -]{_MONTHS}\b"]
    if months % 12 == 0:
        years = months // 12
        which = r"(?<!half )\b(?:a|the last|the past|past|last|previous|any|per|each)"
        one = rf"|{which} (?:12[ -]month|year)\b"
        forms.append(rf"{_number(years)}[ -]years?\b{one if years == 1 else ''}")
    weeks = round(months * 52 / 12)
    forms.append(rf"{_number(weeks)}[ -]weeks?\b|{_number(months * 30)}[ -]days?\b")
    if months == 6:
        forms.append(r"\bhalf[- ](?:a )?year\b")
    if months == 1:
        forms.append(r"\b(?:a|per|each|every|same|the|calendar) month\b|\b(?:28|30|31) days\b")
    return re.compile("|".join(forms), re.IGNORECASE)


def _wanted(way: Alternative) -> Iterator[tuple[str, re.Pattern[str]]]:
    if way.reports is not None:
        others = [rf"\b{_TIMES[way.reports]}\b"] if way.reports in _TIMES else []
        if way.reports == 1:
            others.append(rf"\b(?:a|any|single) (?:\w+ ){{0,4}}{_REPORTED}\b")
        yield counted(way.reports, "report"), _about(way.reports, _REPORTED, *others)
    if way.people is not None:
        yield f"{way.people} people", _about(way.people, _PERSONS)
    if way.within_months is not None:
        yield f"{way.within_months} months", _period(way.within_months)
    if way.reported_within_months is not None:
        months = way.reported_within_months
        yield counted(months, "month"), _period(months)


_ANY_RULE = re.compile(
    rf"\b{_COUNT}\b[^.!?\n]{{0,{_GAP}}}?\b{_REPORTED}\b[^.!?\n]{{0,{_GAP}}}"
    rf"?\b{_COUNT}[ -]{_MONTHS}\b",
    re.IGNORECASE,
)


def find_threshold(page: Page, threshold: Threshold) -> FactResult:
    """Say whether all numbers of a threshold are still mentioned; if not, what stands there."""
    text = re.sub(r"\s*\n\s*", " \n", page.text)
    missing = [
        what
        for way in threshold.any_of
        for what, pattern in _wanted(way)
        if not pattern.search(text)
    ]
    if not missing:
        return FactResult(Result.CONFIRMED)
    rule = _ANY_RULE.search(text)
    return FactResult(
        Result.MISSING,
        f"The page no longer mentions {in_words(sorted(set(missing)), 'and')}.",
        instead=" ".join(rule[0].split()) if rule else "",
    )


_PEOPLE_FIRST = re.compile(rf"^\W*\w+\W+(?:\w+\W+){{0,2}}?(?:{_PEOPLE})\b", re.IGNORECASE)
_HATE = re.compile(r"\bhate\b|\bmotivated by (?:hostility|prejudice)", re.IGNORECASE)
_NEAR, _MOST_RULES = 300, 20
_SENTENCE_END = re.compile(r"[.!?\n]")


def rules_on(page: Page) -> tuple[tuple[Alternative, str], ...]:
    """Return the ways to meet a threshold that a page states, each with its sentence.

    Each is one that `find_threshold` finds on the page. Other conditions are not read.
    """
    text = page.text
    found: dict[Alternative, str] = {}
    for match in itertools.islice(_ANY_RULE.finditer(text), _MOST_RULES):
        numbers = numbers_in(match[0])
        if len(numbers) != 2:
            continue
        before = _SENTENCE_END.split(text[max(0, match.start() - _NEAR) : match.start()])[-1]
        after = _SENTENCE_END.split(text[match.end() : match.end() + _NEAR])[0]
        sentence = " ".join(f"{before}{match[0]}{after}".split())
        about = "hate-crime" if _HATE.search(sentence) and numbers[0] == 1 else "any"
        count, months = numbers
        of_people = _PEOPLE_FIRST.search(match[0]) is not None
        way = Alternative(
            reports=None if of_people else count,
            people=count if of_people else None,
            within_months=months,
            about=about,
        )
        found.setdefault(way, sentence)
    return tuple(found.items())


_A_NUMBER = re.compile(rf"\b{_COUNT}\b", re.IGNORECASE)


def numbers_in(rule: str) -> tuple[int, ...]:
    """Return the numbers of a rule as a page states it, in figures or words: 3 and 6, say."""
    found = (match[0].lower() for match in _A_NUMBER.finditer(rule))
    return tuple(int(each) if each.isdecimal() else NUMBERS.index(each) for each in found)
