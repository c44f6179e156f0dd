"""Formats of single values: phone numbers, e-mail addresses, web addresses, dates.

Each `*_fault` function takes the text as written and returns None when it is fine, or a plain
sentence that says what is wrong with it. The schemas name these formats; `schema` registers them.
"""

import ipaddress
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import parse_qsl, urlsplit

import phonenumbers
from phonenumbers import PhoneNumberType

from directory.records.dates import parse_partial_date

# Short codes that people in danger or distress may be told to call (Ofcom's numbering plan).
SHORT_CODES = frozenset(
    {"999", "112", "101", "111", "105", "116000", "116006", "116111", "116123"}
)
_RELAY_PREFIX = "18001"
_EMERGENCY_TEXT_RELAY = "18000"
# Ofcom, "Telephone numbers for use in TV and radio drama programmes".
_DRAMA_NUMBERS = re.compile(
    r"0(?:1(?:13|14|15|16|17|18|21|31|41|51|61)4960\d{3}|1914980\d{3}|2079460\d{3}|2896496\d{3}"
    r"|2920180\d{3}|1632960\d{3}|7700900\d{3}|8081570\d{3}|9098790\d{3}|3069990\d{3})"
)
_GOOD_TYPES = frozenset(
    {
        PhoneNumberType.FIXED_LINE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE,
        PhoneNumberType.MOBILE,
        PhoneNumberType.TOLL_FREE,
        PhoneNumberType.UAN,
        PhoneNumberType.SHARED_COST,
    }
)
_COSTLY_TYPES = frozenset({PhoneNumberType.PREMIUM_RATE, PhoneNumberType.PERSONAL_NUMBER})


def phone_fault(text: str) -> str | None:
    """Check a United Kingdom phone number as people dial it (spaces allowed)."""
    if not re.fullmatch(r"[0-9]+(?: [0-9]+)*", text):
        return "A phone number here has only digits, with single spaces between groups."
    digits = text.replace(" ", "")
    if digits in SHORT_CODES or digits == _EMERGENCY_TEXT_RELAY:
        return None
    if digits.startswith(_RELAY_PREFIX):
        digits = digits.removeprefix(_RELAY_PREFIX)
        if digits in SHORT_CODES:
            return None
    if not digits.startswith("0"):
        return "This is neither a number that starts with 0 nor a known short number like 101."
    if _DRAMA_NUMBERS.fullmatch(digits):
        return "This number is set aside for films and examples (Ofcom). It reaches nobody."
    return _national_number_fault(digits)


@lru_cache(maxsize=8192)
def _national_number_fault(digits: str) -> str | None:
    try:
        number = phonenumbers.parse(digits, "GB")
    except phonenumbers.NumberParseException:
        return "This cannot be a phone number."
    if not phonenumbers.is_possible_number(number):
        return f"This number has {len(digits)} digits, which is too many or too few."
    kind = phonenumbers.number_type(number)
    if kind in _COSTLY_TYPES:
        return "This is a premium-rate or personal number. Calling it can cost a lot."
    if kind not in _GOOD_TYPES:
        return "No United Kingdom number starts like this."
    return None


_LOCAL_PART = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"{_LOCAL_PART}@(?P<host>{_LABEL}(?:\.{_LABEL})+)")
# The mail system behind this domain was replaced by forces' own (see the reference notes).
_RETIRED_MAIL_HOST = re.compile(r"(?:^|\.)pnn\.police\.uk$", re.IGNORECASE)


def email_fault(text: str) -> str | None:
    """Check the form of an e-mail address and that its host is not a retired one."""
    match = _EMAIL.fullmatch(text)
    if not match or ".." in text or text.startswith(".") or ".@" in text:
        return "This is not an e-mail address (name@place.uk)."
    if _RETIRED_MAIL_HOST.search(match["host"]):
        return "Addresses at pnn.police.uk are retired. Mail to them may be lost."
    return _host_fault(match["host"])


_RESERVED_ENDINGS = (
    ".local", ".internal", ".lan", ".home", ".corp", ".test", ".invalid", ".example",
    ".localhost", ".onion", ".arpa", ".home.arpa",
)
_STAGING_LABEL = re.compile(
    r"^(?:[a-z0-9-]*-)?(?:staging|stage|stg|preview|preprod|uat|sandbox|dev|devel|test|testing)"
    r"(?:-[a-z0-9-]*|[0-9]*)$"
)
# Hosting and supplier platforms: a copy of a public page there may vanish or be a draft.
_SUPPLIER_HOSTS = (
    "azurewebsites.net", "azureedge.net", "cloudapp.net", "amazonaws.com", "cloudfront.net",
    "herokuapp.com", "netlify.app", "vercel.app", "pantheonsite.io", "wpengine.com",
    "kinsta.cloud", "pages.dev", "web.app", "firebaseapp.com", "mixd.co.uk", "cds.co.uk",
)  # fmt: skip
_TRACKING = re.compile(
    r"^(?:utm_.*|gclid|gbraid|wbraid|dclid|fbclid|msclkid|mc_cid|mc_eid|igshid|_ga|_gl|yclid|"
    r"_hsenc|_hsmi|mkt_tok)$",
    re.IGNORECASE,
)


def _host_fault(host: str) -> str | None:
    host = host.lower().rstrip(".")
    labels = host.split(".")
    if len(labels) < 2 or host.endswith(_RESERVED_ENDINGS) or host == "localhost":
        return "This host is not on the public internet."
    if re.fullmatch(r"(?:0x[0-9a-f]+|[0-9]+)", labels[-1]):
        return "An address made of numbers is not allowed. Use the site's name."
    if not all(re.fullmatch(_LABEL, label) for label in labels):
        return "The name of the site has characters that do not belong there."
    if any(_STAGING_LABEL.match(label) for label in labels[:-1]):
        return "This looks like a test or preview copy of a site, not the public one."
    if any(host == supplier or host.endswith("." + supplier) for supplier in _SUPPLIER_HOSTS):
        return "This is a supplier's host, not the body's own site."
    return None


def url_fault(text: str) -> str | None:
    """Check a public web address: http or https, a public host, nothing that tracks visitors."""
    if re.search(r"[\s\\<>\"`{}|^]", text):
        return "A web address has no spaces, quotes, brackets or backslashes."
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return "This is not a web address."
    if parts.scheme not in ("http", "https"):
        return "A web address starts with https:// or http://."
    if "@" in parts.netloc:
        return "A web address must not contain a user name or a password."
    host = parts.hostname or ""
    try:
        ipaddress.ip_address(host)
        return "An address made of numbers is not allowed. Use the site's name."
    except ValueError:
        pass
    if not host or not host.isascii():
        return "The name of the site is missing, or has letters that can be confused with others."
    if port is not None and port not in (80, 443):
        return "A public page does not need a port number."
    tracking = [key for key, _ in parse_qsl(parts.query, True) if _TRACKING.match(key)]
    if tracking:
        return f"“{tracking[0]}=…” tracks visitors. Delete that part of the address."
    return _host_fault(host)


def day_fault(text: str) -> str | None:
    """Check a full date, year-month-day."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return "Write the date as year-month-day, like 2026-11-22."
    try:
        date.fromisoformat(text)
    except ValueError:
        return "There is no such day in the calendar."
    return None


def partial_date_fault(text: str) -> str | None:
    """Check a date known to the day, the month or the year."""
    if parse_partial_date(text) is None:
        return "Write the date as 2025, 2025-10 or 2025-10-20, and check that the day exists."
    return None


def seen_date_fault(text: str) -> str | None:
    """Check a partial date, or the word unknown."""
    if text == "unknown" or parse_partial_date(text) is not None:
        return None
    return "Write the date as 2025, 2025-10 or 2025-10-20; or the word unknown."


FORMATS: Mapping[str, Callable[[str], str | None]] = MappingProxyType(
    {
        "uk-phone": phone_fault,
        "email": email_fault,
        "uri": url_fault,
        "date": day_fault,
        "partial-date": partial_date_fault,
        "seen-date": seen_date_fault,
    }
)
"""The formats that the schemas may name, each with its check."""
