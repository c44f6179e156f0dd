"""The list of what is missing: the page that says where help is wanted."""

from safetyhelp.dataset.answers import Directory
from safetyhelp.dataset.sections import KIND_TITLES
from safetyhelp.pages.templates import Renderer
from safetyhelp.records import kinds

PATH = "contribute/gaps.md"


def gap_page(directory: Directory, renderer: Renderer) -> tuple[str, str]:
    """Return (path, text) of the page of all declared gaps, by kind."""
    groups = [
        (KIND_TITLES[kind], [gap for gap in directory.all_gaps if gap.section == kind])
        for kind in kinds.RECORD_KINDS
    ]
    values = {"groups": [(title, gaps) for title, gaps in groups if gaps]}
    return PATH, renderer.page("gaps.j2", 2, "What we do not know yet", values)
