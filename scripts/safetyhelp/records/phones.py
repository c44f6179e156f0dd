"""Phone numbers: what people dial, what two spellings have in common, and what a call costs. Pure.

The costs are those of Ofcom's National Telephone Numbering Plan; 101 is free since April 2020.
"""

import re

FREE, NORMAL, MOBILE, EXTRA, UNKNOWN = "free", "normal", "mobile", "extra", "unknown"

_RELAY = "18001"
_EMERGENCY_RELAY = "18000"
_FROM_ABROAD = ("0044", "44")
# Those that start with 116 are the harmonised numbers of social value.
_FREE = re.compile(rf"999|112|101|105|111|{_EMERGENCY_RELAY}|116\d{{3}}|080[08]\d*")
_COST_BY_START = (
    # 03 costs by law as 01 and 02 do, and is in the free minutes of a plan: it is not free.
    (("01", "02", "03"), NORMAL),
    (("07",), MOBILE),
    (("084", "087", "09"), EXTRA),
)


def national(text: str) -> str:
    """Return the digits of a number as people in the United Kingdom dial it."""
    text = re.sub(r"\(0\)", "", text) if re.match(r"\s*\(?(?:\+|00)", text) else text
    digits = re.sub(r"\D", "", text)
    for prefix in _FROM_ABROAD:
        if digits.startswith(prefix) and len(digits) >= len(prefix) + 9:
            return "0" + digits.removeprefix(prefix).lstrip("0")
    return digits


def phone_key(text: str) -> str:
    """Return what two spellings of one phone number have in common, with Relay UK or without."""
    digits = re.sub(r"\D", "", text)
    if len(digits) > len(_RELAY):
        digits = digits.removeprefix(_RELAY)
    for prefix in _FROM_ABROAD:
        if digits.startswith(prefix) and len(digits) > len(prefix) + 6:
            digits = digits.removeprefix(prefix)
    return digits.lstrip("0")


def is_relay(phone: str) -> bool:
    """Say whether a number is for Relay UK: 18000, or 18001 and a number behind it.

    On an ordinary phone it does nothing; it works in the Relay UK app and on a textphone.
    """
    digits = national(phone)
    return digits == _EMERGENCY_RELAY or (digits.startswith(_RELAY) and digits != _RELAY)


def cost_of(phone: str) -> str:
    """Return what kind of cost a call has: free, normal, mobile, extra or unknown."""
    digits = national(phone)
    if _FREE.fullmatch(digits):
        return FREE
    return next((cost for starts, cost in _COST_BY_START if digits.startswith(starts)), UNKNOWN)
