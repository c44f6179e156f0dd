"""All files of our own API: the list of them, each area, record and kind, the gaps, the words."""

from collections.abc import Iterator, Mapping

from safetyhelp.areas.model import NATIONS
from safetyhelp.dataset.sections import KIND_TITLES, SECTIONS
from safetyhelp.feeds.api.openapi import openapi
from safetyhelp.feeds.api.schema import schema
from safetyhelp.feeds.edition import API, Fields, area_file, as_json
from safetyhelp.feeds.published import Published
from safetyhelp.records import vocabulary
from safetyhelp.records.kinds import RECORD_KINDS

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


def _listed(files: Mapping[str, tuple[str, int]]) -> list[Fields]:
    return [
        {"name": name, "file": f"{API}/{name}", "what": what, "total": total}
        for name, (what, total) in files.items()
    ]


def api_files(data: Published) -> Iterator[tuple[str, bytes]]:
    """Yield (path, content) of every file of the API."""
    edition = data.edition
    files: dict[str, tuple[str, int]] = {}

    def many(name: str, what: str, results: list[Fields]) -> tuple[str, bytes]:
        files[name] = what, len(results)
        return f"{API}/{name}", edition.many(results)

    yield many("areas.json", "Every council area, with the file of its whole answer", data.councils)
    for area in (*data.areas, *data.former_areas):
        yield area_file(area["id"]), edition.one(area)
    for kind in RECORD_KINDS:
        of_kind = [each for each in data.records if each["kind"] == kind]
        yield many(f"kinds/{kind}.json", KIND_TITLES[kind], of_kind)
    for each in (*data.records, *data.retired):
        yield f"{API}/records/{each['kind']}/{each['id']}.json", edition.one(each)
    former = ({"kind": "area", **area} for area in data.former_areas)
    ended = [*map(_ended, former), *map(_ended, data.retired)]
    yield many("retired.json", "Ids that are no longer in use, with what took their place", ended)
    yield many("gaps.json", "What is known to be missing", data.gaps)
    yield many("words.json", "The coded values in words", _words())
    yield f"{API}/index.json", edition.many(_listed(files))
    yield f"{API}/schema.json", as_json(schema())
    yield f"{API}/openapi.json", as_json(openapi(edition, files))


def _ended(each: Fields) -> Fields:
    wanted = ("kind", "id", "name", "ended", "ended_on", "replaced_by")
    return {name: each[name] for name in wanted if name in each}
