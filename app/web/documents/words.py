"""A drawn cell as the words that it shows: paper has no links and no badges."""

from __future__ import annotations

import re
from html import unescape

from markupsafe import Markup

_BREAK = re.compile(r"<(?:br|/p|/li|/h[1-6]|/tr|/div)\b[^<>]*+>", re.IGNORECASE)
_PICTURE = re.compile(r"<img\b[^<>]*+>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*+>")


def words(drawn: Markup | str, *, picture: str = "▣") -> str:
    """The text of a cell; ends of paragraphs stay lines, each picture stands as one sign."""
    if not isinstance(drawn, Markup):
        return str(drawn).strip()
    text = _TAG.sub("", _BREAK.sub("\n", _PICTURE.sub(picture, str(drawn))))
    lines = (" ".join(line.split()) for line in unescape(text).split("\n"))
    return "\n".join(lines).strip()
