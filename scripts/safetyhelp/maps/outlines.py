"""Read the outlines of the councils from `data/areas/boundaries.geojson`.

They are generalised by the Office for National Statistics: fit to draw with, never to decide with.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from safetyhelp.areas.tables import AreaFileError, read_text

OUTLINES_FILE = "boundaries.geojson"

Ring = Sequence[tuple[float, float]]
"""A closed line of (longitude, latitude). The first position stands again at the end."""


def read_outlines(folder: Path) -> Mapping[str, tuple[Ring, ...]]:
    """Return id of a council → its rings, outer ones and holes alike.

    Raises `AreaFileError` if the file is missing or not what `scripts/import_areas.py` writes.
    """
    try:
        features = json.loads(read_text(folder / OUTLINES_FILE))["features"]
        return {each["properties"]["id"]: tuple(_rings(each["geometry"])) for each in features}
    except (ValueError, KeyError, TypeError):
        raise AreaFileError(
            OUTLINES_FILE, "this is not GeoJSON with outlines of councils.", "Import it again."
        ) from None


def _rings(geometry: Mapping[str, Any]) -> list[Ring]:
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return [[(lon, lat) for lon, lat in ring] for polygon in polygons for ring in polygon]
