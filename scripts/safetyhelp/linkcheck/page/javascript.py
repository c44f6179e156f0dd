"""Whether a page shows its text only with JavaScript. Pure."""

import re
from collections.abc import Iterable

_TEXT_OF_A_PAGE = 200
_TEXT_BESIDE_A_PLEA = 600
_TEXT_BESIDE_AN_EMPTY_ROOT = 1_500
_PLEA = re.compile(r"(?:enable|requires?|need|turn on|without|activate).{0,30}javascript|"
                   r"javascript.{0,40}(?:enabled?|required|disabled|turned (?:on|off))",
                   re.IGNORECASE | re.DOTALL)  # fmt: skip


def needs_javascript(
    length: int, pleas: Iterable[str], *, has_script: bool, has_root: bool, has_empty_root: bool
) -> bool:
    """Say whether a page needs JavaScript, by how much text it has and what else stands there.

    `pleas` are the first lines of the page, which may ask for it.
    """
    if length < _TEXT_BESIDE_A_PLEA and _PLEA.search(" ".join(pleas)):
        return True
    if not has_script:
        return False
    if has_empty_root and length < _TEXT_BESIDE_AN_EMPTY_ROOT:
        return True
    return length < _TEXT_OF_A_PAGE and (has_root or length < _TEXT_OF_A_PAGE // 5)
