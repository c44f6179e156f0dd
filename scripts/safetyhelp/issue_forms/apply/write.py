"""Write changed files of a data folder. The names come from the program, never from an issue."""

from collections.abc import Mapping

from safetyhelp.new_record.ids import is_id
from safetyhelp.paths import Folders
from safetyhelp.records.kinds import LISTS, RECORD_KINDS
from safetyhelp.records.reading import RECORD_SUFFIX
from safetyhelp.text.files import write_whole


def write_files(where: Folders, files: Mapping[str, str]) -> None:
    """Write files by the names that findings give them. Raises OSError.

    Whatever made the names, nothing but a record or a list of the data folder can be written, and
    nothing through a link.
    """
    for name, text in files.items():
        inside = name.removeprefix(f"{where.shown_as}/")
        folder, _, file = inside.rpartition("/")
        stem = file.removesuffix(RECORD_SUFFIX)
        is_record = folder in RECORD_KINDS and is_id(stem)
        path = where.data / inside
        if not is_record and not (folder == "" and stem in LISTS):
            raise OSError(0, "this is not the name of a record", name)
        if path.is_symlink() or path.parent.is_symlink():
            raise OSError(0, "this is a link, so it was not written", name)
        write_whole(path, text)
