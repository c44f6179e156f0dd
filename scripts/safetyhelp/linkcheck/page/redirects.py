"""Pages that send their reader on by themselves: refreshes, and the simplest of scripts. Pure."""

import re

MOST_SECONDS = 10
_REFRESH = re.compile(
    r"\s*(\d*)[\d.]*(?=[\s;,])\s*[;,]?\s*(?:url\s*=\s*)?(?:([\"'])(.*?)(?:\2.*)?|(.*?))\s*",
    re.IGNORECASE | re.DOTALL,
)
_SCRIPT = re.compile(
    r"\b(?:(?:window|document|self|top|parent)\.)?location(?:\.href)?\s*"
    r"(?:=\s*|\.(?:replace|assign)\(\s*)([\"'])([^\"'\s]{1,2000})\1",
)


def refresh_of(content: str) -> str:
    """Return where a refresh leads; empty when it leads nowhere or only after a while.

    `content` is that of a meta element or of the Refresh header (WHATWG HTML, 4.2.5.3).
    """
    match = _REFRESH.fullmatch(content)
    if match is None:
        return ""
    digits = match[1]
    if len(digits) > 4 or int(digits or 0) > MOST_SECONDS:
        return ""
    return (match[3] or match[4] or "").strip()


def script_redirect(scripts: str) -> str:
    """Return the one address to which a script sends the reader; empty when it is not just one."""
    found = {match[2] for match in _SCRIPT.finditer(scripts)}
    return found.pop() if len(found) == 1 else ""
