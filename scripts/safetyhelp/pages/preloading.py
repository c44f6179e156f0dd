"""Which modules a script needs before it can run: a page announces them, so that all come at once.

In: a module of the browser code. Out: the modules that it imports, itself first. A browser that is
not told finds them one behind the other, a journey each. What is imported only when it is needed
(`import(…)`) is left out.
"""

import re
from collections.abc import Iterator
from pathlib import Path

_IMPORT = re.compile(r"^(?:import|export)\b[^;]*?from\s+\"(\./[^\"]+)\";", re.MULTILINE)


def needed_modules(entry: Path) -> tuple[Path, ...]:
    """Return a module and all that it needs, each once. Raises OSError where one is missing."""
    found: dict[Path, None] = {}

    def follow(module: Path) -> None:
        if module in found:
            return
        found[module] = None
        for other in _imports(module):
            follow(other)

    follow(entry)
    return tuple(found)


def _imports(module: Path) -> Iterator[Path]:
    for match in _IMPORT.finditer(module.read_text(encoding="utf-8")):
        yield module.parent / match[1].removeprefix("./")
