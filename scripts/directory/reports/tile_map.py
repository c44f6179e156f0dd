"""A map of the councils as squares of one size, in blocks that lie as the regions do. Pure.

On a true map the cities, where most people live, would be too small to see. Inside a block the
squares lie from north to south, and in each row from west to east.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from directory.areas.model import Council

LABEL_ROWS = 1
"""The name of a region stands in one row above its block."""

_GAP = 1
# Region → column, row of its name, columns of its block: as on a map, with room to grow.
_BLOCKS: Mapping[str, tuple[int, int, int]] = MappingProxyType(
    {
        "Scotland": (9, 0, 8),
        "Northern Ireland": (0, 6, 4),
        "North West": (8, 6, 7),
        "North East": (16, 6, 6),
        "Yorkshire and The Humber": (16, 10, 6),
        "Wales": (1, 14, 5),
        "West Midlands": (8, 14, 6),
        "East Midlands": (16, 15, 6),
        "East of England": (24, 15, 6),
        "South West": (1, 22, 7),
        "London": (16, 23, 7),
        "South East": (10, 30, 14),
    }
)


@dataclass(frozen=True, slots=True)
class Tile:
    """Where the square of a council stands: column from the west, row from the north."""

    council: Council
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a region above its block."""

    name: str
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class TileMap:
    """The whole map; `columns` and `rows` are its size."""

    tiles: tuple[Tile, ...]
    labels: tuple[Label, ...]
    columns: int
    rows: int


def _block(councils: Sequence[Council], column: int, row: int, width: int) -> list[Tile]:
    """Place the councils of a region below its name."""
    southwards = sorted(councils, key=lambda each: (-each.lat, each.id))
    placed = []
    for start in range(0, len(southwards), width):
        eastwards = sorted(southwards[start : start + width], key=lambda each: (each.lon, each.id))
        line = row + LABEL_ROWS + start // width
        placed += [Tile(each, column + n, line) for n, each in enumerate(eastwards)]
    return placed


def tile_map(councils: Sequence[Council]) -> TileMap:
    """Lay out the map of the councils of a day. A region that is not known lies below the rest."""
    tiles: list[Tile] = []
    labels = []
    regions = sorted(
        {each.region for each in councils}, key=lambda name: (name not in _BLOCKS, name)
    )
    for region in regions:
        below = max((tile.row for tile in tiles), default=-1) + 1 + _GAP
        column, row, width = _BLOCKS.get(region, (0, below, 14))
        labels.append(Label(region, column, row))
        tiles += _block([each for each in councils if each.region == region], column, row, width)
    return TileMap(
        tuple(tiles),
        tuple(labels),
        max((tile.column for tile in tiles), default=0) + 1 + _GAP,
        max((tile.row for tile in tiles), default=0) + 1,
    )
