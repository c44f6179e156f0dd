"""Phone numbers on a page, however they are written. Pure.

A number counts only when it stands there whole and by itself: not inside a longer number, not in
a sentence that says that it is out of use.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

import phonenumbers

from safetyhelp.evidence.vocabulary import FactResult, Result
from safetyhelp.linkcheck.facts.context import label_beside, label_of_line, says_out_of_use
from safetyhelp.linkcheck.facts.short_numbers import find_short
from safetyhelp.linkcheck.page.text import Page
from safetyhelp.records.phones import national

# Between the groups of a number: spaces, dots, brackets, hyphens and dashes of all kinds, slashes.
_BETWEEN = r"[ .()\[\]/\u00b7\u2010-\u2015\u2212-]{0,4}"
_START = rf"(?:(?:\+|\b00)\(?{_BETWEEN}44\)?{_BETWEEN}(?:\(?0\)?)?|\(?0)"
_NUMBER = re.compile(rf"(?<![\d+]){_START}(?:{_BETWEEN}\d){{9,10}}(?!\d)")
_WITHOUT_PLUS = re.compile(
    rf"(?<![\d+])44{_BETWEEN}(?:\(?0\)?{_BETWEEN})?[1-9](?:{_BETWEEN}\d){{8,9}}(?!\d)"
)
# “0161 234 5678/9”: the second number has another last digit or two.
_ALTERNATIVE = re.compile(r" ?/ ?(\d{1,4})(?![\d:])")
# Digits that may stand before a number: hours, a time, a list's number, the relay prefix, a year.
_MAY_PRECEDE = re.compile(
    r"""
    (?:^|\D)
    (?: 24\s?/\s?7 | \d{1,2}[:.]\d\d | \d{1,2}[.)] | \d{1,2}\s?[\u2010-\u2015-]\s?\d{1,2}
      | 1800[012] | (?:19|20)\d\d )
    [ .:)\u2010-\u2015-]*$
    """,
    re.VERBOSE,
)
# Digits that may follow one: another number, hours, a time.
_MAY_FOLLOW = re.compile(
    r"""
    [ .()/\u2010-\u2015-]*
    (?: \(?(?:\+|00)\s?44 | \(?0[ \d(] | 24\s?/\s?7 | (?:999|101|112)\b | \d+[.)]\s
      | \d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|noon|hours?|hrs?|a\.m|p\.m
                                |(?:[\u2010-\u2015-]|to|until|till)\s?\d) )
    """,
    re.IGNORECASE | re.VERBOSE,
)
# How many characters around a number can say something about it.
_NEAR = 200
_LABEL_WORDS = re.compile(
    r"(?:^|[^a-z])(?:t|p|m|tel|telephone|phone|ph|call|ring|dial|mob|mobile|number|no|text|sms|fax|"
    r"minicom|helpline|hotline|on|or|to|at|and)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One phone number in a line of a page: its digits as dialled, and what stands around it."""

    digits: str
    line: int
    before: str
    after: str

    @property
    def out_of_use(self) -> bool:
        """Say whether the sentence says that the number is not to be used."""
        return says_out_of_use(self.before, self.after)


def is_number(digits: str) -> bool:
    """Say whether digits can be a number of the United Kingdom at all."""
    try:
        return bool(phonenumbers.is_valid_number(phonenumbers.parse(digits, "GB")))
    except phonenumbers.NumberParseException:
        return False


def in_words(digits: str) -> str:
    """Return a number with the spaces that people expect."""
    try:
        number = phonenumbers.parse(digits, "GB")
    except phonenumbers.NumberParseException:
        return digits
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL))


def _stands_alone(line: str, start: int, end: int) -> bool:
    """Say whether a number is not a part of a longer one, nor stuck to a word."""
    before, after = line[max(0, start - _NEAR) : start], line[end : end + _NEAR]
    if before and before[-1].isalpha() and not _LABEL_WORDS.search(before):
        return False
    if re.search(r"\d[ .()/\u2010-\u2015-]{0,2}$", before) and not _MAY_PRECEDE.search(before):
        others = [match.end() for match in _NUMBER.finditer(before)]
        if not others or before[others[-1] :].strip(" .()/-\u2013"):
            return False
    if re.match(r"[A-Za-z_]", after) and re.match(r"[0-9a-f_-]{4}", after):
        return False  # an identifier, not a sentence that lost its space
    return not re.match(r"[ .()/\u2010-\u2015-]{0,2}\d", after) or bool(_MAY_FOLLOW.match(after))


def mentions(page: Page) -> Iterator[Mention]:
    """Yield every full phone number on a page."""
    for index, line in enumerate(page.lines):
        spans = []
        for pattern in (_NUMBER, _WITHOUT_PLUS):
            spans += [match.span() for match in pattern.finditer(line)]
        last = 0
        for start, end in sorted(spans):
            if start < last:
                continue
            digits = national(line[start:end])
            alternative = _ALTERNATIVE.match(line[end:])
            tail = end + (alternative.end() if alternative else 0)
            if not _stands_alone(line, start, tail):
                continue
            before = line[max(last, start - _NEAR) : start]
            after = _until_next_number(line[tail : tail + _NEAR])
            yield Mention(digits, index, before, after)
            if alternative:
                other = digits[: -len(alternative[1])] + alternative[1]
                yield Mention(other, index, before, after)
            last = tail


def _until_next_number(text: str) -> str:
    following = _NUMBER.search(text)
    return text[: following.start()] if following else text


def _linked(page: Page, digits: str) -> int | None:
    """Return the line of a tel: link to a number, None when there is none."""
    for address, line in page.links:
        scheme, _, rest = address.partition(":")
        if scheme in ("tel", "sms", "callto"):
            number = unquote(rest).partition(";")[0].partition("?")[0].partition(",")[0]
            if national(number) == digits:
                return line
    return None


def _find_long(page: Page, digits: str) -> FactResult | None:
    for mention in mentions(page):
        if mention.digits == digits and not mention.out_of_use:
            return FactResult(
                Result.CONFIRMED, label=label_beside(page, mention.line, mention.before)
            )
    return None


def _find_relay(page: Page, digits: str) -> FactResult | None:
    spaced = _BETWEEN.join(digits)
    for index, line in enumerate(page.lines):
        match = re.search(rf"(?<!\d){spaced}(?!\d)", line)
        if match:
            return FactResult(
                Result.CONFIRMED, label=label_beside(page, index, line[: match.start()])
            )
    return None


def find_phone(page: Page, phone: str) -> FactResult | None:
    """Return where a number stands on a page; None when it does not stand there."""
    digits = national(phone)
    if digits.startswith("1800") and len(digits) > 5:
        found = _find_relay(page, digits)
    elif len(digits) < 9:
        found = find_short(page, digits)
    else:
        found = _find_long(page, digits)
    if found is None:
        line = _linked(page, digits)
        if line is not None and not _only_out_of_use(page, digits):
            return FactResult(Result.CONFIRMED, label=label_of_line(page, line))
    return found


def _only_out_of_use(page: Page, digits: str) -> bool:
    same = [mention for mention in mentions(page) if mention.digits == digits]
    return bool(same) and all(mention.out_of_use for mention in same)


def stands_in(text: str, phone: str) -> bool:
    """Say whether a number stands anywhere in a raw text, such as a script."""
    digits = national(phone)
    if len(digits) < 9:
        return False
    return re.search(_BETWEEN.join(digits[1:]), text) is not None
