"""The words of Easy Read: names without brackets, letters in names explained, short hours."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

MOST_WORDS = 15
"""No sentence of an Easy Read page is longer: the list of the UK Government for Easy Read."""

KNOWN_LETTERS: Mapping[str, str] = MappingProxyType(
    {
        "BCP": "Bournemouth, Christchurch and Poole",
        "MK": "Milton Keynes",
        "NI": "Northern Ireland",
        "UK": "United Kingdom",
    }
)
"""Short forms in names of services → what they stand for."""

HARD_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "advocacy": "Advocacy means that someone speaks up for you.",
        "commissioner": "That means people who look at complaints.",
        "mediation": "Mediation means that someone helps two people to talk.",
        "ombudsman": "That means people who look at complaints.",
        "partnership": "A partnership means that people work together.",
        "safeguarding": "Safeguarding means that they keep people safe.",
    }
)
"""Hard words in names of services → a sentence that explains them."""

_WITH_ARTICLE = ("Borough Council of", "City of", "Council of", "London Borough", "Royal Borough")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_LETTERS = re.compile(r"\b[A-Z]{2,}\b")
AT_ANY_TIME = "You can phone at any time."
_AT_ANY_TIME = re.compile(r"24 hours a day|at all times", re.IGNORECASE)
_MOST_WORDS_OF_HOURS = 12


def plain_name(name: str) -> str:
    """Return a name without what stands in brackets: short forms, places, what it is about."""
    return _BRACKETS.sub("", name).strip()


def with_article(name: str) -> str:
    """Return the name of a council as it stands in the middle of a sentence."""
    return f"the {name}" if name.startswith(_WITH_ARTICLE) else name


def explanations(name: str) -> Iterator[str]:
    """Yield a sentence for each hard word and each short form in a name."""
    for word, sentence in HARD_WORDS.items():
        if word in name.lower():
            yield sentence
    for letters in dict.fromkeys(_LETTERS.findall(name)):
        if letters in KNOWN_LETTERS:
            yield f"{letters} means {KNOWN_LETTERS[letters]}."
        else:
            yield f"The letters {letters} are part of its name."


def short_hours(hours: str) -> str:
    """Say when a phone is answered, or nothing when that takes many words."""
    if _AT_ANY_TIME.search(hours):
        return AT_ANY_TIME
    if not hours or "(" in hours or "." in hours or len(hours.split()) > _MOST_WORDS_OF_HOURS:
        return ""
    return f"Open: {hours}."


def easy_limit(text: str) -> tuple[str, ...]:
    """Return the sentences about a time limit of a record, or one of our own where one is long."""
    sentences = tuple(re.split(r"(?<=[.!?])\s+", text.strip())) if text else ()
    if any(len(sentence.split()) > MOST_WORDS for sentence in sentences):
        return ("There is a time limit. Do not wait too long.",)
    return sentences
