"""What the framework keeps about API clients: whom they act as and with which scopes, their tokens, requests a minute."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import (
    BigInteger,
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


class ApiClient(SystemTable):
    """A program that acts as a user. It is revoked, never deleted: the audit log names it."""

    __tablename__ = "sys_api_client"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_api_client"),
        UniqueConstraint("name", name="uq_sys_api_client_name"),
        Index("ix_sys_api_client_user_id", "user_id"),
    )
    id: Mapped[int] = mapped_column(Key)
    name: Mapped[str] = mapped_column(String(40))
    user_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id", name="fk_sys_api_client_user_id"))
    scopes: Mapped[str] = mapped_column(Text)
    """With blanks between them, see access/scopes.py."""
    addresses: Mapped[str] = mapped_column(Text, default="")
    """Networks (CIDR) with blanks between them; empty: from everywhere."""
    rate_limit: Mapped[int] = mapped_column(Integer)
    """Requests a minute; 0: any number."""
    expires_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    revoked_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    created_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", name="fk_sys_api_client_created_by_id")
    )


class ApiToken(SystemTable):
    """One token of a client; of its 256 random bits only the SHA-256 is kept."""

    __tablename__ = "sys_api_token"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_api_token"),
        Index("ix_sys_api_token_client_id", "client_id"),
    )
    id: Mapped[int] = mapped_column(Key)
    client_id: Mapped[int] = mapped_column(
        ForeignKey("sys_api_client.id", name="fk_sys_api_token_client_id")
    )
    digest: Mapped[str] = mapped_column(String(64))
    expires_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    """When a newer one has taken its place; empty: as long as the client."""
    last_used_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    """To some minutes: a request writes nothing as a rule."""
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())


class RateBudget(SystemTable):
    """What all processes together have taken of one key's requests of the latest minute."""

    __tablename__ = "sys_rate_budget"
    __table_args__ = (PrimaryKeyConstraint("key", name="pk_sys_rate_budget"),)
    key: Mapped[str] = mapped_column(String(64))
    minute: Mapped[int] = mapped_column(BigInteger)
    """Minutes since 1970."""
    taken: Mapped[int] = mapped_column(Integer)
    leased: Mapped[int] = mapped_column(Integer)
    """The size of the last block."""
