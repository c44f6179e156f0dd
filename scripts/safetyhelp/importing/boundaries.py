"""Build ``boundaries.geojson``: the generalised outlines of the councils, for drawing only.

In: ``lad_boundaries.geojson``, of councils of today or of those that they replaced. Out: the same
geometry with id, code and name, sorted by id.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from safetyhelp.areas.tables import AreaFileError, read_text
from safetyhelp.importing.lists import COUNCILS_FILE, Lists, require_codes
from safetyhelp.text.compact_json import compact_json

BOUNDARIES_FILE = "lad_boundaries.geojson"


def boundaries_geojson(
    folder: Path,
    names: Mapping[str, tuple[str, str]],
    lists: Lists,
    kept: Mapping[str, Any],
) -> str:
    """Return ``boundaries.geojson``.

    ``names`` gives code → (id, name) of the councils that may have an outline, ``kept`` code →
    geometry of old outlines to add where the source no longer has them.
    """
    try:
        document = json.loads(read_text(folder / BOUNDARIES_FILE))
    except json.JSONDecodeError as error:
        raise AreaFileError(
            BOUNDARIES_FILE, f"this is not JSON ({error.msg}).", "Fetch it again.", error.lineno
        ) from None
    features: dict[str, dict[str, Any]] = {}
    for number, (code, geometry) in enumerate(_outlines(document), 1):
        if code not in names or code in features:
            fault = "is there twice" if code in features else f"is not in {COUNCILS_FILE}"
            raise AreaFileError(
                BOUNDARIES_FILE,
                f"feature {number}: the council “{code}” {fault}.",
                "Use the boundaries that match the list of councils.",
            )
        features[code] = _feature(code, names[code], geometry)
    require_codes(BOUNDARIES_FILE, lists.with_successors(features), lists.councils)
    for code in kept.keys() - features.keys():
        features[code] = _feature(code, names[code], kept[code])
    ordered = sorted(features.values(), key=lambda feature: str(feature["properties"]["id"]))
    collection = {"type": "FeatureCollection", "features": ordered}
    return compact_json(collection) + "\n"


def _feature(code: str, named: tuple[str, str], geometry: object) -> dict[str, Any]:
    id_, name = named
    properties = {"id": id_, "code": code, "name": name}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def read_outlines(path: Path) -> dict[str, Any]:
    """Return code → geometry of an earlier ``boundaries.geojson``, nothing if it is no such."""
    try:
        features = json.loads(read_text(path))["features"]
        return {each["properties"]["code"]: each["geometry"] for each in features}
    except (AreaFileError, ValueError, KeyError, TypeError):
        return {}


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
