"""The second factor: codes of an authenticator (TOTP, RFC 6238) and recovery codes, each accepted once.

The secret is stored under DATA_KEYS like any sensitive value; the form that proposes one is sealed by SECRET_KEY,
and so lives no longer than the page.
"""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from typing import TYPE_CHECKING

import pyotp
import segno
from sqlalchemy import delete, insert, select, update

from .. import clock, registry
from ..privacy import cipher
from . import keys, settings
from .sessions import account
from .tables import Account, RecoveryCode

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

STEP = 30
"""Seconds that a code lives; the one before and the one after count as well, for clocks that differ."""
RECOVERY_CODES = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def is_wanted(roles: frozenset[str]) -> bool:
    """Whether one of these roles does not get in without it. Demo logins do."""
    rules = settings.current()
    return not rules.demo and not roles.isdisjoint(rules.second_factor)


def is_on(session: Session, user_id: int) -> bool:
    found = session.get(Account, user_id)
    return found is not None and found.totp_secret is not None


def propose() -> str:
    """A new secret, base32; nothing is stored before a code has shown that the authenticator has it."""
    return pyotp.random_base32()


def seal(secret: str, user_id: int) -> str:
    """The proposed secret for a hidden field of that person's form."""
    return keys.encrypt(secret, purpose=f"totp {user_id}")


def unseal(sealed: str, user_id: int) -> str | None:
    return keys.decrypt(sealed, purpose=f"totp {user_id}")


def store(secret: str, user_id: int) -> str:
    """What stands in the account's row."""
    return cipher.seal(secret.encode(), place(user_id))


def stored(text: str, user_id: int) -> str | None:
    """The secret of an account's row; None when it was made under another key, for another account, or changed."""
    if "." not in text:
        # What the migration could not read: made under an earlier SECRET_KEY, and lost with it.
        return None
    try:
        return cipher.unseal(text, place(user_id)).decode()
    except cipher.CannotDecrypt:
        return None


def place(user_id: int) -> str:
    """What the ciphertext is bound to."""
    return f"sys_account.totp_secret.{user_id}"


def picture(secret: str, username: str) -> str:
    """The QR code as an SVG element without style or script."""
    active = registry.active()
    uri = pyotp.TOTP(secret).provisioning_uri(
        name=username, issuer_name=active.app.name if active else "dougong"
    )
    svg: str = segno.make(uri, error="m").svg_inline(scale=4, border=4, light="white")
    return svg


def turn_on(session: Session, user_id: int, secret: str, code: str) -> list[str] | None:
    """Store the secret when `code` is its code of now; the recovery codes, shown once. None: the code is wrong."""
    step = _step(secret, code)
    if step is None:
        return None
    row = account(session, user_id)
    row.totp_secret, row.totp_step = store(secret, user_id), step
    session.flush()
    return new_recovery_codes(session, user_id)


def turn_off(session: Session, user_id: int) -> None:
    row = account(session, user_id)
    row.totp_secret, row.totp_step = None, 0
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    session.flush()


def new_recovery_codes(session: Session, user_id: int) -> list[str]:
    """Ten codes of 59 bits; the earlier ones no longer count."""
    codes = [
        "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
        for _ in range(RECOVERY_CODES)
    ]
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    rows = [{"user_id": user_id, "code_hash": _hash(user_id, code)} for code in codes]
    session.execute(insert(RecoveryCode), rows)
    return codes


def left(session: Session, user_id: int) -> int:
    """How many recovery codes are not yet used."""
    statement = select(RecoveryCode.id).where(
        RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None)
    )
    return len(session.scalars(statement).all())


def accept(session: Session, user_id: int, code: str) -> str | None:
    """`totp` or `recovery` when the code is right and was never accepted before, else None. Uses it up."""
    row = session.get(Account, user_id)
    secret = stored(row.totp_secret, user_id) if row is not None and row.totp_secret else None
    typed = _plain(code)
    step = _step(secret, typed) if secret is not None else None
    if step is not None:
        # The guard in the statement decides between two that send the same code at one moment.
        taken = session.execute(
            update(Account)
            .where(Account.user_id == user_id, Account.totp_step < step)
            .values(totp_step=step)
            .execution_options(synchronize_session=False)
        )
        return "totp" if taken.rowcount == 1 else None  # type: ignore[attr-defined]
    used = session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.user_id == user_id,
            RecoveryCode.code_hash.in_([_hash(user_id, typed), _former_hash(user_id, typed)]),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=clock.now())
        .execution_options(synchronize_session=False)
    )
    return "recovery" if used.rowcount == 1 else None  # type: ignore[attr-defined]


def _step(secret: str, code: str) -> int | None:
    """The 30-second step that the code belongs to: now, the one before or the one after."""
    now, found = int(clock.now().timestamp()) // STEP, None
    typed = _plain(code).encode()
    generator = pyotp.TOTP(secret)
    for step in (now - 1, now, now + 1):
        if hmac.compare_digest(generator.generate_otp(step).encode(), typed):
            found = step
    return found


def _plain(code: str) -> str:
    """`123 456` as the telephone shows it, and `１２３４５６` as a Chinese keyboard writes it."""
    return "".join(unicodedata.normalize("NFKC", code).split())


def _hash(user_id: int, code: str) -> str:
    return cipher.blind(_letters(code).encode(), f"sys_recovery_code.code_hash.{user_id}")


def _former_hash(user_id: int, code: str) -> str:
    """What codes were kept as while they hung on SECRET_KEY; those that are not used yet still count."""
    return keys.keyed("recovery", str(user_id), _letters(code))


def _letters(code: str) -> str:
    """A recovery code without its hyphen, small or capital."""
    return _plain(code).lower().replace("-", "")
