"""Careless edits of a record: each kind as a function, with the code that must be named for it.

An edit takes the lines of a file and changes one of them. Which code each line must now be named
with stands beside the line, so that other edits may move it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random


@dataclass(slots=True)
class Line:
    """A line of a file, what is wrong with it now, and whether an edit has changed it."""

    text: str
    codes: list[str] = field(default_factory=list)
    edited: bool = False


Lines = list[Line]
Edit = Callable[[Random, Lines], bool]


def lines_of(text: str) -> Lines:
    """Return the lines of a file that nobody has edited yet."""
    return [Line(line) for line in text.rstrip("\n").split("\n")]


def _wrong(line: Line, text: str, code: str) -> None:
    line.text, line.edited = text, True
    line.codes.append(code)


def _places(lines: Lines, pattern: str) -> Iterator[tuple[int, re.Match[str]]]:
    for number, line in enumerate(lines):
        if not line.edited and not line.text.startswith("#"):
            match = re.fullmatch(pattern, line.text)
            if match:
                yield number, match


def on_a_line(pattern: str, change: Callable[[re.Match[str]], str], code: str) -> Edit:
    """Make the edit that changes one line like `pattern`; it says whether there was one."""

    def edit(random: Random, lines: Lines) -> bool:
        found = [(number, match) for number, match in _places(lines, pattern)]
        if not found:
            return False
        number, match = random.choice(found)
        _wrong(lines[number], change(match), code)
        return True

    return edit


def _without_a_letter(word: str) -> str:
    return word[:2] + word[3:]


def misspelt_council(random: Random, lines: Lines) -> bool:
    """Leave a letter out of the id of a long name."""
    found = list(_places(lines, r"  councils: \[([a-z]{7,})(.*)\]"))
    for number, match in found:
        _wrong(
            lines[number], f"  councils: [{match[1][:3]}{match[1][4:]}{match[2]}]", "unknown-area"
        )
    return bool(found)


def merge_left_unfinished(random: Random, lines: Lines) -> bool:
    """Leave two versions of a line, with the marks of a merge around them."""
    found = [number for number, _ in _places(lines, r"(?:summary|name|run_by|role): .*")]
    if not found:
        return False
    number = random.choice(found)
    line = lines[number]
    line.edited = True
    other = Line(line.text + " And more", edited=True)
    marks = [Line(mark, edited=True) for mark in ("<<<<<<< HEAD", "=======", ">>>>>>> branch")]
    marks[0].codes.append("yaml-syntax")
    lines[number : number + 1] = [marks[0], line, marks[1], other, marks[2]]
    return True


def line_twice(random: Random, lines: Lines) -> bool:
    """Paste a line a second time below itself."""
    found = list(_places(lines, r"(?:    |)(?:hours|phone|email|summary|run_by): .*"))
    if not found:
        return False
    number, match = random.choice(found)
    lines[number].edited = True
    lines.insert(number + 1, Line(match[0], ["duplicate-key"], edited=True))
    return True


def source_lost(random: Random, lines: Lines) -> bool:
    """Delete the source of a contact."""
    found = [number for number, _ in _places(lines, r"    source: .*")]
    if not found:
        return False
    number = random.choice(found)
    first = next(n for n in range(number, -1, -1) if lines[n].text.startswith("  - "))
    lines[first].codes.append("source-missing")
    del lines[number]
    return True


def _is_sound_member(line: Line) -> bool:
    return not line.edited and re.match(r"(?:  - |    )[a-z_]+: ", line.text) is not None


def pushed_in(random: Random, lines: Lines) -> bool:
    """Push a line one space too far in, below one of its group."""
    found = [
        number
        for number, _ in _places(lines, r"    [a-z_]+: .*")
        if not lines[number - 1].edited
        and re.match(r"(?:  - |    )[a-z_]+: ", lines[number - 1].text)
    ]
    if not found:
        return False
    number = random.choice(found)
    _wrong(lines[number], " " + lines[number].text, "yaml-syntax")
    lines[number - 1].edited = True  # whatever is wrong there would swallow this line
    return True


def tab_at_the_start(random: Random, lines: Lines) -> bool:
    """Start a line with a tab. Only the first line with one is named: keep to one."""
    if any("\t" in line.text for line in lines):
        return False
    found = [number for number, _ in _places(lines, r"(?:  |    )[a-z_]+: .*")]
    if not found:
        return False
    number = random.choice(found)
    _wrong(lines[number], "\t" + lines[number].text.lstrip(" "), "tab")
    return True


PHONE = r'(    phone: )"([^"]+)"'
TEXT = r"((?:summary|    for|    hours): )([A-Z][^:#\"]{5,90})"

EDITS: dict[str, Edit] = {
    "a quote not closed": on_a_line(PHONE, lambda m: f'{m[1]}"{m[2]}', "yaml-syntax"),
    "curly quotes around": on_a_line(PHONE, lambda m: f"{m[1]}“{m[2]}”", "curly-quotes"),
    "curly quotes inside": on_a_line(TEXT, lambda m: f"{m[1]}{m[2]} “now”", "curly-quotes"),
    "an extension": on_a_line(PHONE, lambda m: f'{m[1]}"{m[2]} ext 23"', "bad-phone"),
    "two numbers": on_a_line(PHONE, lambda m: f'{m[1]}"{m[2]} or 01204 331111"', "bad-phone"),
    "a letter in a number": on_a_line(PHONE, lambda m: f'{m[1]}"O{m[2][1:]}"', "bad-phone"),
    "a number that is withdrawn": on_a_line(
        PHONE, lambda m: f'{m[1]}"0808 802 1155"', "withdrawn-contact"
    ),
    "no space behind a colon": on_a_line(
        r"((?:    )?(?:phone|hours|seen|run_by|role):) (.*)", lambda m: m[1] + m[2], "yaml-syntax"
    ),
    "no colon": on_a_line(
        r"((?:    )?(?:phone|hours|seen|run_by|role)): (.*)",
        lambda m: f"{m[1]} {m[2]}",
        "yaml-syntax",
    ),
    "a colon in a text": on_a_line(TEXT, lambda m: f"{m[1]}Note: {m[2]}", "yaml-syntax"),
    "a text that starts with @": on_a_line(TEXT, lambda m: f"{m[1]}@{m[2]}", "yaml-syntax"),
    "a remark behind a text": on_a_line(TEXT, lambda m: f"{m[1]}{m[2]} # checked", "text-not-read"),
    "an invisible space": on_a_line(
        TEXT, lambda m: f"{m[1]}{m[2][:4]}\u200b{m[2][4:]}", "forbidden-character"
    ),
    "a space that does not break": on_a_line(
        r'(    phone: "[0-9]+) ([^"]+")', lambda m: f"{m[1]}\xa0{m[2]}", "forbidden-character"
    ),
    "a number in a text": on_a_line(
        TEXT, lambda m: f"{m[1]}{m[2]} or 01204 331 111", "contact-in-text"
    ),
    "a postcode in a text": on_a_line(TEXT, lambda m: f"{m[1]}{m[2]} BL1 1RU", "address-in-text"),
    "a person's e-mail": on_a_line(
        r"(    email: )(.*)", lambda m: f"{m[1]}jane.smith@bolton.gov.uk", "personal-email"
    ),
    "an e-mail without @": on_a_line(
        r"(    email: )(.*)@(.*)", lambda m: f"{m[1]}{m[2]} at {m[3]}", "bad-email"
    ),
    "an address that tracks": on_a_line(
        r"(    url: )([^?#]*)", lambda m: f"{m[1]}{m[2]}?utm_source=mail", "bad-url"
    ),
    "a month too many": on_a_line(
        r"(    seen: )(.*)", lambda m: f'{m[1]}"2026-13"', "bad-date"
    ),
    "a date in words": on_a_line(
        r"(    seen: )(.*)", lambda m: f"{m[1]}last week", "bad-date"
    ),
    "a date to come": on_a_line(
        r"(    seen: )(.*)", lambda m: f'{m[1]}"2031"', "date-in-future"
    ),
    "a choice misspelt": on_a_line(
        r"((?:run_by|role): )([a-z-]{5,})", lambda m: m[1] + _without_a_letter(m[2]), "wrong-choice"
    ),
    "a key misspelt": on_a_line(
        r"( *)(summary|contacts|sources|source|phone|hours|run_by|email)(:.*)",
        lambda m: m[1] + _without_a_letter(m[2]) + m[3],
        "unknown-field",
    ),
    "a key with a capital": on_a_line(
        r"(    |)(summary|contacts|source|phone|hours|email)(:.*)",
        lambda m: m[1] + m[2].title() + m[3],
        "unknown-field",
    ),
    "a value deleted": on_a_line(
        r"(    |)(summary|phone|hours|email): .*", lambda m: f"{m[1]}{m[2]}:", "empty-value"
    ),
    "a council misspelt": misspelt_council,
    "a merge left unfinished": merge_left_unfinished,
    "a line pasted twice": line_twice,
    "a source lost": source_lost,
    "a line pushed in": pushed_in,
    "another line pushed in": pushed_in,
    "a tab": tab_at_the_start,
}  # fmt: skip
