"""Names of files: which ones Windows cannot keep, which ones programs leave behind. Pure."""

import re
from pathlib import PurePath

_KEPT_BY_WINDOWS = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])", re.IGNORECASE)
_LEFT_BEHIND = re.compile(
    r"\.DS_Store|\._.*|\.AppleDouble|\.Spotlight-V100|\.Trashes|\.fseventsd|Icon\r"  # macOS
    r"|Thumbs\.db|ehthumbs\.db|desktop\.ini"  # Windows
    r"|\.directory|\.nfs[0-9a-f]+|\.fuse_hidden[0-9a-f]+"  # Linux
    r"|\..*\.sw[a-z]|\.#.*|#.*#|.*~",  # what editors keep while a file is open
    re.IGNORECASE,
)
_MORE_ENDINGS = frozenset(
    """
    .yml .yaml .txt .text .md .json .rtf .doc .docx .bak .backup .old .orig .org .save .sav .tmp
    .temp .copy .new .rej .swp .swo .disabled .off .download .part
    """.split()  # noqa: SIM905
)


def kept_by_windows(stem: str) -> bool:
    """Say whether Windows has no file of this name, whatever its ending: `con`, `nul`, `com1`.

    Nobody there can check out a project that has one.
    """
    return _KEPT_BY_WINDOWS.fullmatch(stem.partition(".")[0].rstrip()) is not None


def left_behind(name: str) -> bool:
    """Say whether a system or an editor leaves files of this name. They hold nobody's work."""
    return _LEFT_BEHIND.fullmatch(name) is not None


def without_endings(name: str) -> str:
    """Return the name of a file without the full stop that hides it and without all its endings.

    >>> without_endings("ashford-council.yml.txt")
    'ashford-council'
    """
    bare = name.strip(". ")
    while (ending := PurePath(bare).suffix) and ending.strip().lower() in _MORE_ENDINGS:
        bare = bare[: -len(ending)].strip(". ")
    return bare
