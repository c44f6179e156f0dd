"""The rules of Easy Read as functions: each returns the sentences or words that break it."""

import re
from collections.abc import Iterator
from functools import cache

from wordfreq import zipf_frequency

from tests.easy_read.reading import Idea, Page, split, word_count

MOST_WORDS = 15
# The Zipf scale of wordfreq: 3.9 is about eight uses in a million words. “Cough” is just easy
# enough, “landlord” is not and needs an explanation.
LEAST_FREQUENT = 3.9

HARD_WORDS = (
    "advocacy",
    "advocate",
    "antisocial behaviour",
    "carer",
    "case review",
    "commissioner",
    "complaint",
    "councillor",
    "easy read",
    "hate crime",
    "housing association",
    "landlord",
    "mate crime",
    "mediation",
    "ombudsman",
    "partnership",
    "reasonable adjustments",
    "registered intermediary",
    "restorative justice",
    "rights",
    "safeguarding",
    "textphone",
    "transgender",
    "youth justice",
)
"""Words that a page may use only if the next sentence explains the first use."""

_EXPLAINS = re.compile(r"^That (?:means|is)\b|\bmeans\b")
_ADDRESS = re.compile(r"\S+@\S+|\S+\.[a-z]{2,}(?:\.[a-z]+)*\b")
_LETTERS = re.compile(r"\b[A-Z]{2,}\b")
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")


def long_sentences(page: Page) -> list[str]:
    """Return the sentences with more than 15 words."""
    return [sentence for sentence in page.sentences() if word_count(sentence) > MOST_WORDS]


def unexplained_letters(page: Page) -> set[str]:
    """Return the short forms that no sentence of the page explains."""
    sentences = [_ADDRESS.sub("", sentence) for sentence in page.sentences()]
    used = {letters for sentence in sentences for letters in _LETTERS.findall(sentence)}
    return {
        letters
        for letters in used
        if not any(
            sentence.startswith((f"{letters} means ", f"The letters {letters} are part of"))
            for sentence in sentences
        )
    }


def _plain(sentence: str) -> str:
    return _ADDRESS.sub("", sentence.replace("‹", "").replace("›", "")).lower()


def unexplained_words(page: Page) -> list[str]:
    """Return the hard words whose first use is not followed by an explanation."""
    explained: set[str] = set()
    wrong = []
    for idea in page.ideas:
        sentences = split(idea.text)
        for number, sentence in enumerate(sentences):
            for word in HARD_WORDS:
                if word not in _plain(sentence) or word in explained:
                    continue
                explained.add(word)
                following = sentences[number + 1 : number + 3]
                if not any(_EXPLAINS.search(text) for text in following[: _reach(following)]):
                    wrong.append(f"{word}: {sentence}")
    return wrong


def _reach(following: list[str]) -> int:
    """Return how many sentences may explain: two, if the first one explains another word."""
    return 2 if following and _EXPLAINS.search(following[0]) else 1


def rare_words(page: Page, names: tuple[str, ...]) -> set[str]:
    """Return the words that are rare in English and that the page does not explain.

    `names` are not looked at, nor are addresses, short forms and words with a capital letter
    inside a sentence, which are names too.
    """
    rare: set[str] = set()
    for sentence in page.sentences():
        text = _ADDRESS.sub("", re.sub(r"‹[^›]*›", "", sentence))
        for name in sorted(names, key=len, reverse=True):
            text = text.replace(name, "")
        rare |= _rare_words_of(text)
    return {word for word in rare if not any(word in hard for hard in HARD_WORDS)}


@cache
def _rare_words_of(text: str) -> frozenset[str]:
    return frozenset(
        word.lower()
        for number, word in enumerate(_WORD.findall(text))
        if not (number and word[0].isupper())
        and not word.isupper()
        and all(zipf_frequency(form, "en") < LEAST_FREQUENT for form in _forms(word))
    )


def _forms(word: str) -> Iterator[str]:
    lower = word.lower().replace("’", "'")
    yield lower
    yield lower.removesuffix("s")


def without_picture(page: Page) -> list[Idea]:
    """Return the ideas that have no picture, or several, or none of our own."""
    return [
        idea
        for idea in page.ideas
        if len(idea.pictures) != 1 or "assets/easy-read/" not in idea.pictures[0]
    ]


def crowded(page: Page, most: int) -> list[Idea]:
    """Return the ideas with too many sentences together."""
    return [idea for idea in page.ideas if len(split(idea.text)) > most]
