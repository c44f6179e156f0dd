"""Signs that a value on a page is not to be used, or is another's. Pure but for its lexicon.

A false “confirmed” does harm; “doubtful” costs a person a look. So any sign around a value counts:
in its sentence, in the sentence before or behind it, in its heading, its column, the words that
lead in its list. The signs are data: facts/doubt.csv, each with a phrase that must be doubted, a
sentence of the same words that must not be, and its reason.

`where` in the lexicon says where a sign counts. `own`: in the value's own sentence. `ended`: there,
or in a sentence beside it that speaks of a number, a line or an address. `before`, `after`:
directly beside the value. `label`: in a heading, column, lead-in or label. `use`: directly before
the value or at the end of its label, unless the record wants just that. A `sure` sign says outright
that the value is not to be used.
"""

import csv
import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from safetyhelp.linkcheck.page.text import Page

_LEXICON = Path(__file__).with_name("doubt.csv")
_LOOKED_AT = 160
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])[)\"”’']*\s+(?=[A-Z(“\"‘])|\t|\s[|•·]\s")
_ABOUT_A_VALUE = re.compile(
    r"\b(?:it|its|this|that|these|they|both|numbers?|lines?|helplines?|hotlines?|phones?|telephones?|"
    r"mailbox|inbox|address(?:es)?|e-?mails?|services?|rhif|llinell|cyfeiriad|gwasanaeth)\b",
    re.IGNORECASE,
)
# “… has closed, so please call V”, “… has changed to V”: the sentence leads on to the value.
_LEADS_ON = re.compile(
    r"\b(?:(?:call|ring|dial|write to|try|reach|ffoniwch|cysylltwch)"
    r"|(?:phone|telephone|contact|text|e-?mail|use)(?! (?:line|number|service|address|detail))"
    r")\b[^.!?]{0,40}$"
    r"|\b(?:now|new|to|by|with|instead|newydd|nawr)\b(?: [\w’']+){0,4}\W*$",
    re.IGNORECASE,
)
_IS_NEW = re.compile(r"\b(?:new|now|instead|please|newydd|nawr)\b", re.IGNORECASE)
_DEPENDS = frozenset({"own", "ended", "before"})
"""Signs that say nothing in a sentence with “if” or “when”."""

_IS_IT_ON = re.compile(
    r"\b(?:in use|active|live|current|open|working|available|status)\b", re.IGNORECASE
)
_OFF = re.compile(r"(?:no|n|false|off|none|✗|✘|×|x|closed|inactive|nac ydy|na)\W*", re.IGNORECASE)
_DIGITS = re.compile(r"\d\D{0,3}\d\D{0,3}\d")
_IN_A_CASE = re.compile(r"\b(?:when|if|while|unless|whenever|once|os|pan)\b[^,;:]*$", re.IGNORECASE)
# “To donate, please call us on V”: what stands before the asking says what the value is for.
_ASKS_TO_CALL = re.compile(
    r"(?:[\W\d_]|\w(?!\w)|(?<!\w)(?:please|call|ring|phone|telephone|text|e-?mail|contact|us|our|the|"
    r"team|on|at)(?!\w))*",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a value is not simply confirmed: the words that say so. `sure`: they say it outright."""

    words: str
    sure: bool = False

    def __bool__(self) -> bool:
        return bool(self.words)


NO_DOUBT = Doubt("")


# “{times}” in the lexicon: not followed by hours or days, as in “closed on Sundays”.
_TIMES = (
    r"(?! (?:(?:at|on|over|for|during|every|from|after|before|outside|until|in|all|by) )?(?:the )?"
    r"(?:between|week-?ends?|week ?days?|nights?|evenings?|mornings?|afternoons?|lunch\w*|bank|"
    r"public|christmas|easter|new year|holidays?|good friday|boxing|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)"
    r"days?|mon|tues?|wed|thurs?|fri|sat|sun|\d{1,2}(?:[.:]\d\d)? ?(?:am|pm|noon|and\b|to\b)|"
    r"\d{1,2}[.:]\d\d|noon|midday|midnight|(?:office |working |opening |normal )?hours|dark|24|"
    r"overnight|out of hours|everyone|everybody))"
)
_FORMS: Mapping[str, str] = {
    "own": r"(?<!\w)(?:{})(?!\w)",
    "ended": r"(?<!\w)(?:{})(?!\w)",
    "before": r"(?<!\w)(?:{})[^\w.!?]*$",
    "after": r"^[^\w(→=⇒–-]*(?:{})",
    "label": r"(?<!\w)(?:{})(?!\w)",
    "use": r"(?<!\w)(?:{})(?!\w)",
}
_Sign = tuple[re.Pattern[str], bool]
"""What a text is searched for, and whether it says outright that a value is not to be used."""


def _pattern(where: str, sign: str) -> re.Pattern[str]:
    return re.compile(_FORMS[where].format(sign.replace("{times}", _TIMES)), re.IGNORECASE)


@functools.cache
def _signs(where: str) -> tuple[_Sign, ...]:
    """Return the signs of the lexicon that count in one sort of place."""
    with _LEXICON.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["where"] == where]
    return tuple((_pattern(where, row["sign"]), row["sure"] == "yes") for row in rows)


def _shown(text: str) -> str:
    return " ".join(text.split())[:80]


@functools.lru_cache(maxsize=1_000)  # many values have one heading, and some the same neighbours
def _first(where: str, text: str) -> Doubt:
    """Return the doubt that a text casts by signs of one sort, a sure one first."""
    found = NO_DOUBT
    for pattern, sure in _signs(where):
        match = pattern.search(text)
        if match and where in _DEPENDS and _IN_A_CASE.search(text[: match.start()]):
            continue
        if match and (not found or sure):
            found = Doubt(_shown(match[0]), sure)
            if sure:
                break
    return found


def _last_sentence(text: str) -> tuple[str, str]:
    """Return what stands of the value's own sentence before it, and the sentence before that."""
    parts = _SENTENCE_ENDS.split(text[-3 * _LOOKED_AT :])
    own = parts[-1]
    earlier = [part for part in parts[:-1] if part and part.strip()]
    return own[-_LOOKED_AT:], earlier[-1] if earlier else ""


def _first_sentence(text: str) -> tuple[str, str]:
    """Return what stands of the value's own sentence behind it, and the sentence behind that."""
    own, *later = _SENTENCE_ENDS.split(text[: 3 * _LOOKED_AT], maxsplit=2)
    own = re.split(r"(?<=[.!?])\s", own, maxsplit=1)[0] if re.match(r"[.!?]\s", own) else own
    following = next((part for part in later if part and _WORDS.search(part)), "")
    return own[:_LOOKED_AT], following


def _ended_before(own: str) -> Doubt:
    """Look for an end in the sentence before the value, unless it leads on to the value."""
    for pattern, sure in (*_signs("ended"), *_signs("own")):
        match = pattern.search(own)
        if match and _IN_A_CASE.search(own[: match.start()]):
            continue
        if match and not _LEADS_ON.search(own[match.end() :]):
            return Doubt(_shown(match[0]), sure)
    return NO_DOUBT


def _ended_beside(sentence: str, labels: tuple[str, ...]) -> Doubt:
    """Look for an end in a sentence beside the value's own, if it speaks of it or its service."""
    names = any(label.lower() in sentence.lower() for label in labels)
    if sentence.rstrip().endswith("?") or not (names or _ABOUT_A_VALUE.search(sentence)):
        return NO_DOUBT
    return _first("ended", sentence[: 2 * _LOOKED_AT])


def _of_heading(text: str) -> Doubt:
    found = _first("label", text)
    if not found and text.rstrip().endswith(":"):
        found = _first("ended", text)
    return found


def _wants(words: str, labels: tuple[str, ...]) -> bool:
    """Say whether the record itself speaks of the use that a word names."""
    wanted = {word.lower()[:5] for label in labels for word in _WORDS.findall(label)}
    return any(word.lower()[:5] in wanted for word in _WORDS.findall(words))


def _other_use(own: str, label: str, after: str, labels: tuple[str, ...]) -> Doubt:
    for pattern, _ in _signs("use"):
        places = [
            *(m for m in pattern.finditer(own) if _ASKS_TO_CALL.fullmatch(own[m.end() :])),
            *(m for m in pattern.finditer(label) if not _WORDS.search(label[m.end() :])),
            *(m for m in pattern.finditer(after) if re.fullmatch(r"\s*\(\s*", after[: m.start()])),
        ]
        for match in places:
            if not _wants(match[0], labels):
                return Doubt(_shown(match[0]))
    return NO_DOUBT


def _said_to_be_off(cells: Sequence[str], columns: Sequence[str]) -> Doubt:
    """Look for a cell that says “no” below a head such as “In use?”."""
    for head, cell in zip(columns, cells, strict=False):
        if _IS_IT_ON.search(head) and _OFF.fullmatch(cell.strip()):
            return Doubt(f"{head} {cell.strip()}")
    return NO_DOUBT


def doubt_about(
    page: Page, line: int, cell: int, before: str, after: str, labels: tuple[str, ...] = ()
) -> Doubt:
    """Return the doubt about a value that stands in a line of a page, in one of its cells.

    `before` and `after` are what stands there on its two sides, up to the values beside it;
    `labels` are the words of the record for it.
    """
    setting = page.setting(line)
    own_before, earlier = _last_sentence(before)
    own_after, following = _first_sentence(after)
    above = page.line(line - 1)
    below = page.line(line + 1) if line >= 0 else ""
    cells = page.line(line).split("\t")
    label = earlier if before.rstrip(" ").endswith("\t") else ""
    if len(cells) < 2 and not _WORDS.search(before) and len(above) < _LOOKED_AT:
        label = above
    column = setting.columns[cell] if cell < len(setting.columns) else ""
    doubts = [
        _first("before", own_before),
        _first("after", own_after),
        _first("ended", own_after),
        _first("own", own_after),
        _ended_before(own_before),
        *(
            _of_heading(text)
            for text in (column, *setting.headings, setting.lead_in, label)
            if text
        ),
        *(_first("label", text) for text in cells[cell + 1 :] if not _DIGITS.search(text)),
        _said_to_be_off(cells, setting.columns),
        _of_heading(page.title),
        _other_use(own_before, label or column, own_after, labels),
    ]
    if not _IS_NEW.search(own_before):
        earlier = earlier or (above if not _WORDS.search(before) or len(before) < 40 else "")
        doubts.append(_ended_beside(earlier, labels))
    beside = following or ("" if _WORDS.search(own_after) else below)
    doubts.append(_ended_beside(beside, labels))
    found = [doubt for doubt in doubts if doubt]
    return next((doubt for doubt in found if doubt.sure), found[0] if found else NO_DOUBT)
