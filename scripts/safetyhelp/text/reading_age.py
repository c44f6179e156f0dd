"""How hard a text is to read: the Flesch-Kincaid grade, and the words of its sentences."""

import re
from functools import cache

_WORD = re.compile(r"[A-Za-z0-9’'-]*[A-Za-z0-9][A-Za-z0-9’'-]*")
_SENTENCE_END = re.compile(r"(?<=[.!?])[”\"’']?\s+")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^laeiouycghsxz]es|[^aeioudty]ed|[aeiouy]le)$")
_APART = re.compile(r"[aeiouy]ing|i(?:a[nrt]?|et)|ua|yo|eate|io(?![nu])")
"""Two vowels that are spoken one after the other."""


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; the end of a line ends one too."""
    lines = [line.strip() for line in text.splitlines()]
    return [part for line in lines for part in _SENTENCE_END.split(line) if _WORD.search(part)]


def words(text: str) -> list[str]:
    """Return the words of a text. A number is a word."""
    return _WORD.findall(text)


@cache
def syllables(word: str) -> int:
    """Count the syllables of a word by its vowels, about as a dictionary has them."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    silent = bool(_SILENT.search(plain))
    return max(1, len(_VOWELS.findall(plain)) - silent + len(_APART.findall(plain)))


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of a text: the years at school that it takes to read it."""
    said, parts = words(text), sentences(text)
    if not said:
        return 0.0
    spoken = sum(map(syllables, said))
    return 0.39 * len(said) / len(parts) + 11.8 * spoken / len(said) - 15.59
