"""An editor's remarks in public text: how somebody searched or read, not what a reader can do.

The phrases, each with the reason why it helps no reader, stand in `editors_remarks.csv`. In: a
text as people see it. Out: the phrases in it. Letters may be large or small, and spaces may be
line ends; a phrase counts only as whole words.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from safetyhelp.areas.tables import read_table
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.findings.model import Finding

REMARKS = Path(__file__).with_name("editors_remarks.csv")
_COLUMNS = ["phrase", "reason"]


@cache
def known_remarks(path: Path = REMARKS) -> Mapping[str, str]:
    """Read the list: phrases in small letters, and why no public text may hold them.

    Raises `AreaFileError` where a cell is empty or a phrase stands twice.
    """
    found: dict[str, str] = {}
    for row in read_table(path, _COLUMNS):
        phrase, reason = row.required("phrase"), row.required("reason")
        if phrase.lower() in found:
            row.refuse(f"“{phrase}” is there twice.", "Remove one.")
        found[phrase.lower()] = reason
    return MappingProxyType(found)


def _words(phrase: str) -> str:
    """Return a pattern for a phrase. What lies behind it must not make a longer word of it."""
    end = r"(?!\w)" if phrase[-1].isalnum() else f"(?!{re.escape(phrase[-1])}|/)"  # no path
    return r"\s+".join(map(re.escape, phrase.split())) + end


@cache
def _pattern() -> re.Pattern[str]:
    """Return a pattern for all phrases. What lies before one must not make a longer word of it.

    That is asked once for all of them: a word can start only where another one has ended.
    """
    longest_first = sorted(known_remarks(), key=len, reverse=True)
    words = "|".join(_words(phrase) for phrase in longest_first if phrase[0].isalnum())
    marks = (
        f"(?<!{re.escape(phrase[0])}){_words(phrase)}"
        for phrase in longest_first
        if not phrase[0].isalnum()
    )
    return re.compile("|".join([rf"(?<!\w)(?:{words})", *marks]), re.IGNORECASE)


@lru_cache(maxsize=65_536)  # more than the texts of the whole directory
def remarks_in(text: str) -> tuple[tuple[str, str], ...]:
    """Return the remarks that stand in a text, as they are written there, each with its reason."""
    return tuple(
        (match[0], known_remarks()[" ".join(match[0].lower().split())])
        for match in _pattern().finditer(text)
    )


def editors_keep_their_remarks(dataset: Dataset) -> Iterator[Finding]:
    """Refuse a text that tells how it was found instead of what to do."""
    for place in dataset.public_texts:
        for said, reason in remarks_in(place.text):
            yield dataset.finding(
                "editors-remark",
                place.file,
                place.path,
                f"“{' '.join(said.split())}” is an editor’s remark. Visitors read this text.",
                reason,
            )
