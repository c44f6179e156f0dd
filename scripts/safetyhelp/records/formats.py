"""Formats of single values: phone numbers, e-mail addresses, web addresses, dates.

Each `*_fault` function takes the text as written and returns None when it is fine, or a plain
sentence that says what is wrong with it. The schemas name these formats; `schema` registers them.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import SplitResult, parse_qsl, urlsplit

import phonenumbers
from phonenumbers import PhoneNumberType

from safetyhelp.records.dates import parse_partial_date

# Short codes that people in danger or distress may be told to call (Ofcom's numbering plan).
SHORT_CODES = frozenset({"999", "112", "101", "111", "105", "116000", "116006", "116111", "116123"})
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
    }
)
# Ofcom's two-part charge: an access charge (to the phone company) and a service charge (to the body
# called) of up to 13p a minute for 084 and 087, more for 09. People on low incomes call from
# mobiles with little credit, and such a number nearly always has an 03 or 0800 sister. So: never
# published.
_SERVICE_CHARGE = re.compile(r"08[47]|09|118|070")
# Landlines of Jersey, Guernsey and the Isle of Man, which are not in the United Kingdom. Their
# mobile ranges are allowed: text services in the United Kingdom use some of them.
_CROWN_DEPENDENCIES = ("01481", "01534", "01624")


_NOT_DIGITS = "A phone number here has only digits, with single spaces between groups."


def phone_fault(text: str) -> str | None:
    """Check a United Kingdom phone number as people dial it (spaces allowed)."""
    if re.match(r"(?:\+|00) ?44", text):
        return "Write the number as people in the United Kingdom dial it: 0 in place of +44."
    if not re.fullmatch(r"[0-9]+(?: [0-9]+)*", text):
        return _NOT_DIGITS
    digits = text.replace(" ", "")
    if digits == _EMERGENCY_TEXT_RELAY:
        return None
    digits = digits.removeprefix(_RELAY_PREFIX)
    if not digits:
        return "The number after 18001 is missing."
    return None if digits in SHORT_CODES else _long_number_fault(digits)


def _long_number_fault(digits: str) -> str | None:
    if _SERVICE_CHARGE.match(digits):
        return "Calls to this number carry an extra charge. Look for a number with 03, 0800 or 01."
    if digits.startswith(_CROWN_DEPENDENCIES):
        return "This is a number in Jersey, Guernsey or the Isle of Man, not the United Kingdom."
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
        return f"This number has {len(digits)} digits: too many or too few."
    kind = phonenumbers.number_type(number)
    if kind not in _GOOD_TYPES:
        return "This is no number in use in the United Kingdom: a digit is missing or wrong."
    return None


# Fewer characters than the standard allows: “?” or “&” would add a second addressee to a link.
_LOCAL_PART = r"[A-Za-z0-9._+'-]{1,64}"
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
    ".local",
    ".internal",
    ".lan",
    ".home",
    ".corp",
    ".test",
    ".invalid",
    ".example",
    ".localhost",
    ".onion",
    ".arpa",
    ".home.arpa",
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
# Names that lead to an address written in them, or to the visitor's own machine.
_PRIVATE_HOSTS = ("nip.io", "sslip.io", "xip.io", "localtest.me", "lvh.me")
_MADE_OF_NUMBERS = "An address made of numbers is not allowed. Use the site's name."
_CONFUSING_HOST = "The name of the site has letters that can be confused with others."
# RFC 2606.
_EXAMPLE_HOSTS = ("example.com", "example.org", "example.net")
# The owner of a short link can point it elsewhere at any time, and nobody sees where it leads.
_SHORTENERS = (
    "bit.ly", "tinyurl.com", "t.co", "goo.gl", "ow.ly", "is.gd", "buff.ly", "rebrand.ly", "cutt.ly",
    "tiny.cc", "shorturl.at", "lnkd.in",
)  # fmt: skip
# Mail systems and translators stand between a visitor and the page, and see who goes there.
_HANDING_ON = (
    "safelinks.protection.outlook.com", "urldefense.com", "urldefense.proofpoint.com",
    "linkprotect.cudasvc.com", "translate.goog", "webcache.googleusercontent.com", "l.facebook.com",
)  # fmt: skip
TRACKING = re.compile(
    r"^(?:utm_.*|gclid|gclsrc|gad_source|gbraid|wbraid|dclid|fbclid|msclkid|mc_cid|mc_eid|igshid|"
    r"igsh|_ga|_gl|yclid|twclid|ttclid|srsltid|_hsenc|_hsmi|mkt_tok|vero_id|oly_enc_id)$",
    re.IGNORECASE,
)


def _is_at(host: str, domains: tuple[str, ...]) -> bool:
    return host in domains or any(host.endswith("." + domain) for domain in domains)


@lru_cache(maxsize=4096)  # many addresses lie on few hosts
def _host_fault(host: str) -> str | None:
    host = host.lower().rstrip(".")
    labels = host.split(".")
    if re.fullmatch(r"0x[0-9a-f]*|[0-9]+", labels[-1]):
        return _MADE_OF_NUMBERS
    if len(labels) < 2 or host.endswith(_RESERVED_ENDINGS) or _is_at(host, _PRIVATE_HOSTS):
        return "This host is not on the public internet."
    if not all(re.fullmatch(_LABEL, label) for label in labels) or len(host) > 253:
        return "The name of the site has characters that do not belong there."
    if any(label.startswith("xn--") for label in labels):
        return _CONFUSING_HOST
    if _is_at(host, _EXAMPLE_HOSTS):
        return "This host is set aside for examples. It reaches nobody."
    if _is_at(host, _SHORTENERS):
        return "This is a short link: nobody sees where it leads. Use the address of the page."
    if any(_STAGING_LABEL.match(label) for label in labels[:-1]):
        return "This looks like a test or preview copy of a site, not the public one."
    if _is_at(host, _SUPPLIER_HOSTS):
        return "This is a supplier's host, not the body's own site."
    return None


def url_fault(text: str) -> str | None:
    """Check a public web address: http or https, a public host, nothing that tracks visitors."""
    if re.search(r"[\s\x00-\x20\x7f\\<>\"`{}|^]", text):
        return "A web address has no spaces, quotes, pointed brackets or backslashes."
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return "This is not a web address."
    if parts.scheme not in ("http", "https"):
        return "A web address starts with https:// or http://."
    if "@" in parts.netloc:
        return "A web address must not contain a user name or a password."
    if parts.netloc.endswith(":") or port not in (None, 80, 443):
        return "A public page does not need a port number."
    return _url_host_fault(parts.hostname or "") or _url_rest_fault(text, parts)


def _url_host_fault(host: str) -> str | None:
    if not host:
        return "The name of the site is missing. A web address starts like https://www.place.uk/."
    if ":" in host:  # only in square brackets, around an address of the Internet Protocol 6
        return _MADE_OF_NUMBERS
    if not host.isascii():
        return _CONFUSING_HOST
    return _host_fault(host)


def is_handed_on(parts: SplitResult) -> bool:
    """Say whether an address is of a mail system, a search or a translator that hands on."""
    host = (parts.hostname or "").lower()
    search = re.search(r"(?:^|\.)google\.(?:com|co\.uk)$", host) and parts.path == "/url"
    return bool(search) or _is_at(host, _HANDING_ON)


def _url_rest_fault(text: str, parts: SplitResult) -> str | None:
    if not text.isascii():
        return "Copy the address from the browser's address line: it writes ŵ as %C5%B5."
    values = parse_qsl(parts.query, keep_blank_values=True) + parse_qsl(parts.fragment, True)
    if "&amp;" in text:
        return "“&amp;” stands for “&” in the code of a page only."
    if is_handed_on(parts):
        return "This address leads to the page by way of somebody else, who sees who goes there."
    tracking = [key for key, _ in values if TRACKING.match(key)]
    if tracking:
        return f"“{tracking[0]}=…” tracks visitors. Delete that part of the address."
    return None


def day_fault(text: str) -> str | None:
    """Check a full date, year-month-day."""
    if not re.fullmatch(r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}", text):
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
    fault = partial_date_fault(text) if text != "unknown" else None
    return f"{fault.rstrip('.')}; or write the word unknown." if fault else None


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
