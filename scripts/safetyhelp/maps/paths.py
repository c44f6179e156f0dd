"""Lines → the `d` of an SVG path, as short as it can be written. Pure."""

from collections.abc import Iterable

from safetyhelp.maps.topology import Line


def _written(numbers: Iterable[int]) -> str:
    """Write numbers with nothing between them where a minus parts them."""
    return " ".join(map(str, numbers)).replace(" -", "-")


def path_of(lines: Iterable[Line]) -> str:
    """Return the path through lines; one that ends where it begins is closed."""
    parts = []
    for line in lines:
        closed = line[0] == line[-1]
        steps = zip(line, line[1:-1] if closed else line[1:], strict=False)
        moves = _written(n for a, b in steps for n in (b[0] - a[0], b[1] - a[1]))
        parts.append(f"M{_written(line[0])}l{moves}{'z' if closed else ''}")
    return "".join(parts)
