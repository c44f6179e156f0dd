"""Sentences that tell the reader to get in touch with somebody: found by their words. Pure.

    referrals("Ask your council. Or phone 101.")
    # (Referral("Ask your council.", {Who.COUNCIL}), Referral("Or phone 101.", {Who.POLICE}))

No such sentence may be a dead end: wherever one stands, a number, an e-mail address or a link must
stand with it. The words are data: add to them when a sentence slips through, and add the sentence
to tests/referrals/asking.txt.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from types import MappingProxyType


class Who(Enum):
    """Whom a sentence sends the reader to, as far as a page can give the way by itself."""

    COUNCIL = "council"
    POLICE = "police"
    EMERGENCY = "emergency"
    OTHER = "other"


TOUCH = (
    "phone", "call", "ring", "text", "ask", "tell", "e-mail", "email", "contact", "write to",
    "speak to", "speak with", "talk to", "complain to", "report to", "report it to",
    "report this to", "send it to", "apply to", "go to", "get in touch with",
)  # fmt: skip
"""Verbs, in the form of a request, that are followed by the body to get in touch with."""

HAND_OVER = ("report", "send", "give", "take", "make", "bring")
"""Verbs that are followed by a thing, and then by “to” and the body."""

LOOK_UP = ("use", "open", "visit", "read", "try", "look at", "look for", "look on", "start with")
"""Verbs that are followed by a place to read or to fill in."""

BODIES: Mapping[Who, tuple[str, ...]] = MappingProxyType(
    {
        Who.EMERGENCY: ("999",),
        Who.POLICE: ("101", "police", "force", "officer", "officers", "sergeant"),
        Who.COUNCIL: ("council", "councils", "council’s"),
        Who.OTHER: (
            "advocate", "association", "authority", "body", "centre", "charity", "commissioner",
            "commissioner’s", "councillor", "department", "group", "helpline", "housing", "hub",
            "landlord", "line", "manager", "office", "ombudsman", "organisation", "partnership",
            "relay", "safeguarding", "service", "services", "society", "support", "team", "teams",
            "trust", "unit",
        ),
    }
)  # fmt: skip
"""Nouns and numbers that stand for somebody."""

PLACES = ("website", "websites", "page", "pages", "site", "form", "app", "contact")
"""Nouns for what the reader is told to look up."""

_STARTS = (
    "and", "or", "then", "also", "first", "please", "to", "can", "may", "could", "should", "must",
    "always", "now", "just", "danger", "emergency",
)  # fmt: skip
"""Words in front of a verb that tells; in front of one that only reports stands its subject."""

_NOT = re.compile(r"\b(?:not|never|without|nobody)\b(?:\s+[\w’]+){0,3}\s*$", re.IGNORECASE)
"""What stands in front of a verb that asks for nothing: “you do not have to tell the police”."""

_FAR = 9
"""How many words may stand between a verb and its body: “ask who runs the case review in …”."""


@dataclass(frozen=True, slots=True)
class Referral:
    """One sentence that tells the reader to get in touch, and with whom."""

    sentence: str
    who: frozenset[Who]


def _either(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_BETWEEN = rf"(?:[^\s.!?;]+\s+){{0,{_FAR}}}?"
_NOUNS = {who: rf"(?:{_either(nouns)})(?![\w-])" for who, nouns in BODIES.items()}
_BODY = "|".join(_NOUNS.values())
_START = rf"(^|[,:;(“]\s*|\b(?:{_either(_STARTS)})\s+)"
# A name right behind the verb stands for a body, whatever it is: “Phone Voice.”
_NAME = r"(?-i:(?:the\s+)?(?!ASB\b|Easy\b)[A-Z][\w’'-]+)"
_REQUEST = re.compile(
    rf"{_START}(?:"
    rf"(?:{_either(TOUCH)})\s+(?!address|number)(?:(?:{_BETWEEN})(?<![\w-])(?:{_BODY})|{_NAME})"
    rf"|(?:{_either(HAND_OVER)})\s+(?:{_BETWEEN})(?:to|with)\s+(?:{_BETWEEN})(?<![\w-])(?:{_BODY})"
    rf"|(?:{_either(LOOK_UP)})\s+(?:{_BETWEEN})(?<![\w-])(?:{_either(PLACES)})(?![\w-])"
    rf")",
    re.IGNORECASE,
)
_END = re.compile(r"(?<=[.!?])\s+|(?<=[.!?][”\")])\s+")


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text: what lies between marks that a blank follows."""
    plain = " ".join(text.split()).replace("'", "’")
    return (sentence for sentence in _END.split(plain) if sentence)


def _tells(sentence: str) -> bool:
    return any(
        not _NOT.search(sentence[: match.start()] + match[1])
        for match in _REQUEST.finditer(sentence)
    )


def _who(sentence: str) -> Iterator[Who]:
    for who, nouns in _NOUNS.items():
        if re.search(rf"(?<![\w-])(?:{nouns})", sentence, re.IGNORECASE):
            yield who


@lru_cache(maxsize=65_536)  # more than the texts of the whole site: pages share most
def referrals(text: str) -> tuple[Referral, ...]:
    """Return every sentence of a text that tells the reader to get in touch with somebody.

    `who` holds everybody whom the sentence names; it is `OTHER` alone where that is a name. “Ask
    for …” goes on from the sentence before it: it is the same body that is asked.
    """
    found: list[Referral] = []
    for sentence in sentences(text):
        if not _tells(sentence):
            continue
        who = frozenset(_who(sentence)) or frozenset({Who.OTHER})
        if who == {Who.OTHER} and found and sentence.startswith("Ask for "):
            who |= found[-1].who
        found.append(Referral(sentence, who))
    return tuple(found)
