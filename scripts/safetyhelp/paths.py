"""Where things are in the project, and the one way in which commands load its data."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
THEME = ROOT / "theme"


@dataclass(frozen=True, slots=True)
class Folders:
    """A data folder, and where its schemas and areas are: its own, else the project's."""

    data: Path
    schema: Path
    areas: Path
    shown_as: str

    def way_to(self, file: Path) -> Path | None:
        """Return the way from the data folder to a file or folder; None if it is not there.

        A link keeps its own name, wherever it leads.
        """
        try:
            there = file.parent.resolve(strict=True) / file.name
            there.lstat()
            return there.relative_to(self.data.resolve())
        except (OSError, RuntimeError, ValueError):  # Python before 3.13: a loop of links
            return None


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


def usual_discovery_file(data: Path) -> Path:
    """Return where the search for what is missing remembers what it found."""
    return data.resolve().parent / "state" / "discovery.json"
