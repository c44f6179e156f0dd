"""The small file of an area that a letter fetches: who it goes to there, and by when. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from safetyhelp.dataset.answers import Directory
from safetyhelp.evidence.seen import Sightings
from safetyhelp.letters.addressees import Addressee, Choice, addressees, choice
from safetyhelp.letters.limits import limits
from safetyhelp.records.letters import Letter
from safetyhelp.text.compact_json import compact_json

Fields = Mapping[str, Any]


def _fields(each: Addressee) -> Fields:
    """Return an addressee without what is not known."""
    return {name: value for name in each.__slots__ if (value := getattr(each, name))}


def of_letter(letter: Letter, given: Choice) -> Fields | None:
    """Return what a letter is in an area, with who it goes to; None where it is nothing there."""
    version = letter.version_in(given.answer.council.nation)
    if version is None:
        return None
    found = limits(given, version.limits)
    return {
        "title": version.title,
        "to": [_fields(each) for each in addressees(given, version.to)],
        **({"limits": found} if found else {}),
    }


def area_file(directory: Directory, given: Choice) -> Fields:
    """Return all that the letters need to know of an area."""
    council = given.answer.council
    every = ((letter.id, of_letter(letter, given)) for letter in directory.letters)
    return {
        "id": council.id,
        "name": council.name,
        "nation": council.nation,
        "letters": {letter_id: found for letter_id, found in every if found},
    }


def area_files(directory: Directory, sightings: Sightings) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of the file of each council of the day."""
    for council in directory.map.councils if directory.letters else ():
        given = choice(directory.answer(council), directory.map, sightings)
        yield f"areas/{council.id}/letters.json", compact_json(area_file(directory, given)) + "\n"
