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


def _merging(lines: Lines) -> bool:
    return any(line.text[:7] in ("<<<<<<<", "=======", ">>>>>>>") for line in lines)


def merge_left_unfinished(random: Random, lines: Lines) -> bool:
    """Leave two versions of a line, with the marks of a merge around them."""
    found = [number for number, _ in _places(lines, r"(?:summary|name|run_by|role): .*")]
    if not found or _merging(lines):
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
    if not found or any(re.fullmatch(r"    [a-z]+", line.text) for line in lines):
        return False
    number = random.choice(found)
    first = next(n for n in range(number, -1, -1) if lines[n].text[:4] in ("  - ", "  • "))
    lines[first].codes.append("source-missing")
    del lines[number]
    return True


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


def a_level_out(random: Random, lines: Lines) -> bool:
    """Start the last line of a contact at the edge of the file: nothing else stands wrong then."""
    found = [
        number
        for number, _ in _places(lines[:-1], r"    (?:seen|hours): .*")
        if lines[number + 1].text.startswith("sources:") and not lines[number + 1].edited
    ]
    if not found:
        return False
    (number,) = found
    _wrong(lines[number], lines[number].text.lstrip(), "unknown-field")
    return True


def areas_a_level_out(random: Random, lines: Lines) -> bool:
    """Start the areas at the edge of the file."""
    found = [number for number, _ in _places(lines, r"  (?:councils|nations|police_areas): \[.*\]")]
    if not found or lines[found[0] - 1].edited:
        return False
    lines[found[0] - 1].edited = True
    _wrong(lines[found[0]], lines[found[0]].text.lstrip(), "unknown-field")
    return True


def text_broken_in_two(random: Random, lines: Lines) -> bool:
    """Press Enter within a text: its second half starts a line of its own."""
    found = [
        (number, match)
        for number, match in _places(
            lines[:-1], r"((?:  - for|    hours): [A-Z][a-z]+ [^:#\"]*) ([a-z]+ [a-z]+)"
        )
        if lines[number + 1].text.startswith("    ")
    ]
    if not found:
        return False
    number, match = random.choice(found)
    lines[number].text, lines[number].edited = match[1], True
    lines.insert(number + 1, Line(match[2], ["yaml-syntax"], edited=True))
    return True


def cut_in_half(random: Random, lines: Lines) -> bool:
    """Cut a line in its key. It may be any line then: nothing else is said to be missing."""
    if any("source-missing" in line.codes for line in lines):
        return False
    cut = on_a_line(r"(    (?:source|seen|hours)): .*", lambda m: m[1][:-2], "yaml-syntax")
    return cut(random, lines)


def another_record_below(random: Random, lines: Lines) -> bool:
    """Paste a second record below the first."""
    if any(line.edited for line in lines):
        return False
    more = ("name: Another", "covers:", "  nations: [englnd]", "sources:",
            "  - url: https://www.example.gov.uk/", "    seen: unknown")  # fmt: skip
    lines += [Line(text, edited=True) for text in more]
    lines[-6].codes.append("several-documents")
    lines[-4].codes.append("unknown-area")
    return True


def sources_a_level_in(random: Random, lines: Lines) -> bool:
    """Push the key of a list in, but not the list."""
    found = [number for number, _ in _places(lines, r"sources:")]
    if len(found) != 1 or lines[found[0] - 1].edited:
        return False
    _wrong(lines[found[0]], "  sources:", "yaml-syntax")
    lines[found[0] - 1].edited = lines[found[0] + 1].edited = True
    return True


def mark_left_over(random: Random, lines: Lines) -> bool:
    """Leave one mark of a merge anywhere."""
    if _merging(lines):
        return False
    number = random.randrange(len(lines) + 1)
    mark = random.choice(("<<<<<<< HEAD", "=======", ">>>>>>> branch"))
    lines.insert(number, Line(mark, ["yaml-syntax"], edited=True))
    return True


COUNCIL = r"(  councils: )\[([a-z-]+)\]"
EMAIL = r"(    email: )(.*)"
PHONE = r'(    phone: )"([^"]+)"'
SEEN = r"(    seen: )(.*)"
URL = r"(    url: )([^?#]*)"
TEXT = r"((?:summary|    for|    hours): )([A-Z][^:#\"]{5,90})"

SAID = (
    "31/12/2025",
    "5.10.2025",
    "5 Oct 2025",
    "Oct-2025",
    "10/2025",
    "2025-5-3",
    "n/a",
    "Q3 2025",
)

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
        EMAIL, lambda m: f"{m[1]}jane.smith@bolton.gov.uk", "personal-email"
    ),
    "an e-mail without @": on_a_line(
        r"(    email: )(.*)@(.*)", lambda m: f"{m[1]}{m[2]} at {m[3]}", "bad-email"
    ),
    "an address that tracks": on_a_line(URL, lambda m: f"{m[1]}{m[2]}?utm_source=mail", "bad-url"),
    "a month too many": on_a_line(SEEN, lambda m: f'{m[1]}"2026-13"', "bad-date"),
    "a date in words": on_a_line(SEEN, lambda m: f"{m[1]}last week", "bad-date"),
    "a date to come": on_a_line(SEEN, lambda m: f'{m[1]}"2031"', "date-in-future"),
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
    "a line cut in half": cut_in_half,
    "a number cut in half": on_a_line(
        r'(    phone: "[0-9]{3})[^"]+"', lambda m: m[1], "yaml-syntax"
    ),
    "a last line of a contact a level out": a_level_out,
    "areas a level out": areas_a_level_out,
    "another record below": another_record_below,
    "a text broken in two": text_broken_in_two,
    "sources a level in": sources_a_level_in,
    "one mark of a merge": mark_left_over,
    "quotes that differ": on_a_line(PHONE, lambda m: f"{m[1]}'{m[2]}\"", "yaml-syntax"),
    "quotes of a word processor": on_a_line(PHONE, lambda m: f"{m[1]}„{m[2]}“", "curly-quotes"),
    "backticks": on_a_line(PHONE, lambda m: f"{m[1]}`{m[2]}`", "yaml-syntax"),
    "doubled quotes": on_a_line(PHONE, lambda m: f'{m[1]}""{m[2]}""', "yaml-syntax"),
    "an address as a number": on_a_line(PHONE, lambda m: f"{m[1]}team@bolton.gov.uk", "bad-phone"),
    "a number as an address": on_a_line(EMAIL, lambda m: f'{m[1]}"01204 333333"', "bad-email"),
    "a web address with a space": on_a_line(
        r"(    (?:url|source): https?://[^/]+/)(.+)", lambda m: f"{m[1]}a {m[2]}", "bad-url"
    ),
    "an address copied from code": on_a_line(URL, lambda m: f"{m[1]}{m[2]}?a=1&amp;b=2", "bad-url"),
    "a link of Markdown": on_a_line(
        r"(    url: )([^?#()]*)", lambda m: f"{m[1]}[here]({m[2]})", "yaml-syntax"
    ),
    "a date as it is said": on_a_line(
        SEEN, lambda m: f"{m[1]}{SAID[len(m[0]) % len(SAID)]}", "bad-date"
    ),
    "a picture": on_a_line(TEXT, lambda m: f"{m[1]}{m[2]} 😀", "markup-in-text"),
    "HTML": on_a_line(TEXT, lambda m: f"{m[1]}<b>{m[2]}</b>", "markup-in-text"),
    "an entity": on_a_line(TEXT, lambda m: f"{m[1]}{m[2]}&nbsp;now", "markup-in-text"),
    "a space that does not break, in a text": on_a_line(
        TEXT, lambda m: f"{m[1]}{m[2].replace(' ', chr(160), 1)} \xa0", "forbidden-character"
    ),
    "curly brackets": on_a_line(COUNCIL, lambda m: f"{m[1]}{{{m[2]}}}", "yaml-syntax"),
    "no bracket at the start": on_a_line(COUNCIL, lambda m: f"{m[1]}{m[2]}]", "wrong-type"),
    "spaces between areas": on_a_line(
        r"(  councils: \[[a-z-]+), ([a-z-]+.*)", lambda m: f"{m[1]} {m[2]}", "unknown-area"
    ),
    "an equals sign": on_a_line(
        r"(run_by|role): (.*)", lambda m: f"{m[1]} = {m[2]}", "yaml-syntax"
    ),
    "a bullet": on_a_line(r"  - (for: .*)", lambda m: f"  • {m[1]}", "yaml-syntax"),
}  # fmt: skip
