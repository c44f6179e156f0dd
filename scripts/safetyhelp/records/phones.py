"""One spelling of a phone number: what people dial, and what two spellings have in common."""

import re


def national(text: str) -> str:
    """Return the digits of a number as people in the United Kingdom dial it."""
    text = re.sub(r"\(0\)", "", text) if re.match(r"\s*\(?(?:\+|00)", text) else text
    digits = re.sub(r"\D", "", text)
    for prefix in ("0044", "44"):
        if digits.startswith(prefix) and len(digits) >= len(prefix) + 9:
            return "0" + digits.removeprefix(prefix).lstrip("0")
    return digits


_RELAY_PREFIX = "18001"


def phone_key(text: str) -> str:
    """Return what two spellings of one phone number have in common."""
    digits = re.sub(r"\D", "", text)
    if len(digits) > len(_RELAY_PREFIX):
        digits = digits.removeprefix(_RELAY_PREFIX)
    for prefix in ("0044", "44"):
        if digits.startswith(prefix) and len(digits) > len(prefix) + 6:
            digits = digits.removeprefix(prefix)
    return digits.lstrip("0")


def is_relay(phone: str) -> bool:
    """Say whether a number is for Relay UK: 18000, or 18001 and a number behind it.

    On an ordinary phone it does nothing; it works in the Relay UK app and on a textphone.
    """
    digits = national(phone)
    return digits == "18000" or (digits.startswith("18001") and len(digits) > len("18001"))
