"""What the words around a phone number or an e-mail address say about it. Pure."""

import re

from safetyhelp.linkcheck.page.text import Page

_LOOKED_AT = 120
_BEFORE = re.compile(
    r"""
    \b(?:old|former|previous|wrong|incorrect|disused)\s(?:[a-z-]+\s){0,3}
        (?:numbers?|no\.?|line|helpline|phone|telephone|tel|e-?mail|address)\b
        (?![^.!?]*\b(?:now|new|changed|replaced)\b)[^.!?\d]{0,30}$
    | \b(?:formerly|previously|replaces|replacing|instead\sof|not)[\s:(]*$
    | \b(?:do\snot|don['’]t|never|stop)\s
        (?:call(?:ing)?|phon(?:e|ing)|ring(?:ing)?|dial|us(?:e|ing)|e-?mail|text|contact|write\sto)
        \b[^.!?,;:\d]{0,20}$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_AFTER = re.compile(
    r"""
    ^[\s(),:;\u2010-\u2015-]*
    (?:(?:which|that|and|number|line|service|address|mailbox|it|this)\s)*
    (?:(?:is|was|has|have|are|were|will|can|does|do)(?:n['’]t)?\s
       (?:(?:now|been|be|permanently|since|already|soon|currently|not)\s)*)?
    (?: no\slonger\b
      | (?<=not\s)(?:in\suse|used|work\w*|active|monitored|answered|valid|operat\w*|staffed)\b
      | (?:discontinued|withdrawn|disconnected|retired|switched\soff|obsolete|defunct)\b
      | out\sof\s(?:use|service|date|order)\b
      | old\s(?:number|address)\b
      | (?:(?<=has\s)|(?<=have\s)|(?<=been\s)|(?<=was\s)|(?<=is\s)|(?<=now\s))
        (?:replaced|changed|ended)\b
      | closed(?=\s*(?:[.;,)!]|$)|\s(?:down|in\s\d|since|permanently|for\sgood)\b)
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NO_LABEL = re.compile(r"\b(?:tel(?:ephone)?|phone|call|e-?mail|or|on|us|at)\b", re.IGNORECASE)
_THREE_LETTERS = re.compile(r"[^\W\d]{3}")
_LABEL = 80


def says_out_of_use(before: str, after: str) -> bool:
    """Say whether the words around a value say that it is not to be used any more."""
    return bool(_BEFORE.search(before[-_LOOKED_AT:]) or _AFTER.match(after[:_LOOKED_AT]))


def label_beside(page: Page, line: int, before: str) -> str:
    """Return the words that say what a value is for: those before it, else the line above."""
    words = before.replace("\t", " ").strip(" :-–—•·|,(")
    if _THREE_LETTERS.search(_NO_LABEL.sub("", words)) or line == 0:
        return words[-_LABEL:]
    return page.lines[line - 1][:_LABEL]


def label_of_line(page: Page, line: int) -> str:
    """Return a line as the label of a link in it."""
    return page.lines[line][:_LABEL] if 0 <= line < len(page.lines) else ""
