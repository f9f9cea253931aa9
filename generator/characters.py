"""Characters that nobody sees, or that make one text look like another."""

from __future__ import annotations

import re
from typing import Final

# Control, zero-width, direction-changing, line-separating and tag characters. Half a surrogate pair cannot be
# written to a file.
INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\uffff\U000e0000-\U000e0fff]"
)
_UNPRINTED: Final = re.compile(rf"{INVISIBLE.pattern}|[\t\n]")


def visible(text: str, longest: int) -> str:
    """The text as a message may repeat it: one line, nothing hidden, at most `longest` characters."""
    shown = _UNPRINTED.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
    return shown if len(shown) <= longest else f"{shown[: longest - 1]}…"
