"""What the framework keeps about logging in: sessions, second factors, failed attempts, one-time links."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import (
    BigInteger,
    Boolean,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from ..system import Key, SystemTable
from ..types import UtcDateTime


class LoginSession(SystemTable):
    """One browser that somebody has logged in to. The cookie's 256 random bits are kept as their SHA-256 only."""

    __tablename__ = "sys_session"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_session"),
        UniqueConstraint("key_hash", name="uq_sys_session_key_hash"),
        Index("ix_sys_session_user_id", "user_id"),
        Index("ix_sys_session_expires_at", "expires_at"),
    )
    id: Mapped[int] = mapped_column(Key)
    key_hash: Mapped[str] = mapped_column(String(64))
    user_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id", name="fk_sys_session_user_id"))
    mark: Mapped[str] = mapped_column(String(64))
    """Password, roles and round of the account when it was opened; it ends when they are others."""
    stage: Mapped[str] = mapped_column(String(12))
    """`open`, or what is still missing: `code`, `enrol`, `password`."""
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    seen_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    expires_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    address: Mapped[str | None] = mapped_column(String(45))
    device: Mapped[str] = mapped_column(String(200))


class Account(SystemTable):
    """What AppBuilder's user does not hold. No row: nothing was ever set."""

    __tablename__ = "sys_account"
    __table_args__ = (PrimaryKeyConstraint("user_id", name="pk_sys_account"),)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", name="fk_sys_account_user_id"), autoincrement=False
    )
    round: Mapped[int] = mapped_column(Integer, default=0)
    """Counted up to end every session and token at once."""
    must_change: Mapped[bool] = mapped_column(Boolean, default=False)
    password_set_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    totp_secret: Mapped[str | None] = mapped_column(Text)
    """Encrypted under DATA_KEYS; empty: no second factor."""
    totp_step: Mapped[int] = mapped_column(BigInteger, default=0)
    """The 30-second step of the last code that was accepted: none is accepted twice."""


class LoginAttempt(SystemTable):
    """Attempts that have not succeeded, by name (known or not) and by address, under a keyed digest."""

    __tablename__ = "sys_login_attempt"
    __table_args__ = (
        PrimaryKeyConstraint("key", name="pk_sys_login_attempt"),
        Index("ix_sys_login_attempt_last_at", "last_at"),
    )
    key: Mapped[str] = mapped_column(String(64))
    count: Mapped[int] = mapped_column(Integer)
    last_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())


class RecoveryCode(SystemTable):
    """A code for the day on which the telephone is lost; used once."""

    __tablename__ = "sys_recovery_code"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_recovery_code"),
        UniqueConstraint("user_id", "code_hash", name="uq_sys_recovery_code_code_hash"),
    )
    id: Mapped[int] = mapped_column(Key)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", name="fk_sys_recovery_code_user_id")
    )
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())


class PasswordLink(SystemTable):
    """A link with which one person sets a new password, once, within an hour."""

    __tablename__ = "sys_password_link"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_password_link"),
        UniqueConstraint("key_hash", name="uq_sys_password_link_key_hash"),
        Index("ix_sys_password_link_user_id", "user_id"),
    )
    id: Mapped[int] = mapped_column(Key)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", name="fk_sys_password_link_user_id")
    )
    key_hash: Mapped[str] = mapped_column(String(64))
    expires_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    used_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
