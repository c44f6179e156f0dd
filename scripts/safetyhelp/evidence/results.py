"""What a search for one value on a page leads to."""

from dataclasses import dataclass
from enum import Enum


class Result(Enum):
    """Whether a page still says what we say."""

    CONFIRMED = "confirmed"
    MISSING = "missing"
    CANNOT_TELL = "cannot-tell"


@dataclass(frozen=True, slots=True)
class Found:
    """The result for one value: `label` is what stands beside it, `instead` what stands there now.

    `why` is a sentence for a maintainer.
    """

    result: Result
    why: str = ""
    label: str = ""
    instead: str = ""
