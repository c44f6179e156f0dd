"""Whether a page still says what a record says. Pure: a page and a value in, a result out."""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from safetyhelp.evidence.vocabulary import (
    FAILING,
    UNKNOWN,
    FactResult,
    Judgement,
    Kind,
    Result,
    fact_key,
)
from safetyhelp.linkcheck.facts import emails, names, phones
from safetyhelp.linkcheck.facts.doubt import NO_DOUBT, Doubt, doubt_about
from safetyhelp.linkcheck.facts.mention import Mention, label_beside
from safetyhelp.linkcheck.facts.names import letters
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


_MOST_MENTIONS = 1_000
_MOST_BESIDE = 100
_LONGEST_NOTICE = 120
"""A page of fewer characters may be a notice in place of the page, in whatever words."""
_SAYS_LITTLE = "The page has only a few words, so it may not be the page that is meant."
_BEST_FIRST = (Result.CONFIRMED, Result.DOUBTFUL, Result.MISSING)
_NOWHERE = FactResult(Result.MISSING, "It is no longer on the page.")
# Words that say little about whose number stands there.
_SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        """the a an of and for in at to on by your our us with cic ltd limited team phone call ring
        telephone tel number e mail email write contact service office line or if you need more
        please general main direct free freephone landline mobile text textphone minicom sms
        enquiries helpline hotline day daytime night evening hours out open urgent non emergency
        information speak talk someone us me report reporting ask get help advice""",
    )
)


def _content_words(text: str) -> frozenset[str]:
    return frozenset(letters(text).split()) - _SMALL_WORDS


def _every(page: Page, kind: Kind) -> Iterable[Mention]:
    """Return every place of a page at which a number or an address stands."""
    return phones.mentions(page) if kind is Kind.PHONE else emails.mentions(page)


def _as_written(kind: Kind, value: str) -> str:
    """Return a number or an address as people write it."""
    return phones.in_words(value) if kind is Kind.PHONE else value


def _in_use(page: Page, kind: Kind, mention: Mention) -> bool:
    possible = kind is not Kind.PHONE or phones.is_number(mention.value)
    return possible and not _doubt(page, mention, ()).sure


def _fits(sought: frozenset[str], beside: frozenset[str]) -> bool:
    return bool(sought) and (sought <= beside or beside == sought)


def _instead(page: Page, wanted: ExpectedFact, label: str) -> str:
    """Return the value that now stands beside the same label; empty when none does for sure.

    The label that was seen beside the value counts first; then the words of the record. Words that
    stand beside very many values name none of them.
    """
    own = fact_key(wanted.kind, wanted.value)
    others = [
        (mention, _content_words(label_beside(page, mention.line, mention.before)))
        for mention in _every(page, wanted.kind)
        if fact_key(wanted.kind, mention.value) != own
    ]
    for sought in map(_content_words, (label, *wanted.labels)):
        beside = [mention for mention, words in others if _fits(sought, words)]
        if len(beside) > _MOST_BESIDE:
            continue
        values = {mention.value for mention in beside if _in_use(page, wanted.kind, mention)}
        if len(values) == 1:
            return _as_written(wanted.kind, values.pop())
    return ""


def _of_another(page: Page, wanted: ExpectedFact, label: str) -> Doubt:
    """Doubt a value whose label has nothing of the record's words, when another's label has."""
    own = _content_words(label)
    ours = [words for each in wanted.labels if (words := _content_words(each))]
    if not own or any(own & words for words in ours):
        return NO_DOUBT
    for mention in _every(page, wanted.kind):
        theirs = _content_words(mention.before)
        if len(theirs) > 1 and any(theirs <= words or words <= theirs for words in ours):
            value = _as_written(wanted.kind, mention.value)
            return Doubt(f"{label}: …; {mention.before.strip()[-60:]} {value}")
    return NO_DOUBT


def _doubt(page: Page, mention: Mention, labels: tuple[str, ...]) -> Doubt:
    return doubt_about(page, mention.line, mention.cell, mention.before, mention.after, labels)


def _elsewhere(page: Page, wanted: ExpectedFact, value: str) -> str:
    """Say where else a value stands: in pieces, in a part that is hidden at first, in a script."""
    if wanted.kind is Kind.NAME:
        pieces = names.stands_in_pieces(page, value)
        return "It stands only in a part that is hidden at first, or in pieces." if pieces else ""
    module = phones if wanted.kind is Kind.PHONE else emails
    if any(module.mentions_of(Page(lines=page.hidden), value)):
        return "It stands only in a part of the page that is hidden at first."
    if module.stands_in_pieces(page, value):
        return "It stands only in pieces, so a person has to look."
    if module.stands_in(page.scripts, value):
        return "It stands only in a script of the page, so a browser is needed to see it."
    return ""


def _mentions(page: Page, wanted: ExpectedFact, value: str) -> Iterator[Mention]:
    """Yield where a value stands, in the words of the page and in what its links phone or write."""
    if wanted.kind is Kind.NAME:
        yield from names.mentions_of(page, value)
        return
    module = phones if wanted.kind is Kind.PHONE else emails
    yield from module.mentions_of(page, value)
    for link in module.linked(page, value):
        before, words, after = page.line(link.line).partition(link.words)
        cell = before.count("\t") if words else 0
        # The words of a link are the label of the number behind it.
        yield Mention(value, link.line, cell, f"{before}{words}", after if words else "")


def _find(page: Page, wanted: ExpectedFact, value: str) -> FactResult | None:
    """Say what is found of a value on a page; None when it does not stand there.

    One doubt is enough for a number or an address. A name stands in many places of a page, and
    only what is said at each of them is said of it.
    """
    found = [*itertools.islice(_mentions(page, wanted, value), _MOST_MENTIONS)]
    if not found:
        return None
    doubts = [_doubt(page, mention, wanted.labels) for mention in found]
    if all(doubt.sure for doubt in doubts):
        why = f"The page says that it is not to be used: “{doubts[0].words}”."
        return FactResult(Result.MISSING, why)
    if wanted.kind is Kind.NAME:
        label, doubt = "", doubts[0] if all(doubts) else NO_DOUBT
    else:
        label = label_beside(page, found[0].line, found[0].before)
        module = phones if wanted.kind is Kind.PHONE else emails
        doubt = next((doubt for doubt in doubts if doubt), NO_DOUBT)
        doubt = doubt or Doubt(module.contradicted(page, value))
        doubt = doubt or _of_another(page, wanted, label)
    if doubt:
        why = f"It stands there, but the page also says: “{doubt.words}”."
        return FactResult(Result.DOUBTFUL, why, label)
    return FactResult(Result.CONFIRMED, label=label)


def look_for(
    page: Page, wanted: ExpectedFact, *, whole: bool = True, label: str = ""
) -> FactResult:
    """Look for a value on a page. `label` is what stood beside it when it was last seen."""
    if wanted.kind is Kind.THRESHOLD:
        assert wanted.threshold is not None
        found = find_threshold(page, wanted.threshold)
    else:
        results = [_find(page, wanted, value) for value in (wanted.value, *wanted.other_values)]
        standing = [result for result in results if result is not None]
        found = min(standing, key=lambda result: _BEST_FIRST.index(result.result), default=_NOWHERE)
    if found.result is Result.CONFIRMED:
        return found
    nowhere = found is _NOWHERE or wanted.kind is Kind.THRESHOLD
    unseen = _why_unseen(page, wanted, whole=whole) if nowhere else ""
    if unseen:
        return FactResult(Result.CANNOT_TELL, unseen)
    if wanted.kind in (Kind.PHONE, Kind.EMAIL):
        found = replace(found, instead=_instead(page, wanted, label))
    if nowhere and not found.instead and _says_little(page):
        return FactResult(Result.CANNOT_TELL, _SAYS_LITTLE)
    return found


def _says_little(page: Page) -> bool:
    """Say whether a page has few words and no contact at all, like a notice in its place."""
    contacts = itertools.chain(phones.mentions(page), emails.mentions(page))
    return len(page.text) < _LONGEST_NOTICE and next(contacts, None) is None


def _why_unseen(page: Page, wanted: ExpectedFact, *, whole: bool) -> str:
    """Say why a value that was not found may stand there all the same; empty when it may not."""
    if page.needs_javascript:
        return "The page shows its text only with JavaScript."
    if not whole:
        return "Only the first part of the page arrived."
    if wanted.kind is Kind.THRESHOLD:
        return ""
    values = (wanted.value, *wanted.other_values)
    return next(filter(None, (_elsewhere(page, wanted, value) for value in values)), "")


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
