"""Who looks as whom, since when, until when, and why."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import BigInteger, ForeignKey, Index, PrimaryKeyConstraint, String, text
from sqlalchemy.orm import Mapped, mapped_column

from ..system import Key, SystemTable
from ..types import UtcDateTime


class Viewing(SystemTable):
    """One look through somebody's eyes, tied to the administrator's own session. Open while `ended_at` is empty,
    also when its time is over: until the administrator ends it his session does nothing else.
    """

    __tablename__ = "sys_viewing"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_viewing"),
        Index(
            "uq_sys_viewing_open",
            "session_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_sys_viewing_person_id", "person_id", "started_at"),
    )
    id: Mapped[int] = mapped_column(Key)
    session_id: Mapped[int] = mapped_column(BigInteger)
    """Of sys_session; no key, for sessions that are over are cleared away and this stays."""
    actor_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id", name="fk_sys_viewing_actor_id"))
    person_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", name="fk_sys_viewing_person_id")
    )
    reason: Mapped[str] = mapped_column(String(500))
    started_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    ends_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    ended_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
