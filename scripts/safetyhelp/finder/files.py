"""The finder's files, all together."""

from functools import cache

from safetyhelp.areas.tables import AreaFileError
from safetyhelp.dataset.answers import Directory
from safetyhelp.finder.area_data import AreaData
from safetyhelp.finder.echoes import without_echoes
from safetyhelp.finder.entries import FinderEntry, place_entries, record_entries
from safetyhelp.finder.index_file import index_file
from safetyhelp.finder.needs import needs_of
from safetyhelp.finder.place_files import place_files
from safetyhelp.finder.postcode_files import file_name, great_britain, northern_ireland
from safetyhelp.text.words import day_in_words


def finder_files(
    directory: Directory, areas: AreaData, gone: frozenset[str] = frozenset()
) -> dict[str, bytes]:
    """Return path below `docs/assets/finder/data/` → content, the same for the same data.

    `gone` are the phone numbers that the link check no longer finds: nobody is given one.
    A council code in `areas` that today's councils do not have leads to its successor. Raises
    `AreaFileError` if there is none, or if an alias names something unknown.
    """

    @cache
    def council_id(code: str) -> str:
        geography = directory.map.geography
        council = geography.by_code(code)
        today = geography.successors(council, directory.map.day) if council else ()
        if council and not today and council.starts_on:
            raise AreaFileError(
                "postcodes.csv or places.csv",
                f"{council.name} ({code}) stands there, and does not exist before "
                f"{day_in_words(council.starts_on)}.",
                "Import an edition of Code-Point Open that has the old councils.",
            )
        if not today:
            raise AreaFileError(
                "councils.csv", f"there is no council {code} today.", "Import the areas again."
            )
        return today[0].id

    postcodes = dict(great_britain(areas.postcodes, areas.gaps, council_id))
    postcodes.update(northern_ireland(areas.northern_ireland, council_id))
    entries: list[FinderEntry] = [
        *place_entries(without_echoes(areas.places, directory.map), council_id),
        *record_entries(directory.records, directory.map),
    ]
    places = place_files(entries)
    files = {f"postcodes/{file_name(area)}": text for area, text in postcodes.items()}
    files.update((f"places/{file_name(start)}", text) for start, text in places.items())
    needs = needs_of(directory.records, gone)
    files["index.json"] = index_file(directory.map, areas.aliases, postcodes, places, needs)
    return dict(sorted(files.items()))
