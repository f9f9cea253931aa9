"""The text of a token: `dougong_17_<43 characters>`: a mark that scanners find, the token's id, 256 random bits."""

from __future__ import annotations

import re
import secrets

from ..accounts import keys

MARK = "dougong_"
_SHAPE = re.compile(r"dougong_([1-9][0-9]{0,17})_([A-Za-z0-9_-]{43})")


def new_secret() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def text_of(token_id: int, secret: str) -> str:
    return f"{MARK}{token_id}_{secret}"


def digest(secret: str) -> str:
    """What is stored of a secret. 256 random bits need no slow hash."""
    return keys.digest(secret)


def is_one(text: str) -> bool:
    """Whether a bearer token says that it is one of ours, well-formed or not."""
    return text.startswith(MARK)


def parts(text: str) -> tuple[int, str] | None:
    """The id and the secret; None for what no token looks like."""
    found = _SHAPE.fullmatch(text)
    return None if found is None else (int(found[1]), found[2])
