"""What was probably meant: another usual spelling of a value or a key, as we write it.

A proposal never adds a fact: it only leaves out brackets, turns a date around, or names the form
of address that was left out. Whoever wrote the value, or a reviewer, decides.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from safetyhelp.records.formats import FORMATS, TRACKING, is_handed_on
from safetyhelp.text.misleading import QUOTE_MARKS
from safetyhelp.text.words import MONTHS, in_words, nearest


def _phone(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    number = re.sub(r"^(?:tele)?(?:phone|tel)\b[.: ]*", "", text, flags=re.IGNORECASE)
    number = re.sub(r"^(?:\+|00) ?44 ?(?:\(0\))? ?0?", "0", number)
    number = " ".join(re.sub(r"[().–/-]", " ", number).split())
    lost = re.fullmatch(r"[1-378](?: ?[0-9]){8,9}", number)  # a spreadsheet takes the first 0 away
    return f"0{number}" if lost else number


def _email(text: str) -> str:
    bare = re.sub(r"^mailto:([^?]*).*", r"\1", text.strip("<>"), flags=re.IGNORECASE)
    return re.sub(r" ?(?:@|[\[(]at[\])]) ?", "@", bare, flags=re.IGNORECASE).rstrip(".,;")


def _unwrapped(address: str) -> str:
    """Return the address of a page that stands in one which only hands on to it."""
    if not is_handed_on(urlsplit(address)):
        return address
    inside = dict(parse_qsl(urlsplit(address).query))
    return inside.get("url") or inside.get("q") or inside.get("u") or address


def _url(text: str) -> str:
    address = text.strip("<>").rstrip(".,;").replace("&amp;", "&")
    address = re.sub(r"^(?:h*t+ps|htps?):/*|^https:/(?!/)", "https://", address)
    address = re.sub(r"^http:/(?!/)", "http://", address)
    if re.match(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/|$)", address, re.IGNORECASE):
        address = f"https://{address}"
    address = _unwrapped(address)
    parts = urlsplit(address)
    kept = [each for each in parts.query.split("&") if not TRACKING.match(each.partition("=")[0])]
    return urlunsplit(parts._replace(query="&".join(kept)))


def _month(word: str) -> int:
    """Return the number of a month, of which at least three letters stand there; else 0."""
    start = word.title().rstrip(".")
    found = [at for at, month in enumerate(MONTHS, start=1) if month.startswith(start)]
    return found[0] if found and len(start) > 2 else 0


_BEFORE_A_DATE = re.compile(
    r"^(?:(?:page )?(?:last )?(?:updated|reviewed|modified|published)(?: on)?:? ?)?"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,? )?(?:the )?",
    re.IGNORECASE,
)


def _day(text: str) -> str:
    """Turn a date as people in the United Kingdom write it around: the day stands first."""
    text = _BEFORE_A_DATE.sub("", unicodedata.normalize("NFKC", text))
    text = re.sub(r"(?<=\d)(?:T\d|,? (?:at )?\d\d?[:.]\d\d).*$", "", text)
    text = re.sub(r"(?<=\w)-(?=[A-Za-z])|(?<=[A-Za-z])-(?=\d)", " ", text)
    if match := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text):
        return f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    if match := re.fullmatch(r"(\d{1,2})[/.-](\d{4})", text):
        return f"{match[2]}-{int(match[1]):02}"
    if match := re.fullmatch(r"(\d{4})[/.-](\d{1,2})(?:[/.-](\d{1,2}))?", text):
        day = f"-{int(match[3]):02}" if match[3] else ""
        return f"{match[1]}-{int(match[2]):02}{day}"
    if match := re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text):
        return "-".join(match.groups())
    text = re.sub(r"^([A-Za-z]+\.?) (\d{1,2}(?:st|nd|rd|th)?),? (?=\d{4}$)", r"\2 \1 ", text)
    words = re.fullmatch(r"(?:(\d{1,2})(?:st|nd|rd|th)? )?([A-Za-z]+\.?),? (\d{4})", text)
    if words and (month := _month(words[2])):
        day = f"-{int(words[1]):02}" if words[1] else ""
        return f"{words[3]}-{month:02}{day}"
    return text


def _seen(text: str) -> str:
    return "unknown" if _UNKNOWN.fullmatch(text.rstrip(".")) else _day(text)


_UNKNOWN = re.compile(
    r"unknown|unsure|undated|n/?a|none|tb[ac]|[?-]+|no date(?: (?:shown|given|on .*))?|"
    r"not (?:known|sure|shown|given|stated|dated)|(?:i )?(?:do not|don['’]?t) know",
    re.IGNORECASE,
)


def items_in(text: str) -> list[str]:
    """Return the items that stand in a text where a list is wanted, without what is around them."""
    parts = re.split(r"[,;]|(?:^|\s)[•·–—*-]\s*(?=\w)", text.strip().strip("()[]{}"))
    return [item for part in parts if (item := part.strip())]


_SPELLINGS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "uk-phone": _phone,
        "email": _email,
        "uri": _url,
        "date": _day,
        "partial-date": _day,
        "seen-date": _seen,
    }
)


def proposal(name: str, text: str) -> str | None:
    """Return the value of the format `name` that `text` probably stands for, if it is not one."""
    check = FORMATS[name]
    if check(text) is None:
        return None
    bare = " ".join(text.split()).strip(QUOTE_MARKS).strip()
    try:
        better = _SPELLINGS[name](bare)
    except ValueError:  # of a web address with square brackets
        return None
    return better if better and check(better) is None else None


_ONE_OF: Mapping[str, tuple[str, re.Pattern[str]]] = MappingProxyType(
    {
        "uk-phone": ("number", re.compile(r"\+?(?:\(?[0-9]+\)?[ -]?)+(?<=[0-9])")),
        "email": ("address", re.compile(r"[^\s<>(),;:/|]+@[^\s<>(),;:/|]+")),
        "uri": ("address", re.compile(r"(?<![\w/])(?:https?://|www\.)[^\s<>,;|]+")),
    }
)
"""Formats of which people write two into one field, what one of them is called, and its looks."""

_EXTENSION = re.compile(r"(?:\bext(?:n|ension)?\b|\bx|#)[.: ]*([0-9]{1,6})\b", re.IGNORECASE)


def _parts(name: str, text: str) -> tuple[list[str], str]:
    """Return the values of a format that stand in a text, as we write them, and the rest."""
    _, looks = _ONE_OF[name]
    found = []
    for match in looks.finditer(text):
        bare = match[0].rstrip(".").strip()
        value = bare if FORMATS[name](bare) is None else proposal(name, bare)
        if value:
            found.append(value)
            text = text.replace(match[0], " ", 1)
    return list(dict.fromkeys(found)), text


def too_much(name: str, text: str) -> tuple[str, str] | None:
    """Say what stands in a field beside its value, and where to put it; None when nothing does.

    Two numbers, a number with its extension, an address with a name around it.
    """
    if name not in _ONE_OF:
        return None
    what = _ONE_OF[name][0]
    found, rest = _parts(name, text)
    extension = _EXTENSION.search(text) if name == "uk-phone" else None
    if extension and (before := _parts(name, text[: extension.start()])[0]):
        wrong = "There is an extension behind the number: nobody can dial the two in one go."
        example = f"Ask for extension {extension[1]}."
        remedy = f"Write only “{before[0]}” here. Say the rest in “hours”, for example: {example}"
    elif len(found) > 1:
        wrong = f"There is more than one {what} here. A contact has one {what}."
        both = in_words([f"“{value}”" for value in found], "and")
        remedy = f"Keep one here, and make a contact of its own for the other: {both}."
    elif found and name != "uri" and re.search(r"[0-9]{4}", rest):
        wrong = f"There is more than one {what} here. A contact has one {what}."
        remedy = f"Keep only “{found[0]}” here. Write the other out, in a contact of its own."
    elif found and name != "uri" and re.search(r"\w", rest):
        wrong = f"There is more than the {what} here."
        remedy = f"Write only “{found[0]}” here. Put the rest into “for”, “hours” or “caution”."
    else:
        return None
    return wrong, remedy


_FIELD_OF: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "uk-phone": ("a phone number", "phone"),
        "email": ("an e-mail address", "email"),
        "uri": ("a web address", "url"),
    }
)


def of_another_field(name: str, text: str) -> tuple[str, str] | None:
    """Say that a value stands in the field of another, and where to put it, if it does."""
    for other, (what, field) in _FIELD_OF.items():
        value = text if FORMATS[other](text) is None else proposal(other, text)
        if other == "uri" and not re.match(r"https?://|www\.", text, re.IGNORECASE):
            continue  # a word with a full stop in it may be anything
        if name in _FIELD_OF and other != name and value:
            written = f'"{value}"' if other == "uk-phone" else value
            wanted = _FIELD_OF[name][0]
            return f"This is {what}, not {wanted}.", f"Move it: write “{field}: {written}”."
    return None


# What people write for a key that has another name here.
_SYNONYMS: Mapping[str, str] = MappingProxyType(
    {
        "area": "covers",
        "areas": "covers",
        "description": "summary",
        "e_mail": "email",
        "email_address": "email",
        "link": "url",
        "mail": "email",
        "mobile": "phone",
        "note": "notes",
        "opening_hours": "hours",
        "opening_times": "hours",
        "phone_number": "phone",
        "purpose": "for",
        "sms": "text_phone",
        "tel": "phone",
        "telephone": "phone",
        "text": "text_phone",
        "title": "name",
        "web": "url",
        "website": "url",
    }
)
_ADDRESSES = frozenset({"address", "postcode", "location", "street"})


def _word(key: str) -> str:
    return key.lower().replace("-", "_")


def is_address_key(key: str) -> bool:
    """Say whether somebody wanted to write a street address under a key: there is no place."""
    return _word(key) in _ADDRESSES


def meant_key(key: str, known: Sequence[str]) -> str | None:
    """Return the key that somebody meant who wrote one that is not known; None if nobody can tell.

    For a street address there is none, whatever is like it.
    """
    if is_address_key(key):
        return None
    word = _word(key)
    synonym = _SYNONYMS.get(word)
    return synonym if synonym in known else nearest(word, known)
