"""Build ``boundaries.geojson``: the generalised outlines of the councils, for drawing only.

In: ``lad_boundaries.geojson``. Out: the same geometry with id, code and name, sorted by id.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from directory.areas.importing.lists import require_codes
from directory.areas.tables import AreaFileError, read_text

BOUNDARIES_FILE = "lad_boundaries.geojson"


def boundaries_geojson(folder: Path, names: Mapping[str, tuple[str, str]]) -> str:
    """Return ``boundaries.geojson``; ``names`` gives code → (id, name) of today's councils."""
    try:
        document = json.loads(read_text(folder / BOUNDARIES_FILE))
    except json.JSONDecodeError as error:
        raise AreaFileError(
            BOUNDARIES_FILE, f"this is not JSON ({error.msg}).", "Fetch it again.", error.lineno
        ) from None
    features: dict[str, dict[str, Any]] = {}
    for number, (code, geometry) in enumerate(_outlines(document), 1):
        if code not in names or code in features:
            fault = "is there twice" if code in features else "is not in local_authorities.csv"
            raise AreaFileError(
                BOUNDARIES_FILE,
                f"feature {number}: the council “{code}” {fault}.",
                "Use the boundaries that match the list of councils.",
            )
        id_, name = names[code]
        features[code] = {
            "type": "Feature",
            "properties": {"id": id_, "code": code, "name": name},
            "geometry": geometry,
        }
    require_codes(BOUNDARIES_FILE, features, names)
    ordered = sorted(features.values(), key=lambda feature: str(feature["properties"]["id"]))
    collection = {"type": "FeatureCollection", "features": ordered}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n"


def _outlines(document: object) -> list[tuple[str, Any]]:
    """Return (code, geometry) of each feature, refusing anything that is not an outline."""
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list):
        raise AreaFileError(
            BOUNDARIES_FILE, "this is not a GeoJSON feature collection.", "Fetch it again."
        )
    outlines = []
    for number, feature in enumerate(features, 1):
        try:
            code, geometry = feature["properties"]["lad_code"], feature["geometry"]
            outline = geometry["type"] in {"Polygon", "MultiPolygon"} and geometry["coordinates"]
        except (KeyError, TypeError):
            outline = False
        if not outline or not isinstance(code, str):
            raise AreaFileError(
                BOUNDARIES_FILE,
                f"feature {number} has no “lad_code” or is not an outline.",
                "Fetch it again.",
            )
        outlines.append((code, geometry))
    return outlines
