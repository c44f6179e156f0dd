"""The poster of an area: its address in print, and as a code that a phone reads from paper.

In: the address of the site, which not every copy knows. Out: the address of a page, and a QR code
as an SVG file. The rest of the poster is the first rows of the page: its print style makes it.
"""

from io import BytesIO

from safetyhelp.areas.model import Council

FILE = "poster.svg"
"""Its name beside the answer page."""

_QUIET = 4
"""The empty border that ISO/IEC 18004 asks for, in modules."""


def page_address(council: Council, site_url: str) -> str:
    """Return the public address of an answer page; nothing where that of the site is not known."""
    return f"{site_url.rstrip('/')}/areas/{council.id}/" if site_url else ""


def qr_code(address: str) -> str:
    """Return a QR code as SVG: dark on white, also where the page is dark.

    At least a quarter of it may be dirty or torn: it hangs on walls.
    """
    import segno  # here: a build that knows no address draws none

    made = BytesIO()
    code = segno.make_qr(address, error="q")
    code.save(made, kind="svg", border=_QUIET, light="#fff", omitsize=True, xmldecl=False, nl=False)
    return made.getvalue().decode("ascii") + "\n"


def poster_code(council: Council, site_url: str) -> tuple[str, str]:
    """Return (path, text) of the code on the poster of a council."""
    return f"areas/{council.id}/{FILE}", qr_code(page_address(council, site_url))
