"""Which addresses may be visited at all. Nothing here opens a connection.

Addresses come from pull requests and the checker runs in CI, next to machines that trust it. So an
address is refused by its form, and again by what its name resolves to; the connection then goes to
exactly the address that was checked (`connecting`), at every redirect anew.
"""

import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from safetyhelp.linkcheck.web.errors import Failure, VisitError

IPAddress = IPv4Address | IPv6Address
Resolver = Callable[[str, int], Sequence[str]]
"""Name and port in, addresses out. Raises VisitError when the name cannot be looked up."""

_LONGEST = 2_000
_MOST_ADDRESSES = 4
_NOT_IN_ADDRESSES = re.compile(r"[\s\x00-\x20\x7f\\<>\"`{}|^]")
_LABEL = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)")
# What programs take for a number: 2130706433, 0x7f000001, 0177.0.0.1, 127.1.
_NUMERIC_LABEL = re.compile(r"0[xX][0-9a-fA-F]*|[0-9]+")
# Networks whose addresses carry an IPv4 address that some router may unpack (RFC 6052, 8215, 3056,
# 4380, 4291). Public pages do not live there.
_WRAPPED = tuple(
    map(
        IPv6Network,
        ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96", "::ffff:0:0:0/96"),
    )
)


# Where cloud machines hand out their secrets. The first is a public address (Azure, and so GitHub's
# runners); the others are listed for the day on which private addresses are allowed.
_METADATA = frozenset(
    map(
        ip_address,
        (
            "168.63.129.16",
            "169.254.169.254",
            "100.100.100.200",
            "192.0.0.192",
            "fd00:ec2::254",
            "fd20:ce::254",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a web address leads: what is to be looked up and connected to."""

    scheme: str
    host: str
    port: int

    @property
    def origin(self) -> str:
        """The scheme, host and port together; robots.txt speaks for one origin."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"


def is_public(address: IPAddress) -> bool:
    """Say whether an address belongs to the public internet, whatever it is wrapped in."""
    if isinstance(address, IPv6Address) and _is_wrapped(address):
        return False
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and address not in _METADATA
    )


def is_public_or_private(address: IPAddress) -> bool:
    """Say whether an address is public, of this machine or of a private network.

    Link-local addresses and those of metadata services are none of these.
    """
    if is_public(address):
        return True
    if isinstance(address, IPv6Address) and address != IPv6Address("::1") and _is_wrapped(address):
        return False
    return (
        address.is_private
        and not address.is_link_local
        and not address.is_unspecified
        and not address.is_multicast
        and not address.is_reserved
        and address not in _METADATA
    ) or address == IPv6Address("::1")


def _is_wrapped(address: IPv6Address) -> bool:
    return bool(
        address.ipv4_mapped
        or address.scope_id
        or address.is_site_local
        or any(address in network for network in _WRAPPED)
    )


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be visited: which addresses, which ports (None: any), and hosts that are numbers."""

    may_visit: Callable[[IPAddress], bool] = is_public
    ports: frozenset[int] | None = frozenset({80, 443})
    numbers: bool = False


PUBLIC = Policy()
PRIVATE_TOO = Policy(is_public_or_private, ports=None, numbers=True)
"""For tests, and for sites behind a wall."""


def _literal(host: str) -> IPAddress | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _refuse(why: str) -> VisitError:
    return VisitError(Failure.ADDRESS_REFUSED, why)


def _split(url: str) -> tuple[SplitResult, str, int | None]:
    if len(url) > _LONGEST:
        raise _refuse(f"it is longer than {_LONGEST:,} characters")
    if _NOT_IN_ADDRESSES.search(url) or not url.isascii():
        raise _refuse("it has characters that do not belong in a web address")
    try:
        parts = urlsplit(url)
        return parts, (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        raise _refuse("it is not a web address") from None


def target_of(url: str, policy: Policy = PUBLIC) -> Target:
    """Say where a web address leads. Raises VisitError when it may not be visited."""
    parts, host, port = _split(url)
    if parts.scheme not in ("http", "https"):
        raise _refuse(f"only http and https are followed, not “{parts.scheme[:20]}”")
    if "@" in parts.netloc:
        raise _refuse("it holds a user name or a password")
    if not host:
        raise _refuse("the name of the site is missing")
    usual = 443 if parts.scheme == "https" else 80
    target = Target(parts.scheme, host, usual if port is None else port)
    literal = _literal(host)
    labels = host.split(".")
    if literal is None and not all(_LABEL.fullmatch(label) for label in labels):
        raise _refuse("the name of the site has characters that do not belong there")
    if literal is None and _NUMERIC_LABEL.fullmatch(labels[-1]):
        raise _refuse("it is a number in disguise, not the name of a site")
    if literal is not None and not policy.numbers:
        raise _refuse("it is a number, not the name of a site")
    if len(labels) < 2 and literal is None and not policy.numbers:
        raise _refuse("its name is not one of the public internet")
    if policy.ports is not None and target.port not in policy.ports:
        raise _refuse(f"public pages do not need the port {target.port}")
    return target


def system_resolver(host: str, port: int) -> Sequence[str]:
    """Look a name up as the system does. Raises VisitError when there is no answer."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno == socket.EAI_NONAME:
            raise VisitError(Failure.NO_SUCH_NAME, "the name does not exist") from error
        raise VisitError(Failure.NAME_SERVICE, "the name could not be looked up") from error
    except (UnicodeError, OSError) as error:
        raise VisitError(Failure.NAME_SERVICE, "the name could not be looked up") from error
    return [str(entry[4][0]) for entry in found]


def addresses_to_connect(
    target: Target, resolver: Resolver, policy: Policy = PUBLIC
) -> tuple[str, ...]:
    """Look a target up and return the addresses that may be connected to.

    One address that is not public is enough to refuse the name: no public site has such a one.
    Raises VisitError.
    """
    literal = _literal(target.host)
    answers = [target.host] if literal is not None else resolver(target.host, target.port)
    found: list[str] = []
    for answer in dict.fromkeys(answers):
        address = _literal(answer)
        if address is None or not policy.may_visit(address):
            raise _refuse(f"{target.host} leads to {answer}, which is not on the public internet")
        found.append(answer)
    if not found:
        raise VisitError(Failure.NAME_SERVICE, "the name has no address")
    return tuple(found[:_MOST_ADDRESSES])
