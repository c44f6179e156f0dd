"""Small helpers for messages: lists in words, and the nearest known word."""

import difflib
from collections.abc import Iterable, Sequence


def in_words(items: Sequence[str], conjunction: str = "or") -> str:
    """Join items as people do: a, b or c."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like `word`, or None when none is near."""
    matches = difflib.get_close_matches(word.lower(), list(known), n=1, cutoff=0.7)
    return matches[0] if matches else None


def did_you_mean(word: str, known: Sequence[str], otherwise: str) -> str:
    """Return a suggestion: the nearest known word, else the given advice."""
    near = nearest(word, known)
    return f"Did you mean “{near}”?" if near else otherwise
