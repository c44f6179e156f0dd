"""Which files of a change run, or decide what runs. The same as `.github/CODEOWNERS` says. Pure."""

import re

# All others run: a list of those that do would miss the `GNUmakefile` that somebody adds.
_TEXT = re.compile(
    r"data/(?!schema/).*\.(?:csv|geojson|md|yml)|docs/.*\.md|[^/]+\.md|LICENSE|\.gitignore"
)


def runs(name: str) -> bool:
    """Say whether a file is more than data and text: its change can change what we are shown."""
    return not _TEXT.fullmatch(name)
