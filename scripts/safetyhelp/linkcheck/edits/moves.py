"""Whether a permanent move may be written into a record by a program, or a person must look. Pure.

A site that was taken over moves its old pages too. So a program follows a move within one site, or
to another where every value that is known of the page still stands.
"""

import re
from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import parse_qsl, urlsplit

from safetyhelp.evidence.state import FactState
from safetyhelp.evidence.vocabulary import Result
from safetyhelp.linkcheck.page.soft_404 import is_error_page, is_home

# Where everybody may have a name, so that the owner is one label further to the left.
_SHARED = frozenset(
    """gov.uk org.uk co.uk police.uk nhs.uk ac.uk ltd.uk plc.uk me.uk net.uk sch.uk gov.wales
    gov.scot llyw.cymru""".split()  # noqa: SIM905
)
_DOORS = re.compile(
    r"(?:^|/)(?:(?:wp-)?log[-_]?(?:in|on|out)|sign[-_]?(?:in|on|up)|verify|waiting-?room|sso|"
    r"oauth2?|saml2?|auth|authori[sz]e|authenticate|accounts?|register|consent|gdpr|cookies?(?:-?(?:consent|settings|"
    r"preferences|wall|check))?|captcha|challenge|age-?(?:gate|check)|interstitial|unsupported|"
    r"access-?denied|forbidden|maintenance)(?:[/_.]|$)",
    re.IGNORECASE,
)
_RETURNS = frozenset(
    """returnurl return returnto return_to return_url redirect redirect_uri redirecturl redirect_url
    goto next continue callback target dest destination back referer ref from requesturl
    url""".split()  # noqa: SIM905
)
_SESSIONS = re.compile(
    r"(?:j|php|asp|aspx?)?_?sess?(?:ion)?_?(?:id|key|token)?|sid|jsessionid|cfid|cftoken|token|"
    r"aspsessionid\w*|s_id|zenid|oscsid|nonce|state|code|ticket|sig|signature|expires|hash",
    re.IGNORECASE,
)
_DOOR_HOSTS = re.compile(r"(?:log-?in|sign-?in|sso|auth|accounts?|queue)\.", re.IGNORECASE)
_LONG_MARK = re.compile(r"1\d{9}(?:\d{3})?|[0-9a-f]{16,}|[A-Za-z0-9_-]{32,}")


def _owner(url: str) -> str:
    """Return whose site an address belongs to, as far as its name tells, with a port of its own."""
    parts = urlsplit(url)
    host, port = (parts.hostname or "").lower(), f":{parts.port}" if parts.port else ""
    try:
        ip_address(host)
    except ValueError:
        labels = host.split(".")
        count = 3 if ".".join(labels[-2:]) in _SHARED else 2
        host = ".".join(labels[-count:])
    return host + port


def _holds_a_session(url: str) -> bool:
    parts = urlsplit(url)
    names = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
    names += [piece.partition("=")[0] for piece in parts.path.split(";")[1:]]
    values = [value for _, value in parse_qsl(parts.query)]
    return any(map(_SESSIONS.fullmatch, names)) or any(map(_LONG_MARK.fullmatch, values)) or (
        re.search(r"/\(\w\([\w-]{12,}\)\)/", parts.path) is not None  # ASP.NET without cookies
    )  # fmt: skip


def _is_a_door(url: str) -> bool:
    parts = urlsplit(url)
    names = {name.lower() for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    host = _DOOR_HOSTS.match(parts.hostname or "")
    return bool(host or _DOORS.search(parts.path) or names & _RETURNS)


def why_look_first(old: str, new: str, values: Iterable[FactState]) -> str:
    """Say why a person must look before a move is followed; empty when a program may follow it.

    `values` are the values that should stand on the page, as the last visit found them.
    """
    known = list(values)
    if _is_a_door(new) and not _is_a_door(old):
        return "it leads to a page for signing in or for consent"
    if is_error_page(new) and not is_error_page(old):
        return "it leads to a page for what was not found"
    if is_home(new) and not is_home(old):
        return "it leads to a home page"
    if old.startswith("https:") and not new.startswith("https:"):
        return "it leads from a safe connection to an open one"
    if _holds_a_session(new) and not _holds_a_session(old):
        return "the new address holds a mark of our visit"
    if any(value.result is not Result.CONFIRMED for value in known):
        return "not everything that should stand on the page was found there"
    if _owner(new) != _owner(old) and not known:
        return "it leads to another site, and nothing is known that should stand there"
    return ""
