"""How one text is written in canonical YAML: plain where every YAML reader agrees, else quoted."""

import re

# Words that some YAML reader takes for something else than text: YAML 1.1 and 1.2.
_OTHER_WORDS = frozenset(
    {"y", "n", "yes", "no", "true", "false", "on", "off", "null", "~", "=", "<<", ".nan", ".inf"}
)
# Numbers, dates, times and phone numbers in every notation, and what only looks like them.
_LIKE_A_NUMBER = re.compile(r"[0-9][0-9 ,._:/+()TtZz-]*|0[xob][0-9A-Fa-f_]+|[0-9_.eE+-]+")
_STARTS_PLAIN = re.compile(r"[^\W_]|[(£/]")
_NEVER_PLAIN = re.compile(r": | #|:$|\s$|\n")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def is_plain(text: str) -> bool:
    """Say whether a text can stand without quotes and be the same text to every YAML reader."""
    if not _STARTS_PLAIN.match(text) or _NEVER_PLAIN.search(text):
        return False
    return text.lower() not in _OTHER_WORDS and not _LIKE_A_NUMBER.fullmatch(text)


def scalar(text: str, comment: str = "") -> str:
    """Return a text as it is written on one line: plain if it can be, else in double quotes.

    Without quotes, a comment behind it might be meant as a part of the text.
    """
    if is_plain(text) and not comment:
        return text
    return '"' + "".join(_ESCAPES.get(character, character) for character in text) + '"'


def block_mark(text: str) -> str:
    """Return the mark (`|-` or `|`) with which a text of several lines stands as it is, or nothing.

    Where YAML would need more than that (spaces or empty lines at the start, several line ends at
    the end), quotes are clearer.
    """
    body = text.removesuffix("\n")
    if "\n" not in text or not body or body[0] in " \n" or body[-1] in " \n":
        return ""
    return "|-" if body == text else "|"
