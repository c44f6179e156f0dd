"""Guess what the tabs at the start of lines stand for, so that the rest can be read. Pure."""

import re
from collections.abc import Sequence

_LEAD = re.compile(r"(?P<space>[ \t]*)(?P<dashes>(?:[-–—•·*] +)*)")
_WIDTHS = (2, 4, 8, 1)


def _width_that_fits(space: str, *places: Sequence[int]) -> int:
    """Return how many spaces the start of a line stands for: where a line can stand, if it can."""
    tabs = space.count("\t")
    widths = [len(space) - tabs + tabs * width for width in _WIDTHS]
    return next((width for fits in places for width in widths if width in fits), widths[0])


def without_tabs(text: str) -> str:
    """Return a text with spaces for the tabs at the start of its lines.

    A line stands where the lines above let it stand: under one that is still open, or one step
    further in than a line that ends with a colon.
    """
    lines = text.split("\n")
    keys: list[int] = []  # where the keys of the open groups stand, from the outermost
    items: list[int] = []  # where the dashes of the open lists stand
    opens = False
    for number, line in enumerate(lines):
        lead = _LEAD.match(line)
        if lead is None or not line.strip() or line.lstrip().startswith("#"):
            continue
        space, dashes = lead["space"], lead["dashes"]
        if "\t" in space:
            below = [keys[-1] + 2, *([keys[-1]] if dashes else [])] if keys and opens else []
            space = " " * _width_that_fits(space, below, items if dashes else keys)
            lines[number] = space + line[len(lead["space"]) :]
        start = len(space)
        keys = [key for key in keys if key < start or (key == start and not dashes)]
        items = [item for item in items if item <= start]
        items += [start] if dashes and start not in items else []
        keys += [start + len(dashes)] if start + len(dashes) not in keys else []
        opens = line.rstrip().endswith(":")
    return "\n".join(lines)
