"""What the link check can say about an address, and about a value on its source."""

from dataclasses import dataclass
from enum import Enum

from safetyhelp.records.contacts import PHONE_FIELDS
from safetyhelp.records.phones import national


class Verdict(Enum):
    """What is the matter with an address. `docs/contribute/link-checks.md` explains each one."""

    OK = "ok"
    MOVED = "moved"
    MOVED_FOR_NOW = "moved-for-now"
    GONE = "gone"
    PROBABLY_GONE = "probably-gone"
    LAPSED = "lapsed"
    FOR_SALE = "for-sale"
    BLOCKED = "blocked"
    FORBIDDEN = "forbidden"
    SERVER_ERROR = "server-error"
    CONNECTION_REFUSED = "connection-refused"
    TIME_OUT = "time-out"
    UNREACHABLE = "unreachable"
    REDIRECT_LOOP = "redirect-loop"
    BAD_CERTIFICATE = "bad-certificate"
    CERTIFICATE_ENDS = "certificate-ends"
    SLOW = "slow"
    ANCHOR_MISSING = "anchor-missing"
    NOT_CHECKED = "not-checked"
    ADDRESS_REFUSED = "address-refused"


FAILING = frozenset(
    {
        Verdict.GONE,
        Verdict.PROBABLY_GONE,
        Verdict.LAPSED,
        Verdict.FOR_SALE,
        Verdict.FORBIDDEN,
        Verdict.SERVER_ERROR,
        Verdict.CONNECTION_REFUSED,
        Verdict.TIME_OUT,
        Verdict.UNREACHABLE,
        Verdict.REDIRECT_LOOP,
        Verdict.BAD_CERTIFICATE,
        Verdict.ADDRESS_REFUSED,
    }
)
"""A visitor does not get to the page. Each needs repeated failure before it counts as true."""


AT_ONCE = frozenset({Verdict.GONE, Verdict.LAPSED})
"""Those that one visit is enough for: 404, 410 and a name that does not exist."""


UNKNOWN = frozenset({Verdict.BLOCKED, Verdict.NOT_CHECKED})
"""Nothing was learned about the page: neither a success nor a failure."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict in plain words; `new_url` is where the page now is."""

    verdict: Verdict
    summary: str
    new_url: str = ""


class Result(Enum):
    """Whether a page still says what we say.

    A value is doubtful when it stands there, but something around it says that it is not to be
    used, or is another's.
    """

    CONFIRMED = "confirmed"
    DOUBTFUL = "doubtful"
    MISSING = "missing"
    CANNOT_TELL = "cannot-tell"


@dataclass(frozen=True, slots=True)
class FactResult:
    """The result for one value: `label` is what stands beside it, `instead` what stands there now.

    `why` is a sentence for a maintainer.
    """

    result: Result
    why: str = ""
    label: str = ""
    instead: str = ""


class Kind(Enum):
    """What sort of value is looked for."""

    PHONE = "phone"
    EMAIL = "email"
    NAME = "name"
    THRESHOLD = "threshold"


VALUE_FIELDS = (*((field, Kind.PHONE) for field in PHONE_FIELDS), ("email", Kind.EMAIL))
"""The fields of a contact that are looked for on its source, each with what it holds."""


def fact_key(kind: Kind, value: str) -> str:
    """Return the name of a value in the state file."""
    if kind is Kind.PHONE:
        value = national(value)
    elif kind is Kind.EMAIL:
        value = value.lower()
    return f"{kind.value} {value}"
