"""Names of places that say something else in a sentence: reading, barking, street.

In: `plain_words.csv`, each word with its reason. Out: the words, folded. Alone, or behind “in”,
they are found as places all the same; a small place is only offered then, and not opened.
"""

from pathlib import Path

from safetyhelp.areas.tables import read_table
from safetyhelp.finder.names import fold

PLAIN_WORDS = Path(__file__).with_name("plain_words.csv")


def read_plain_words(path: Path = PLAIN_WORDS) -> tuple[str, ...]:
    """Return the words in the order of the file. Raises `AreaFileError`."""
    found: dict[str, None] = {}
    for row in read_table(path, ["word", "reason"]):
        row.required("reason")
        word = fold(row.required("word"))
        if word in found or " " in word:
            row.refuse(f"“{word}” is there twice, or is no single word.", "Remove it.")
        found[word] = None
    return tuple(found)
