"""What the finder needs from `data/areas/` beyond the geography that the records are joined to.

In: the folder. Out: `AreaData`, or an `AreaFileError` that names file and row.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from safetyhelp.areas.places import Place, read_places
from safetyhelp.areas.postcodes import (
    PostcodeRanges,
    read_northern_ireland,
    read_postcode_gaps,
    read_postcode_ranges,
)
from safetyhelp.finder.aliases import Alias, read_aliases


@dataclass(frozen=True, slots=True)
class AreaData:
    """Places, postcodes and the names that people use.

    `gaps` are the stretches (outward, first, last) in which no postcode is known.
    `northern_ireland` gives for each outward code the councils (ONS codes) with their shares, the
    likeliest first.
    """

    places: tuple[Place, ...]
    postcodes: PostcodeRanges
    gaps: tuple[tuple[str, str, str], ...]
    northern_ireland: Mapping[str, tuple[tuple[str, float], ...]]
    aliases: tuple[Alias, ...]


def read_area_data(folder: Path) -> AreaData:
    """Read the files in `folder`. Only `aliases.csv` may be missing: then nobody has any."""
    return AreaData(
        places=read_places(folder / "places.csv"),
        postcodes=read_postcode_ranges(folder / "postcodes.csv"),
        gaps=read_postcode_gaps(folder / "postcode_gaps.csv"),
        northern_ireland=read_northern_ireland(folder / "northern_ireland_postcodes.csv"),
        aliases=read_aliases(folder / "aliases.csv"),
    )
