"""Names in the form in which they are compared, the same here and in the browser.

`theme/assets/finder/names.js` does what `fold` and `key` do here; a test holds the two together.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

_SPELT_OUT = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "&": " and ",
    }
)
_APOSTROPHES = re.compile("['’‘`´ʼ]")
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_SHORT: Mapping[str, str] = MappingProxyType({"saint": "st", "upon": "on"})

_COUNCIL_WORDS = "and borough city corporation council county district london metropolitan of royal"
COUNCIL_WORDS = frozenset(_COUNCIL_WORDS.split())
"""Words that only say what kind of council it is. The browser leaves them out by itself."""

_GENERIC = (
    "a and asb antisocial behaviour borough case centre city commissioner community communities "
    "council county crime csp district for hate in justice local of on one our partnership police "
    "policing restorative review safe safer safety service services support team the victim victims"
)
GENERIC = frozenset(_GENERIC.split())
"""Words of so many names of services that none of them says which one is meant."""


@lru_cache(maxsize=1 << 17)
def fold(name: str) -> str:
    """Return a name as plain lower-case words: no accents, `&` is “and”, Saint is “st”.

    >>> fold("St. Mary’s-upon-Môn")
    'st marys on mon'
    """
    plain = name.lower()
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in decomposed if not unicodedata.category(c).startswith("M"))
    plain = _APOSTROPHES.sub("", plain.translate(_SPELT_OUT))
    words = _NOT_A_WORD.sub(" ", plain).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(_SHORT.get(word, word) for word in words)


def key(name: str) -> str:
    """Return the folded name without its spaces, so that they need not be typed right."""
    return fold(name).replace(" ", "")


def distinct(
    name: str, others: Iterable[str], form: Callable[[str], str] = fold
) -> tuple[str, ...]:
    """Return the names that differ from `name` and from each other in the form that is compared."""
    seen, kept = {"", form(name)}, []
    for other in others:
        if form(other) not in seen:
            seen.add(form(other))
            kept.append(other)
    return tuple(kept)


def keys_from_words(name: str) -> tuple[str, ...]:
    """Return the keys under which a name can be begun: at its first and at each telling word."""
    words = fold(name).split()
    starts = [n for n, word in enumerate(words) if n == 0 or word not in GENERIC]
    return tuple("".join(words[n:]) for n in starts)
