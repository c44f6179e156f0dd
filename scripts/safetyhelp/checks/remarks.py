"""An editor's remarks in public text: how somebody searched or read, not what a reader can do.

The phrases, each with the reason why it helps no reader, stand in `editors_remarks.csv`. In: a
text as people see it. Out: the phrases in it. Letters may be large or small, and spaces may be
line ends; a phrase counts only as whole words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from safetyhelp.areas.tables import read_table
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.findings.model import Finding

REMARKS = Path(__file__).with_name("editors_remarks.csv")
_COLUMNS = ["phrase", "reason"]


@dataclass(frozen=True, slots=True)
class Remark:
    """A phrase that no public text may hold, and why."""

    phrase: str
    reason: str


@cache
def known_remarks(path: Path = REMARKS) -> tuple[Remark, ...]:
    """Read the list. Raises `AreaFileError` where a cell is empty or a phrase stands twice."""
    found: dict[str, Remark] = {}
    for row in read_table(path, _COLUMNS):
        remark = Remark(row.required("phrase"), row.required("reason"))
        if remark.phrase.lower() in found:
            row.refuse(f"“{remark.phrase}” is there twice.", "Remove one.")
        found[remark.phrase.lower()] = remark
    return tuple(found.values())


def _words(phrase: str) -> str:
    """Return a pattern for a phrase. What lies behind it must not make a longer word of it."""
    end = r"(?!\w)" if phrase[-1].isalnum() else f"(?!{re.escape(phrase[-1])}|/)"  # no path
    return r"\s+".join(map(re.escape, phrase.split())) + end


@cache
def _by_phrase() -> dict[str, Remark]:
    return {remark.phrase.lower(): remark for remark in known_remarks()}


@cache
def _pattern() -> re.Pattern[str]:
    """Return a pattern for all phrases. What lies before one must not make a longer word of it.

    That is asked once for all of them: a word can start only where another one has ended.
    """
    longest_first = sorted((r.phrase for r in known_remarks()), key=len, reverse=True)
    words = "|".join(_words(phrase) for phrase in longest_first if phrase[0].isalnum())
    marks = (
        f"(?<!{re.escape(phrase[0])}){_words(phrase)}"
        for phrase in longest_first
        if not phrase[0].isalnum()
    )
    return re.compile("|".join([rf"(?<!\w)(?:{words})", *marks]), re.IGNORECASE)


@lru_cache(maxsize=65_536)  # more than the texts of the whole directory
def remarks_in(text: str) -> tuple[tuple[str, Remark], ...]:
    """Return what stands in a text, as it is written there, with the remark that it is."""
    return tuple(
        (match[0], _by_phrase()[" ".join(match[0].lower().split())])
        for match in _pattern().finditer(text)
    )


def editors_keep_their_remarks(dataset: Dataset) -> Iterator[Finding]:
    """Refuse a text that tells how it was found instead of what to do."""
    for place in dataset.public_texts:
        for said, remark in remarks_in(place.text):
            yield dataset.finding(
                "editors-remark",
                place.file,
                place.path,
                f"“{' '.join(said.split())}” is an editor’s remark. Visitors read this text.",
                remark.reason,
            )
