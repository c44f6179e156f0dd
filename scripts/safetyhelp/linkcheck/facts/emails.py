"""E-mail addresses on a page, also where they are disguised for robots. Pure."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from safetyhelp.evidence.vocabulary import FactResult, Result
from safetyhelp.linkcheck.facts.context import label_beside, label_of_line, says_out_of_use
from safetyhelp.linkcheck.page.text import Page

_WORD = r"[A-Za-z0-9._+'-]"
_ADDRESS = re.compile(rf"{_WORD}{{1,64}}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
# name [at] place [dot] uk, name(at)place.uk, name AT place DOT uk, name @ place.uk
_AT = r"\s?(?:[\[({<*_]{1,2}\s?(?:at|@)\s?[\])}>*_]{1,2}|@)\s?"
_DOT = r"\s?[\[({<*_]{1,2}\s?(?:dot|\.)\s?[\])}>*_]{1,2}\s?"
_SHOUTED_AT, _SHOUTED_DOT = r"\sAT\s", r"\sDOT\s"


def _plain(line: str) -> str:
    """Return a line in which the usual disguises of @ and the full stop are taken off."""
    line = re.sub(_AT, "@", line, flags=re.IGNORECASE)
    line = re.sub(_DOT, ".", line, flags=re.IGNORECASE)
    if re.search(_SHOUTED_AT, line) and re.search(_SHOUTED_DOT, line):
        line = re.sub(_SHOUTED_DOT, ".", re.sub(_SHOUTED_AT, "@", line))
    elif re.search(r"\sat\s(?:[\w-]+\sdot\s)+[\w-]+", line):
        line = re.sub(r"\sdot\s", ".", re.sub(r"\sat\s(?=[\w-]+\sdot\s)", "@", line))
    return line


def _in_line(line: str, email: str) -> re.Match[str] | None:
    escaped = re.escape(email)
    return re.search(
        rf"(?<![A-Za-z0-9_+'@-])(?<![A-Za-z0-9]\.){escaped}(?![A-Za-z0-9_@-])(?!\.[A-Za-z0-9])",
        line,
        re.IGNORECASE,
    )


def _linked(page: Page) -> Iterator[tuple[str, int]]:
    for address, line in page.links:
        scheme, _, rest = address.partition(":")
        if scheme == "mailto":
            for one in re.split(r"[,;]", unquote(rest).partition("?")[0]):
                match = re.search(r"<([^>]*)>", one)
                yield (match[1] if match else one).strip().lower(), line


def find_email(page: Page, email: str) -> FactResult | None:
    """Return where an e-mail address stands on a page; None when it does not stand there."""
    out_of_use = False
    for index, line in enumerate(page.lines):
        for text in dict.fromkeys((line, _plain(line))):
            match = _in_line(text, email)
            if not match:
                continue
            before, after = text[: match.start()], text[match.end() :]
            if says_out_of_use(before, after):
                out_of_use = True
                continue
            return FactResult(Result.CONFIRMED, label=label_beside(page, index, before))
    for address, number in _linked(page):
        if address == email.lower() and not out_of_use:
            return FactResult(Result.CONFIRMED, label=label_of_line(page, number))
    return None


def addresses(page: Page) -> Iterator[tuple[str, int, str]]:
    """Yield (address, line, what stands before it) for every e-mail address on a page."""
    for index, line in enumerate(page.lines):
        text = _plain(line)
        last = 0
        for match in _ADDRESS.finditer(text):
            yield match[0].rstrip(".").lower(), index, text[last : match.start()]
            last = match.end()
    for address, number in _linked(page):
        if _ADDRESS.fullmatch(address):
            yield address, number, label_of_line(page, number)


def stands_in(text: str, email: str) -> bool:
    """Say whether an address stands in a raw text, whole or in the pieces scripts are fond of."""
    if _in_line(text, email):
        return True
    local, _, host = email.lower().partition("@")
    lower = text.lower()
    return "@" in lower and f"'{local}'" in lower.replace('"', "'") and host in lower
