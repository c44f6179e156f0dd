"""Where things are in the project, and the one way in which commands load its data."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from safetyhelp.areas.announced import read_announced
from safetyhelp.areas.changes import read_changes
from safetyhelp.areas.on_a_day import Map
from safetyhelp.areas.reading import AreaFileError, read_geography
from safetyhelp.dataset.answers import Directory
from safetyhelp.dataset.dataset import Subject
from safetyhelp.records.reading import DataFolderError, read_data
from safetyhelp.records.schema import SchemaError, read_schemas

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"

UNREADABLE = (AreaFileError, DataFolderError, SchemaError)
"""What `load` raises when the input cannot be read at all. The message is fit to print."""


@dataclass(frozen=True, slots=True)
class Folders:
    """A data folder, and where its schemas and areas are: its own, else the project's."""

    data: Path
    schema: Path
    areas: Path
    shown_as: str


def folders(data: Path) -> Folders:
    """Find the schemas and areas that belong to a data folder."""
    schema, areas = data / "schema", data / "areas"
    return Folders(
        data=data,
        schema=schema if schema.is_dir() else DATA / "schema",
        areas=areas if areas.is_dir() else DATA / "areas",
        shown_as="data" if data.resolve() == DATA else data.as_posix().rstrip("/"),
    )


def usual_state_file(data: Path) -> Path:
    """Return where the link check remembers what it saw, unless somebody names another file."""
    return data.resolve().parent / "state" / "links.json"


def load(where: Folders, today: date, progress: Callable[[str], None] = lambda _: None) -> Subject:
    """Read everything in a data folder and join it on the given day. Raises `UNREADABLE`."""
    geography = read_geography(where.areas)
    loaded = read_data(where.data, where.shown_as, read_schemas(where.schema), progress)
    directory = Directory(
        Map(geography, today),
        loaded.records,
        loaded.gaps,
        read_changes(where.areas),
        read_announced(where.areas),
    )
    return Subject(loaded, directory)
