"""The fonts in which pages are measured: each by its name, never the one a machine happens to have.

Chromium asks fontconfig for its fonts. A configuration that knows one family only makes it take
that family for every name in a style sheet.
"""

import os
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

LIBERATION, ROBOTO, DEJAVU = "Liberation Sans", "Roboto", "DejaVu Sans"
FONTS = (LIBERATION, ROBOTO, DEJAVU)
"""Fonts as visitors have them. Liberation Sans has the widths of Arial (Windows, Apple), Roboto is
Android's; DejaVu Sans, the widest, stands for those that cannot be installed."""

USUAL_FONT = os.environ.get("PAGES_FONT", LIBERATION)
"""The font of every test that does not ask for another. Set PAGES_FONT to try all in one."""

_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{folders}
<cachedir>{cache}</cachedir>
<match target="pattern">
<edit name="family" mode="assign" binding="strong"><string>{font}</string></edit>
</match>
</fontconfig>
"""


def only_font(font: str, folder: Path) -> Path:
    """Write a configuration of fontconfig that knows one family, into `folder`; return the file."""
    found = subprocess.run(
        ["fc-list", f":family={font}", "file"], capture_output=True, text=True, check=True
    )
    places = {Path(line.rstrip(": ")).parent for line in found.stdout.splitlines()}
    assert places, f"The font {font} is not installed. Run `make machine`."
    file = folder / f"{font}.conf"
    file.write_text(
        _CONFIGURATION.format(
            folders="\n".join(f"<dir>{escape(str(place))}</dir>" for place in sorted(places)),
            cache=escape(str(folder / "cache")),
            font=escape(font),
        ),
        encoding="utf-8",
    )
    return file
