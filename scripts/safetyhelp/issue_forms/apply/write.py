"""Write changed files of a data folder. The names come from the program, never from an issue."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from safetyhelp.errors import UserError
from safetyhelp.paths import Folders
from safetyhelp.records.kinds import LISTS, RECORD_KINDS, schema_of
from safetyhelp.text.files import write_whole
from safetyhelp.text.slugs import is_id


def write_files(where: Folders, files: Mapping[str, str]) -> None:
    """Write files by the names that findings give them. Raises OSError and UserError.

    Whatever made the names, nothing but a record or a list of the data folder can be written, and
    nothing through a link.
    """
    for name, text in files.items():
        inside = PurePosixPath(name.removeprefix(f"{where.shown_as}/"))
        what = schema_of(inside)
        path = where.data / inside
        if what not in LISTS and not (what in RECORD_KINDS and is_id(inside.stem)):
            raise UserError(f"{name}: this is not the name of a record, so it was not written.")
        if path.is_symlink() or path.parent.is_symlink():
            raise UserError(
                f"{name}: this is a link, so it was not written. Put the file itself there."
            )
        write_whole(path, text)
