"""Names of bodies on a page, however their words are joined. Pure."""

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from safetyhelp.linkcheck.facts.mention import Mention
from safetyhelp.linkcheck.page.text import Page

_MOST_LINES = 4
_GENITIVE = re.compile(r"['’]s\b")
_HYPHEN = re.compile(r"(?<=\w)[-\u2010\u2011](?=\w)")


def letters(text: str) -> str:
    """Return the words of a text in lower case, without marks, accents and punctuation."""
    plain = html.unescape(text).replace("&", " and ").replace(" + ", " and ")
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'")
    plain = plain.lower()
    return " ".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))


def _forms(name: str) -> Iterator[str]:
    yield name
    short = re.sub(r"\s*\([^)]*\)", "", name).strip()
    if short != name and len(short) > 3:
        yield short
    if name.lower().startswith("the "):
        yield name[4:]


@lru_cache(maxsize=1_000)  # each line of a page is looked at for each name, in each of its forms
def _spellings(text: str) -> tuple[str, ...]:
    """Return the words of a text: as they stand, with hyphens left out, without genitives."""
    forms = (text, _HYPHEN.sub("", text), _GENITIVE.sub("", text))
    return tuple(letters(form) for form in dict.fromkeys(forms))


def _stands_in(line: str, name: str) -> bool:
    wanted = {f" {spelling} " for spelling in _spellings(name) if spelling}
    return any(one in f" {spelling} " for spelling in _spellings(line) for one in wanted)


def _behind(line: str, name: str) -> str:
    """Return what stands behind a name in its line; empty where it is written in another way."""
    at = line.lower().find(name.lower())
    return line[at + len(name) :] if at >= 0 else ""


def mentions_of(page: Page, name: str) -> Iterator[Mention]:
    """Yield every line on which a name stands, whole or over two lines, as in a logo.

    The title of the page is line -1.
    """
    for index, line in enumerate((page.title, *page.lines), start=-1):
        form = next((form for form in _forms(name) if _stands_in(line, form)), "")
        if form:
            yield Mention(name, index, 0, "", _behind(line, form))
    if len(letters(name).split()) > 2 and _stands_in(" ".join((page.title, *page.lines)), name):
        yield Mention(name, -1, 0, "", "")


def stands_in_pieces(page: Page, name: str) -> bool:
    """Say whether a name stands on a page in pieces: hidden, or with other spaces in a line.

    Or it is all that stands on a few lines that follow each other.
    """
    if any(_stands_in(line, form) for line in page.hidden for form in _forms(name)):
        return True
    wanted = letters(name)
    words = [letters(line) for line in page.lines]
    glued = " ?".join(wanted.replace(" ", ""))
    if wanted and re.search(rf"\b{glued}\b", "\n".join(words)):
        return True
    return bool(wanted) and any(
        " ".join(words[start : start + count]) == wanted
        for start in range(len(words))
        for count in range(2, _MOST_LINES + 1)
    )
