"""Read on where a text is broken: cut out what cannot be read, and say what is wrong with each.

The lines keep their numbers. In: a text. Out: a text that can be read, with every fault on the way.
Where a line has a key, the key stays, with the mark `CUT` for its value: so whoever reads on knows
that something stands there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yaml.nodes import MappingNode, Node

from safetyhelp.yaml.compose import compose, refused
from safetyhelp.yaml.faults import FaultError, line_without_colon, not_yaml, wrong_bullet

CUT = "\ue000"
"""What stands for a value that was cut out. No file may hold this character."""

_MOST_FAULTS = 20
_LINES_ASTRAY = (
    "These lines belong to a group whose own line is missing above them. Compare them with another "
    "record of this kind."
)
_SPACES = {1: "one space", 2: "two spaces", 4: "four spaces"}
_MERGE = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?: .*)?$")
_MERGE_MARKS = tuple(mark * 7 for mark in "<|=>")
_DOCUMENT = re.compile(r"---(?:\s|$)|\.\.\.(?:\s|$)|%")
_ITEM = re.compile(r"-(?:\s|$)")
_LEAD = re.compile(r"^(\s*(?:- +)*).*$")
_KEY = re.compile(r"(?P<lead>\s*(?:- +)*)(?P<key>[A-Za-z_][\w-]*)(?P<colon>\s*:(?=\s|$)|:|\b)")
_OTHER_BULLET = re.compile(r"( *)(?:[–—•·*] *|-)(?=[a-z_]+:(?: |$))")
_KEY_ALONE = re.compile(r"(?P<lead> *)(?P<key>[a-z_]+)")
_LOOSE = re.compile(r"[a-z]\w*(?: [\w',.-]+)+")
_ANY_KEY = re.compile(r"(?:^|\s)([A-Za-z_][\w-]*):(?=\s|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Salvaged:
    """A text that can be read, what was wrong with it, and the lines (from 0) that are gone.

    `node` is its tree; None when it is empty, or when there was too much to read on. `lost` are
    the keys of which nothing is left, wherever they stood.
    """

    text: str
    node: Node | None
    faults: tuple[FaultError, ...]
    gone: frozenset[int]
    lost: frozenset[str]


def _is_content(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


class _Salvage:
    """The lines of one text while parts are cut out of it."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.faults: list[FaultError] = []
        self.gone: set[int] = set()
        self.lost: set[str] = set()

    def _blank(self, first: int, end: int) -> None:
        for number in range(first, end):
            if _is_content(self.lines[number]):
                self.gone.add(number)
            self.lines[number] = ""

    # Merges

    def keep_one_side(self) -> None:
        """Keep the first side of each unfinished merge, and find what is left of others."""
        found = ((number, _MERGE.match(line)) for number, line in enumerate(self.lines))
        marks = [(number, match[1][0]) for number, match in found if match]
        while marks:
            number, mark = marks.pop(0)
            kinds = "".join(kind for _, kind in marks)
            whole = re.match(r"\|?=>", kinds) if mark == "<" else None
            if whole:
                self._fault(
                    number,
                    "A merge is unfinished here: two versions of the same lines stand below.",
                    "Keep one side, and delete the three lines that start with <<<<<<<, ======= "
                    "and >>>>>>>.",
                )
                second, end = marks[0][0], marks[whole.end() - 1][0]
                self._blank(second, end + 1)
                del marks[: whole.end()]
            else:
                self._fault(
                    number,
                    "This line is left over from a merge.",
                    "Delete it, and see that only one version of the lines around it stands here.",
                )
            self.lines[number] = ""

    def _fault(self, number: int, message: str, suggestion: str, column: int = 1) -> None:
        self.faults.append(not_yaml(message, suggestion, (number + 1, column)))

    # Blocks: the lines of one key at the outermost step

    def _blocks(self) -> Iterator[tuple[int, int]]:
        content = [n for n, line in enumerate(self.lines) if _is_content(line)]
        if not content:
            return
        base = min(_indent(self.lines[n]) for n in content)
        starts = [
            n
            for n in content
            if n == content[0]
            or (_indent(self.lines[n]) == base and not _ITEM.match(self.lines[n].lstrip()))
        ]
        yield from zip(starts, [*starts[1:], len(self.lines)], strict=True)

    def cut(self) -> None:
        """Make each block readable by itself: then all of them together are."""
        self._with_hyphens()
        self._without_loose_ends()
        filled = marked = False
        for first, end in list(self._blocks()):
            is_mark = _DOCUMENT.match(self.lines[first]) is not None
            if is_mark and (filled or not marked):
                self.faults.append(refused("several-documents", (first + 1, 1)))
            if is_mark and filled:  # what follows is a second record
                self._blank(first, len(self.lines))
                return
            if is_mark:
                for number in (n for n in range(first, end) if _is_content(self.lines[n])):
                    self._blank(number, number + 1)
            else:
                self._cut_block(first, end)
            filled, marked = filled or not is_mark, marked or is_mark
            if len(self.faults) >= _MOST_FAULTS:
                return

    def _with_hyphens(self) -> None:
        """Put a hyphen and a space where another mark starts an item of a list."""
        for number, line in enumerate(self.lines):
            if bullet := _OTHER_BULLET.match(line):
                self.faults.append(wrong_bullet(line, number))
                self.lines[number] = f"{bullet[1]}- {line[bullet.end() :]}"

    def _without_loose_ends(self) -> None:
        """Cut out what is left of a text at the start of a line: lines below belong to others."""
        content = [n for n, line in enumerate(self.lines) if _is_content(line)]
        for above, number, below in zip(content, content[1:], content[2:], strict=False):
            line = self.lines[number]
            key = _KEY_ALONE.fullmatch(line)
            if key and _indent(self.lines[below]) > len(key["lead"]):
                what, remedy = "This line has no colon.", f"Write: {key['key']}:"
                self._fault(number, what, remedy, len(key["lead"]) + 1)
                self.lines[number] = f"{key['lead']}{key['key']}:"
                continue
            goes_on = self.lines[above].count('"') % 2 == 0 and _indent(self.lines[below]) > 0
            if goes_on and _LOOSE.fullmatch(line):
                self.faults.append(line_without_colon(self.lines, number))
                self._blank(number, number + 1)

    def _fault_of(self, first: int, end: int) -> FaultError | None:
        """Note why a block cannot be read; None when it can."""
        try:
            node = compose("\n".join(self.lines[first:end]))
        except FaultError as error:
            fault = error
        else:
            if node is None or isinstance(node, MappingNode):
                return None
            fault = line_without_colon(self.lines[first:end], 0)
        line, column = fault.at
        fault.at = min(line + first, end), column
        self.faults.append(fault)
        return fault

    def _cut_block(self, first: int, end: int) -> None:
        tried: list[int] = []
        structure_told = False
        moved: tuple[int, int] | None = None  # the line that was moved last, and where it started
        while fault := self._fault_of(first, end):
            number = fault.at[0] - 1
            if fault.structure and moved and self._goes_on(moved, number):
                self._cut_with_it(moved[0], number, end)
                moved = number, moved[1]
                continue
            follows = fault.structure and structure_told and number not in tried
            if number in tried or follows:
                self.faults.pop()  # it has been told, or only follows from one that has
            if follows or tried.count(number) > 1 or len(tried) > _MOST_FAULTS:
                self._cut_whole(first, end)
                return
            start = _indent(self.lines[number])
            if not fault.structure or number in tried:
                self._cut_line(number, end, keep_key=number not in tried)
            elif self._with_first_hyphen(number, first, end):
                continue
            elif self._moved(number, first, end):
                moved = (number, start) if self.faults[-1].at[0] == number + 1 else None
            else:
                self._cut_line(number, end, keep_key=True)
                structure_told = True
            tried.append(number)

    def _goes_on(self, moved: tuple[int, int], number: int) -> bool:
        """Say whether a line that stands wrong is the next of those that started where one did."""
        line, start = moved
        between = self.lines[line + 1 : number]
        return line < number and _indent(self.lines[number]) == start and not any(between)

    def _cut_with_it(self, moved: int, number: int, end: int) -> None:
        """Cut out two lines in a row: it is not they that stand wrong, but one above is missing."""
        self.faults.pop()
        if self.lines[moved]:
            self.faults[-1].suggestion = _LINES_ASTRAY
            self._cut_line(moved, end, keep_key=False)
        self._cut_line(number, end, keep_key=False)

    def _with_first_hyphen(self, number: int, first: int, end: int) -> bool:
        """Put “- ” in front of the first item of a list where only the later ones have it."""
        below = next((n for n in range(first + 1, end) if _is_content(self.lines[n])), end)
        if below >= number or not _ITEM.match(self.lines[number].lstrip()):
            return False
        line, start = self.lines[below], _indent(self.lines[number])
        if start == _indent(self.lines[first]) or _ITEM.match(line.lstrip()):
            return False
        if _indent(line) != start + 2:
            return False
        self.lines[below] = f"{line[:start]}- {line.lstrip()}"
        if self._reads_to(below, 0, first, end) <= number:
            self.lines[below] = line
            return False
        fault = self.faults[-1]
        fault.at, fault.message = (below + 1, start + 3), "This is an item of a list."
        fault.suggestion = "Put “- ” in front of its first line, two spaces further out."
        return True

    def _moved(self, number: int, first: int, end: int) -> bool:
        """Move a line by a few spaces to where it can be read, if there is such a place.

        Where all is well once the line above is moved, it is that line which stands wrong.
        """
        steps = (1, -1, 2, -2)
        above = [(number - 1, step) for step in (*steps, 4)] if number > first else []
        reached = {
            (line, step): self._reads_to(line, step, first, end)
            for line, step in [*((number, step) for step in steps), *above]
            if self._has_its_own(line, step, end)
        }
        whole = [move for move, line in reached.items() if line > end]
        further = [move for move, line in reached.items() if move[0] == number < line]
        if not (whole or further):
            return False
        odd = [move for move in whole if move[0] == number - 1]
        alike = number > 1 and _indent(self.lines[number - 2]) == _indent(self.lines[number])
        line, step = (odd if odd and alike else whole or further)[0]
        self._shift(line, step)
        what, spaces = "Add" if step > 0 else "Delete", _SPACES[abs(step)]
        fault = self.faults[-1]
        fault.suggestion = f"{what} {spaces} at its start, so that it stands in line."
        if line < number:
            fault.message = "The spaces at the start of this line do not fit the lines below it."
            fault.at = line + 1, _indent(self.lines[line]) - step + 1
        return True

    def _has_its_own(self, line: int, step: int, end: int) -> bool:
        """Say whether a key without a value on its line keeps what belongs below it, once moved."""
        text = self.lines[line]
        below = next((n for n in range(line + 1, end) if _is_content(self.lines[n])), None)
        if not text.rstrip().endswith(":") or below is None:
            return True
        start = _indent(text) + step
        is_item = _ITEM.match(self.lines[below].lstrip()) is not None
        return _indent(self.lines[below]) > start - is_item

    def _shift(self, line: int, step: int) -> None:
        text = self.lines[line]
        self.lines[line] = " " * (_indent(text) + step) + text.lstrip(" ")

    def _reads_to(self, line: int, step: int, first: int, end: int) -> int:
        """Return to which line a block can be read once a line is moved; behind its end: whole."""
        before = self.lines[line]
        self._shift(line, step)
        try:
            compose("\n".join(self.lines[first:end]))
        except FaultError as error:
            return error.at[0] + first - 1
        finally:
            self.lines[line] = before
        return end + 1

    def _cut_line(self, number: int, end: int, *, keep_key: bool) -> None:
        line = self.lines[number]
        key = _KEY.match(line)
        lead = key["lead"] if key else _LEAD.sub(r"\1", line)
        deeper = number + 1
        while deeper < end and (
            not _is_content(self.lines[deeper]) or _indent(self.lines[deeper]) > len(lead)
        ):
            deeper += 1
        if not keep_key or not key:
            self.lost.update(_ANY_KEY.findall("\n".join(self.lines[number:deeper])))
        self._blank(number, deeper)
        if keep_key and key and (key["colon"] or not lead.strip()):
            self.lines[number] = f'{lead}{key["key"]}: "{CUT}"'
        elif keep_key and lead.strip():
            self.lines[number] = f'{lead}"{CUT}"'

    def _cut_whole(self, first: int, end: int) -> None:
        key = _KEY.match(self.lines[first])
        self.lost.update(_ANY_KEY.findall("\n".join(self.lines[first:end])))
        self._blank(first, end)
        if key and not key["lead"]:
            self.lines[first] = f'{key["key"]}: "{CUT}"'


def salvage(text: str) -> Salvaged:
    """Return what of a text can be read, and everything that is wrong with the rest."""
    work = _Salvage(text)
    if any(mark in text for mark in _MERGE_MARKS):
        work.keep_one_side()
    kept = "\n".join(work.lines)
    try:
        node = compose(kept)
    except FaultError as error:
        work.cut()
        if error.code != "yaml-syntax" and error.code not in {f.code for f in work.faults}:
            work.faults.append(error)
        kept = "\n".join(work.lines)
        node = None if len(work.faults) >= _MOST_FAULTS else _group(kept)
        work.faults = work.faults or [error]
    return Salvaged(kept, node, tuple(work.faults), frozenset(work.gone), frozenset(work.lost))


def _group(text: str) -> Node | None:
    try:
        node = compose(text)
    except FaultError:
        return None
    return node if isinstance(node, MappingNode) else None
