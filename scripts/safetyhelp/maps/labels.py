"""Where in its outline a name is written, in how many lines and how large, so that it fits. Pure.

The outline is cut into strips from west to east. The name goes where the longest piece of a few
neighbouring strips lies inside the outline in all of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from safetyhelp.maps.topology import Line

STRIPS = 14
WIDTH_OF_A_LETTER = 0.62
"""The mean width of a letter in a wide typeface, as a part of the size of the writing."""

LINE_HEIGHT = 1.1
"""From one base line to the next, as a part of the size of the writing."""

_MOST_LINES = 3
_LARGEST = 240

_Span = tuple[float, float]


class _Fit(NamedTuple):
    """A way to write a name: how large, from where to where, in which strips, in which lines."""

    size: float
    span: _Span
    first: int
    last: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of writing: the middle of the base line of the first, and the size, in squares."""

    lines: tuple[str, ...]
    x: int
    y: int
    size: int


def label_of(name: str, outline: Sequence[Line]) -> Label:
    """Return the largest writing of a name that fits into an outline, its largest ring first."""
    ring = outline[0]
    top, bottom = min(y for _, y in ring), max(y for _, y in ring)
    height = (bottom - top) / STRIPS
    middles = [top + (at + 0.5) * height for at in range(STRIPS)]
    strips = [list(_inside(outline, y)) for y in middles]
    best = max(_fits(name, strips, height), key=lambda fit: fit.size)
    size = max(1, min(_LARGEST, int(best.size)))
    middle = (middles[best.first] + middles[best.last]) / 2
    # A capital is about seven tenths of the size high.
    base = middle + size * (0.35 - LINE_HEIGHT * (len(best.lines) - 1) / 2)
    return Label(best.lines, round(sum(best.span) / 2), round(base), size)


def _fits(name: str, strips: Sequence[Sequence[_Span]], height: float) -> Iterator[_Fit]:
    """Yield the largest writing for each way to divide a name and each row of strips."""
    ways = [(lines, max(map(len, lines)) * WIDTH_OF_A_LETTER) for lines in _in_lines(name)]
    for first in range(len(strips)):
        common = list(strips[first])
        for last in range(first, len(strips)):
            common = list(_common(common, strips[last]))
            if not common:
                break
            span = max(common, key=lambda each: each[1] - each[0])
            high = (last - first + 1) * height / LINE_HEIGHT
            for lines, letters in ways:
                size = min((span[1] - span[0]) / letters, high / len(lines))
                yield _Fit(size, span, first, last, lines)


def _in_lines(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the ways to write a name: in one line, in two, in three, each as even as can be."""
    words = name.split()
    yield (name,)
    for count in range(2, min(_MOST_LINES, len(words)) + 1):
        yield min(_divided(words, count), key=lambda lines: max(map(len, lines)))


def _divided(words: Sequence[str], count: int) -> Iterator[tuple[str, ...]]:
    if count == 1:
        yield (" ".join(words),)
        return
    for at in range(1, len(words) - count + 2):
        for rest in _divided(words[at:], count - 1):
            yield (" ".join(words[:at]), *rest)


def _inside(outline: Iterable[Line], y: float) -> Iterator[_Span]:
    """Yield the pieces of a line from west to east that lie inside."""
    crossings = sorted(
        a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
        for ring in outline
        for a, b in pairwise(ring)
        if (a[1] > y) != (b[1] > y)
    )
    return zip(crossings[::2], crossings[1::2], strict=True)


def _common(some: Iterable[_Span], others: Sequence[_Span]) -> Iterator[_Span]:
    """Yield what lies in a piece of both."""
    for start, end in some:
        for other_start, other_end in others:
            if max(start, other_start) < min(end, other_end):
                yield max(start, other_start), min(end, other_end)
