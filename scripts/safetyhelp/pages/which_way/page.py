"""The pages of “Which way?”: one for each question, and one for each end."""

from collections.abc import Iterator

from safetyhelp.dataset.sections import SECTIONS
from safetyhelp.pages.templates import Renderer
from safetyhelp.pages.which_way.questions import FOLDER, End, Question, read_which_way

_TITLES = {section.id: section.title for section in SECTIONS}


def which_way_pages(renderer: Renderer) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of each page. Its title says nothing but its number or letter."""
    ways = read_which_way()
    for page in ways.pages:
        section = page.id if isinstance(page, End) and page.id in _TITLES else ""
        values = {
            "page": page,
            "number": ways.questions.index(page) + 1 if isinstance(page, Question) else 0,
            "section": _TITLES.get(section, ""),
            "before": ways.before(page.id),
            "start": ways.questions[0],
            "url_of": ways.url_of,
        }
        part = page.url.removeprefix(f"{FOLDER}/").rstrip("/")
        title = f"Which way? {part}".rstrip()
        depth = page.url.count("/")
        text = renderer.page("which_way.j2", depth, title, values, section=section)
        yield f"{FOLDER}/{part or 'index'}.md", text
