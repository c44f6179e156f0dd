"""Write files so that a failure loses nothing: all beside the old ones first, then exchanged."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from safetyhelp.areas.tables import AreaFileError
from safetyhelp.text.folders import working_folder


@contextmanager
def staged(files: Mapping[str, str], folder: Path) -> Iterator[Path]:
    """Write ``files`` (name → text) into a folder inside ``folder`` for the time of the block.

    The block checks them. If it ends well the files take the place of the old ones, each in one
    step; if it raises, ``folder`` is as it was.
    """
    made = not folder.exists()
    done = False
    try:
        with working_folder(folder / "stage", lambda: None) as stage:
            for name, text in files.items():
                (stage / name).write_bytes(text.encode("utf-8"))
            yield stage
            for name in files:
                (stage / name).replace(folder / name)
            done = True
    except OSError as error:
        raise AreaFileError(
            str(folder),
            f"the files cannot be written ({error.strerror}).",
            "Check the folder, its permissions and the space on the disk.",
        ) from None
    finally:
        if made and not done:
            shutil.rmtree(folder, ignore_errors=True)
