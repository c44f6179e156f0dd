"""Phone numbers on a page, however they are written. Pure.

A number counts only when it stands there whole and by itself: not inside a longer number.
"""

import functools
import re
from collections.abc import Iterator
from urllib.parse import unquote

import phonenumbers

from safetyhelp.linkcheck.facts.mention import Mention
from safetyhelp.linkcheck.facts.short_numbers import short_mentions
from safetyhelp.linkcheck.page.text import ContactLink, Page
from safetyhelp.records.phones import national

# Between the groups of a number: spaces, dots, brackets, hyphens and dashes of all kinds, slashes.
_BETWEEN = r"[ .()\[\]/\u00b7\u2010-\u2015\u2212-]{0,4}"
# The same over the ends of cells and lines, and over the commas and quotes of a script.
_IN_PIECES = r"[\s.()\[\]/\u00b7\u2010-\u2015\u2212,_'\"+-]{0,6}"
_START = rf"(?:(?:\+|\b00)\(?{_BETWEEN}44\)?{_BETWEEN}(?:\(?0\)?)?|\(?0)"
_NUMBER = re.compile(rf"(?<![\d+]){_START}(?:{_BETWEEN}\d){{9,10}}(?!\d)")
_WITHOUT_PLUS = re.compile(
    rf"(?<![\d+])44{_BETWEEN}(?:\(?0\)?{_BETWEEN})?[1-9](?:{_BETWEEN}\d){{8,9}}(?!\d)"
)
# “0161 234 5678/9”: the second number has another last digit or two.
_ALTERNATIVES = re.compile(r"(?: ?/ ?\d{1,4}(?![\d:]))+")
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
    (?: \(?(?:\+|00)\s?44 | \(?0[ \d(]
      | (?<=[(])\d{1,2}\) | 24\s?/\s?7 | (?:999|101|112)\b | \d+[.)]\s
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


def mentions(page: Page) -> tuple[Mention, ...]:
    """Return every full phone number on a page."""
    return _mentions_in(page.lines)


@functools.lru_cache(maxsize=4)  # a page is asked for one value after the other
def _mentions_in(lines: tuple[str, ...]) -> tuple[Mention, ...]:
    return tuple(_found_in(lines))


def _found_in(lines: tuple[str, ...]) -> Iterator[Mention]:
    for index, line in enumerate(lines):
        spans = []
        for pattern in (_NUMBER, _WITHOUT_PLUS):
            spans += [match.span() for match in pattern.finditer(line)]
        last = 0
        for start, end in sorted(spans):
            if start < last:
                continue
            digits = national(line[start:end])
            alternatives = _ALTERNATIVES.match(line, end)
            tail = alternatives.end() if alternatives else end
            if not _stands_alone(line, start, tail):
                continue
            before = line[max(last, start - _NEAR) : start]
            after = _until_next_number(line[tail : tail + _NEAR])
            cell = line.count("\t", 0, start)
            yield Mention(digits, index, cell, before, after)
            for other in re.findall(r"\d+", line[end:tail]):
                yield Mention(digits[: -len(other)] + other, index, cell, before, after)
            last = tail


def _until_next_number(text: str) -> str:
    following = _NUMBER.search(text)
    return text[: following.start()] if following else text


def numbers_in(text: str) -> frozenset[str]:
    """Return the full phone numbers in a few words."""
    return frozenset(mention.value for mention in mentions(Page(lines=(text,))))


def _linked(page: Page) -> Iterator[tuple[str, ContactLink]]:
    for link in page.links:
        scheme, _, rest = link.address.partition(":")
        if scheme in ("tel", "sms", "callto"):
            yield national(re.split("[;?,]", unquote(rest), maxsplit=1)[0]), link


def linked(page: Page, phone: str) -> Iterator[ContactLink]:
    """Yield the links that phone or text a number."""
    return (link for number, link in _linked(page) if number == national(phone))


def contradicted(page: Page, phone: str) -> str:
    """Return the words of a link that shows one number and dials another; empty when none does."""
    digits = national(phone)
    for number, link in _linked(page):
        shown = numbers_in(link.words)
        if shown and number not in shown and digits in (number, *shown):
            return f"{link.words} → {number}"
    return ""


def _relay_mentions(page: Page, digits: str) -> Iterator[Mention]:
    spaced = _BETWEEN.join(digits)
    for index, line in enumerate(page.lines):
        for match in re.finditer(rf"(?<!\d){spaced}(?!\d)", line):
            cell = line.count("\t", 0, match.start())
            yield Mention(digits, index, cell, line[: match.start()], line[match.end() :])


def mentions_of(page: Page, phone: str) -> Iterator[Mention]:
    """Yield every place at which a full number, a relay's or a short one stands on a page."""
    digits = national(phone)
    if digits.startswith("1800") and len(digits) > 5:
        yield from _relay_mentions(page, digits)
    elif len(digits) < 9:
        yield from short_mentions(page, digits)
    else:
        yield from (mention for mention in mentions(page) if mention.value == digits)


def stands_in_pieces(page: Page, phone: str) -> bool:
    """Say whether a number stands in the text of a page over the ends of cells or lines."""
    digits = national(phone)
    found = re.finditer(rf"(?<!\d){_IN_PIECES.join(digits)}(?!\d)", page.text)
    return len(digits) > 8 and any(re.search(r"[\n\t,_]", match[0]) for match in found)


def stands_in(text: str, phone: str) -> bool:
    """Say whether a number stands anywhere in a raw text, such as a script, also in pieces."""
    digits = national(phone)
    if len(digits) < 9:
        return False
    return re.search(_IN_PIECES.join(digits[1:]), text) is not None
