"""What is done to a data folder in the cases of this room, step by step, as files say it."""

import shutil
from pathlib import Path

from tests.files import edit


def do(step: dict[str, str], data: Path) -> None:
    """Do one step: write, delete, copy or move a file, or put one piece of its text for another."""
    if "delete" in step:
        (data / step["delete"]).unlink()
    elif "write" in step:
        (data / step["write"]).write_text(step["text"], encoding="utf-8")
    elif "copy" in step:
        shutil.copy(data / step["copy"], data / step["to"])
    elif "move" in step:
        (data / step["to"]).parent.mkdir(exist_ok=True)
        (data / step["move"]).rename(data / step["to"])
    else:
        file = data / step["file"]
        before = edit(file, step["old"], step["new"])
        assert before.count(step["old"]) == 1 or "everywhere" in step, step
