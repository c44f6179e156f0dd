"""Comments cut out of HTML as browsers do. Pure."""

import re

_OPENERS = re.compile(r"<!--|<(script|style|textarea|title)(?=[\s/>])", re.IGNORECASE)
_COMMENT_ENDS = re.compile(r"--!?>")


def without_comments(text: str) -> str:
    """Cut comments out as browsers do: one that is never closed goes on to the end of the page.

    (Python's parser ends a comment at “-- >”, and shows what stands in one that is not closed.)
    """
    kept: list[str] = []
    at = done = 0
    for opener in _OPENERS.finditer(text):
        if opener.start() < at:
            continue
        if opener[1]:
            end = re.compile(f"</{opener[1]}(?=[\\s/>])", re.IGNORECASE).search(text, opener.end())
            if end is None:
                break
            at = end.end()
            continue
        kept.append(text[done : opener.start()])
        rest = opener.end()
        if text.startswith((">", "->"), rest):
            at = done = text.index(">", rest) + 1
            continue
        close = _COMMENT_ENDS.search(text, rest)
        if close is None:
            return "".join(kept)
        at = done = close.end()
    return "".join([*kept, text[done:]])
