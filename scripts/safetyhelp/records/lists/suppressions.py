"""Problems that somebody has looked at and knows to be none, each with a reason and an end.

They lie in data/link-suppressions.yml and are checked like every list in the data folder.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from safetyhelp.findings.model import Finding, Severity
from safetyhelp.records.dates import day_after
from safetyhelp.records.files.loaded import Loaded
from safetyhelp.records.kinds import LINK_SUPPRESSIONS
from safetyhelp.text.words import day_in_words
from safetyhelp.yaml.parse import position

ANY = "any"
FACT_MISSING = "fact-missing"
FACT_DOUBTFUL = "fact-doubtful"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """One problem that is not to be reported until a day. `position` is its place in the list."""

    url: str
    problem: str = ANY
    reason: str
    until: date
    position: int

    def covers(self, url: str, problem: str, today: date) -> bool:
        """Say whether it holds for this problem at this address today."""
        return self.url == url and self.problem in (ANY, problem) and today <= self.until


def suppressions_of(loaded: Loaded) -> tuple[Suppression, ...]:
    """Return the suppressions of a data folder."""
    return loaded.entries_of(LINK_SUPPRESSIONS, "suppressions", Suppression)


def suppressions_have_not_expired(loaded: Loaded, today: date) -> Iterator[Finding]:
    """Find expired suppressions. Each is overdue: somebody must look again."""
    name = loaded.file_of(LINK_SUPPRESSIONS)
    for entry in suppressions_of(loaded):
        if entry.until < today:
            path = ("suppressions", entry.position, "until")
            yield Finding(
                "suppression-expired",
                name,
                *position(loaded.texts[name], path),
                path,
                f"This suppression ended on {day_in_words(entry.until)} ({entry.url}).",
                "Open the page. If it is fine and the checker still complains, set a new “until”. "
                "Otherwise mend the record, and delete the suppression.",
                Severity.OVERDUE,
                day_after(entry.until),
            )
