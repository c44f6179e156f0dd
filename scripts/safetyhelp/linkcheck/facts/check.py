"""Whether a page still says what a record says. Pure: a page and a value in, a result out."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from safetyhelp.evidence.vocabulary import FAILING, UNKNOWN, FactResult, Judgement, Kind, Result
from safetyhelp.linkcheck.facts import emails, phones
from safetyhelp.linkcheck.facts.context import label_beside
from safetyhelp.linkcheck.facts.thresholds import find_threshold
from safetyhelp.linkcheck.page.text import Page
from safetyhelp.linkcheck.web.observation import Observation
from safetyhelp.records.model import Threshold


@dataclass(frozen=True, slots=True)
class ExpectedFact:
    """One value that should stand on a page. `labels` are words that may stand beside it."""

    kind: Kind
    value: str
    other_values: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    threshold: Threshold | None = None


# Words that say little about whose number stands there.
_SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        """the a an of and for in at to on by your our us with cic ltd limited team phone call ring
        telephone tel number e mail email write contact service office line""",
    )
)


def _letters(text: str) -> str:
    """Return the words of a text in lower case, without marks, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ")).lower()
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'")
    return " ".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))


def _name_forms(name: str) -> Iterator[str]:
    yield name
    short = re.sub(r"\s*\([^)]*\)", "", name).strip()
    if short != name and len(short) > 3:
        yield short
    if name.lower().startswith("the "):
        yield name[4:]


def _find_name(page: Page, name: str) -> FactResult | None:
    lines = (page.title, *page.lines)
    for form in _name_forms(name):
        wanted = f" {_letters(form)} "
        if wanted.strip() and any(wanted in f" {_letters(line)} " for line in lines):
            return FactResult(Result.CONFIRMED)
    # A name that is broken over two lines, as in a logo.
    joined = f" {_letters(' '.join(lines))} "
    if len(_letters(name).split()) > 2 and f" {_letters(name)} " in joined:
        return FactResult(Result.CONFIRMED)
    return None


def _content_words(text: str) -> frozenset[str]:
    return frozenset(_letters(text).split()) - _SMALL_WORDS


def _others(page: Page, kind: Kind) -> Iterator[tuple[str, str]]:
    """Yield (value, its label) for every value of a kind on a page."""
    if kind is Kind.PHONE:
        for mention in phones.mentions(page):
            if not mention.out_of_use and phones.is_number(mention.digits):
                label = label_beside(page, mention.line, mention.before)
                yield phones.in_words(mention.digits), label
    elif kind is Kind.EMAIL:
        for address, line, before in emails.addresses(page):
            yield address, label_beside(page, line, before)


def _instead(page: Page, wanted: ExpectedFact, label: str) -> str:
    """Return the value that now stands beside the same label; empty when none does for sure.

    The label that was seen beside the value counts first; then the words of the record.
    """
    others = dict(reversed(list(_others(page, wanted.kind))))
    for sought in filter(None, (label, *wanted.labels)):
        words = _content_words(sought)
        fitting = [
            value
            for value, beside in others.items()
            if words and (words <= _content_words(beside) or _content_words(beside) == words)
        ]
        if len(fitting) == 1:
            return fitting[0]
    return ""


def _in_what_is_not_shown(page: Page, wanted: ExpectedFact) -> str:
    """Say where else a value stands: in a part that is hidden at first, or in a script."""
    if wanted.kind is Kind.NAME:
        return ""
    finder, stands_in = (
        (phones.find_phone, phones.stands_in)
        if wanted.kind is Kind.PHONE
        else (emails.find_email, emails.stands_in)
    )
    if page.hidden and finder(Page(lines=page.hidden), wanted.value):
        return "It stands only in a part of the page that is hidden at first."
    if stands_in(page.scripts, wanted.value):
        return "It stands only in a script of the page, so a browser is needed to see it."
    return ""


_FINDERS: Mapping[Kind, Callable[[Page, str], FactResult | None]] = MappingProxyType(
    {Kind.PHONE: phones.find_phone, Kind.EMAIL: emails.find_email, Kind.NAME: _find_name}
)


def look_for(
    page: Page, wanted: ExpectedFact, *, whole: bool = True, label: str = ""
) -> FactResult:
    """Look for a value on a page. `label` is what stood beside it when it was last seen."""
    if wanted.kind is Kind.THRESHOLD:
        assert wanted.threshold is not None
        found: FactResult | None = find_threshold(page, wanted.threshold)
        assert found is not None
        if found.result is Result.CONFIRMED:
            return found
        missing = found
    else:
        for value in (wanted.value, *wanted.other_values):
            found = _FINDERS[wanted.kind](page, value)
            if found is not None:
                return found
        missing = FactResult(Result.MISSING, "It is no longer on the page.")
    if page.needs_javascript:
        return FactResult(Result.CANNOT_TELL, "The page shows its text only with JavaScript.")
    if not whole:
        return FactResult(Result.CANNOT_TELL, "Only the first part of the page arrived.")
    if wanted.kind is Kind.THRESHOLD:
        return missing
    elsewhere = _in_what_is_not_shown(page, wanted)
    if elsewhere:
        return FactResult(Result.CANNOT_TELL, elsewhere)
    return replace(missing, instead=_instead(page, wanted, label))


def check(
    seen: Observation, judgement: Judgement, wanted: ExpectedFact, label: str = ""
) -> FactResult:
    """Look for a value on the page that was visited, if there was one that can be read."""
    if judgement.verdict in FAILING | UNKNOWN:
        return FactResult(Result.CANNOT_TELL, judgement.summary)
    if seen.page is None:
        kind = seen.content_type or "an unknown kind"
        return FactResult(Result.CANNOT_TELL, f"The page is not a web page ({kind}).")
    return look_for(seen.page, wanted, whole=seen.whole, label=label)
