"""Passwords: argon2id, one cost for everybody, known and unknown; and which passwords are taken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from .. import registry
from ..errors import Message, message
from . import settings

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)  # OWASP's second setting

SHORTEST = 12
LONGEST = 256
"""Characters. Longer ones only make the server work."""
DENGBAO_DAYS = 90
CHINESE = (
    "woaini",
    "woai",
    "aini",
    "woshi",
    "nihao",
    "mima",
    "1314",
    "5201314",
    "1314520",
    "7758521",
    "qq123456",
)
"""What is common here and missing in zxcvbn's lists."""
_CLASSES = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^a-zA-Z0-9]")


def hash_password(text: str) -> str:
    """The argon2id hash to store."""
    return _hasher.hash(text)


def is_correct(stored: str | None, text: str) -> bool:
    """Whether `text` is the password behind `stored`; an empty or foreign hash never is, at the same cost."""
    text = text[: LONGEST + 1]
    try:
        right = _hasher.verify(stored or _nobody(), text) and bool(stored)
    except (VerificationError, InvalidHashError):
        return False
    return right and len(text) <= LONGEST and text not in settings.current().refused_passwords


def is_outdated(stored: str) -> bool:
    """Whether the hash was made at a lower cost than today's."""
    return _hasher.check_needs_rehash(stored)


@lru_cache(maxsize=1)
def _nobody() -> str:
    """A hash that no password opens, so that an unknown name takes as long as a known one."""
    return _hasher.hash("\0nobody\0")


def weakness(text: str, *, about: Iterable[str | None] = ()) -> Message | None:
    """Why this password is not taken; None: it is. `about`: the person's own words (user name, name, e-mail, phone)."""
    if len(text) < SHORTEST:
        return message(zh=f"至少 {SHORTEST} 个字符", en=f"At least {SHORTEST} characters.")
    if len(text) > LONGEST:
        return message(zh=f"最多 {LONGEST} 个字符", en=f"At most {LONGEST} characters.")
    folded = text.casefold()
    for word in _words(about):
        if word in folded:
            return message(
                zh="密码中不要含有用户名、姓名、电话、邮箱或公司名称",
                en="Leave the user name, names, telephone, e-mail and the company's name out of the password.",
            )
    if text in settings.current().refused_passwords or _is_easy(text):
        return message(
            zh="这个密码太容易猜到，请换一个更少见的",
            en="This password is too easy to guess: choose a less common one.",
        )
    if settings.current().dengbao:
        kinds = sum(bool(re.search(pattern, text)) for pattern in _CLASSES)
        if kinds < 3:
            return message(
                zh="须含大写字母、小写字母、数字、符号中的至少三种",
                en="Use at least three of: capital letters, small letters, digits, other characters.",
            )
    return None


def _words(about: Iterable[str | None]) -> set[str]:
    """Whatever a stranger would try first, long enough to mean something."""
    given = [*about, *settings.current().words]
    active = registry.active()
    if active is not None:
        given += [active.app.name, *active.app.label.texts.values()]
    pieces = {
        piece
        for text in given
        if text
        for piece in (text.casefold(), *re.split(r"[\s@._-]+", text.casefold()))
    }
    return {piece for piece in pieces if len(piece) >= (4 if piece.isascii() else 2)}


def _is_easy(text: str) -> bool:
    """Common passwords, words, names, dates, keyboard rows and repeats, in any combination (zxcvbn's dictionaries)."""
    from zxcvbn import zxcvbn

    # Its cost grows with the length; the strength of a longer text does not fall.
    return bool(zxcvbn(text[:64], user_inputs=list(CHINESE))["score"] < 4)
