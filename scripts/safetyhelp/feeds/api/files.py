"""All files of our own API: the list of them, each area, record and kind, the gaps, the words."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from safetyhelp.areas.model import NATIONS
from safetyhelp.dataset.answers import Directory
from safetyhelp.dataset.sections import KIND_TITLES, SECTIONS
from safetyhelp.feeds.api.areas import area_maker, gap, retired_area, summary
from safetyhelp.feeds.api.contacts import Evidence
from safetyhelp.feeds.api.openapi import openapi
from safetyhelp.feeds.api.records import own_file, retired
from safetyhelp.feeds.edition import Edition, Fields, as_json
from safetyhelp.records import vocabulary
from safetyhelp.records.kinds import RECORD_KINDS

FOLDER = "api/v1"
_SCHEMA = Path(__file__).with_name("schema.json")
_WORDS: Mapping[str, Mapping[str, str]] = {
    "nation": NATIONS,
    "section": {section.id: section.title for section in SECTIONS},
    "kind": KIND_TITLES,
    "run_by": vocabulary.RUN_BY,
    "role": {**vocabulary.ROLES, **vocabulary.OVERSIGHT},
    "hate_crime": vocabulary.HATE_CRIME_RULES,
    "helps_with": vocabulary.HELPS_WITH,
    "takes": vocabulary.TAKES,
    "reviews": vocabulary.REVIEWS,
    "ways": vocabulary.RJ_WAYS,
    "accessibility": vocabulary.ACCESSIBILITY,
}


def _words() -> list[Fields]:
    """Return every coded value with its words, as the pages say them; some say nothing."""
    return [
        {"field": field, "code": code, "words": words}
        for field, table in _WORDS.items()
        for code, words in table.items()
    ]


def _areas(directory: Directory, evidence: Evidence) -> tuple[list[Fields], list[Fields]]:
    """Return the whole answers of all councils of the day, and what is left of those before."""
    area = area_maker(directory, evidence)
    day = directory.map.day
    former = (c for c in directory.map.geography.councils.values() if c.ends_on and c.ends_on < day)
    return (
        [area(council) for council in directory.map.councils],
        [retired_area(council, directory) for council in former],
    )


def _listed(files: Mapping[str, tuple[str, int]]) -> list[Fields]:
    return [
        {"name": name, "file": f"{FOLDER}/{name}", "what": what, "total": total}
        for name, (what, total) in files.items()
    ]


def api_files(
    directory: Directory, edition: Edition, evidence: Evidence
) -> Iterator[tuple[str, bytes]]:
    """Yield (path, content) of every file of the API."""
    areas, former_areas = _areas(directory, evidence)
    records = [own_file(each, directory.map, evidence) for each in directory.records]
    gone = retired(directory)
    files: dict[str, tuple[str, int]] = {}

    def many(name: str, what: str, results: list[Fields]) -> tuple[str, bytes]:
        files[name] = what, len(results)
        return f"{FOLDER}/{name}", edition.many(results)

    councils = [summary(council) for council in directory.map.councils]
    yield many("areas.json", "Every council area, with the file of its whole answer", councils)
    for area in (*areas, *former_areas):
        yield f"{FOLDER}/areas/{area['id']}.json", edition.one(area)
    for kind in RECORD_KINDS:
        of_kind = [each for each in records if each["kind"] == kind]
        yield many(f"kinds/{kind}.json", KIND_TITLES[kind], of_kind)
    for each in (*records, *gone):
        yield f"{FOLDER}/records/{each['kind']}/{each['id']}.json", edition.one(each)
    ended = [*({"kind": "area", **_ended(area)} for area in former_areas), *map(_ended, gone)]
    yield many("retired.json", "Ids that are no longer in use, with what took their place", ended)
    gaps = [
        {**gap(each), "covers": {"level": each.covers.level, "ids": [*each.covers.ids]}}
        for each in directory.all_gaps
    ]
    yield many("gaps.json", "What is known to be missing", gaps)
    yield many("words.json", "The coded values in words", _words())
    yield f"{FOLDER}/index.json", edition.many(_listed(files))
    schema = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    yield f"{FOLDER}/schema.json", as_json(schema)
    yield f"{FOLDER}/openapi.json", as_json(openapi(edition, files))


def _ended(each: Fields) -> Fields:
    wanted = ("kind", "id", "name", "ended", "ended_on", "replaced_by")
    return {name: each[name] for name in wanted if name in each}
