"""店员 Clerk: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 905c88d0908d399ee55e393ec98e03fa8faea828ba87b7ec36ebd319b688bfa0

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Never

from sqlalchemy import Boolean, Computed, Date, ForeignKey, Index, String, Time, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.accounts.users import User
from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.privacy.column import Sensitive

if TYPE_CHECKING:
    from ..branch.model import Branch


class Clerk(Entity):
    """店员 Clerk."""

    __tablename__ = "clerk"
    __table_args__ = (
        Index(
            "uq_clerk_login",
            "login_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_clerk_active", "active"),
        Index("ix_clerk_hired_on", "hired_on"),
    )
    meta = EntityMeta(
        name="Clerk", module="stock", label=label(zh="店员", en="Clerk"), title="{name}"
    )

    name: Mapped[str] = mapped_column(
        String(40), info=field("string", zh="姓名", en="Name", required=True, search=True, max=40)
    )
    login_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", name="fk_clerk_login"),
        index=True,
        info=field("ref", zh="登录账号", en="Login", unique=True, to="User"),
    )
    login: Mapped[User | None] = relationship(User, foreign_keys=[login_id])
    branch_id: Mapped[int] = mapped_column(
        ForeignKey("branch.id", name="fk_clerk_branch"),
        index=True,
        info=field("ref", zh="门店", en="Branch", required=True, to="Branch"),
    )
    branch: Mapped[Branch] = relationship("Branch", foreign_keys=[branch_id])
    hired_on: Mapped[datetime.date | None] = mapped_column(
        Date(),
        info=field(
            "date", zh="入职日期", en="Hired on", default=expression("today()", ["call", "today"])
        ),
    )
    starts_at: Mapped[datetime.time | None] = mapped_column(
        Time(), info=field("time", zh="上班时间", en="Starts at", default="09:00")
    )
    id_no: Mapped[str | None] = mapped_column(
        Sensitive("clerk.id_no", blind=True),
        info=field("id_no", zh="身份证号", en="ID number", pii="sensitive", max=64),
    )
    id_no_blind: Mapped[str | None] = mapped_column(
        String(32), Computed('substr("id_no", 1, 32)', persisted=True), deferred=True
    )
    bank: Mapped[str | None] = mapped_column(
        Sensitive("clerk.bank", blind=True),
        info=field("bank_account", zh="银行账号", en="Bank account", pii="sensitive", max=64),
    )
    bank_blind: Mapped[str | None] = mapped_column(
        String(32), Computed('substr("bank", 1, 32)', persisted=True), deferred=True
    )
    photo: Mapped[int | None] = mapped_column(
        ForeignKey("sys_attachment.id", name="fk_clerk_photo"),
        info=field("image", zh="照片", en="Photo"),
    )
    pin: Mapped[str | None] = mapped_column(
        Sensitive("clerk.pin"), info=field("secret", zh="口令", en="PIN", max=255)
    )
    active: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="在职", en="Active", default=True)
    )


clerk_hooks = EntityHooks[Clerk, Never](Clerk)
