"""What was seen at one address: all that the verdict depends on, and nothing else."""

from dataclasses import dataclass
from datetime import datetime

from safetyhelp.linkcheck.page.text import Page
from safetyhelp.linkcheck.web.errors import Failure


@dataclass(frozen=True, slots=True)
class Redirect:
    """One redirect. `status` is 0 for a page that sends its reader on by itself."""

    status: int
    source: str
    target: str

    @property
    def for_good(self) -> bool:
        """Say whether the server calls the move permanent."""
        return self.status in (301, 308)


@dataclass(frozen=True, slots=True)
class Observation:
    """The end of one visit.

    `status` is that of the last answer; `page` is None when there was none to read. `wall` says by
    which sign a wall against robots was known. `fingerprint` is the same for two answers that say
    the same, whatever their status; empty when they say nothing. `body` is kept only where it was
    asked for. `left_at` is the address at which a visit ended that was to stay within a site.
    """

    url: str
    at: datetime
    hops: tuple[Redirect, ...] = ()
    final_url: str = ""
    status: int = 0
    failure: Failure | None = None
    detail: str = ""
    too_many_hops: bool = False
    robots_forbid: bool = False
    wall: str = ""
    page: Page | None = None
    fingerprint: str = ""
    content_type: str = ""
    whole: bool = True
    seconds: float = 0.0
    certificate_expires: datetime | None = None
    body: bytes = b""
    left_at: str = ""

    @property
    def end(self) -> str:
        """The address at which the visit ended."""
        return self.final_url or self.url


def unreadable(url: str, at: datetime, error: Exception) -> Observation:
    """Return what is said of a page on which the program itself stumbled."""
    return Observation(url, at, failure=Failure.UNREADABLE, detail=type(error).__name__)
