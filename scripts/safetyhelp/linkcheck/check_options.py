"""What the command is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from safetyhelp.linkcheck.web.response import Limits
from safetyhelp.linkcheck.web.retry import Manners
from safetyhelp.paths import Folders


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """The records to check and how, with nothing left open."""

    where: Folders
    state_file: Path
    today: date
    only: Sequence[str] = ()
    changed: str = ""
    max_age: timedelta = timedelta(0)
    allow_private: bool = False
    contact_page: str = ""
    manners: Manners = field(default_factory=Manners)
    limits: Limits = field(default_factory=Limits)
