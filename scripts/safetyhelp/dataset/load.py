"""The one way in which commands load the data of the project."""

from collections.abc import Callable
from datetime import date

from safetyhelp.areas.announced import read_announced
from safetyhelp.areas.changes import read_changes
from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.areas.reading import read_geography
from safetyhelp.dataset.answers import Directory
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.paths import Folders
from safetyhelp.records.lists.retired import retired_of
from safetyhelp.records.reading import read_data
from safetyhelp.records.schema import Schemas, read_schemas


def load(
    where: Folders,
    today: date,
    progress: Callable[[str], None] = lambda _: None,
    schemas: Schemas | None = None,
) -> Dataset:
    """Read everything in a data folder and join it on a day. Raises UserError when it cannot.

    `schemas` take the place of those that belong to the folder.
    """
    geography = read_geography(where.areas)
    schemas = schemas or read_schemas(where.schema)
    loaded = read_data(where.data, where.shown_as, schemas, progress)
    directory = Directory(
        AreasOnDay(geography, today),
        loaded.records,
        loaded.gaps,
        read_changes(where.areas),
        read_announced(where.areas),
        retired_of(loaded),
        tuple(sorted(loaded.letters, key=lambda letter: letter.order)),
    )
    return Dataset(loaded, directory)
