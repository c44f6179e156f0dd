"""The search box as one module: on a slow line it is ready a second sooner than as many."""

from pathlib import Path

from safetyhelp.finder.modules import loader

BOX = "search-box/search-box.js"
"""The one module that a page runs, by its path below `assets/`."""
BOX_ENTRY = "finder/combobox.js"
"""The module that it stands for, with all that it imports."""

_SCRIPT = """/* Made from the modules in assets/finder/ and assets/map/: read them there. */
%s
load("%s");
"""


def box_module(assets: Path) -> bytes:
    """Return the box as one module, made from the modules below a folder. Raises ModuleError."""
    sources = {
        path.relative_to(assets).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(assets.rglob("*.js"))
    }
    made = loader([BOX_ENTRY], sources, 'new URL("../", import.meta.url).href')
    return (_SCRIPT % (made, BOX_ENTRY)).encode()
