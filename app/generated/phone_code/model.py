"""手机验证码 Phone code: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f16b65ce46296685d044b12acd5bd33190393aaef7b687d137d2c7fc9fd5ada4

from __future__ import annotations

import datetime
from typing import Never

from sqlalchemy import Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import UtcDateTime


class PhoneCode(Entity):
    """手机验证码 Phone code (1.1)."""

    __tablename__ = "phone_code"
    __table_args__ = (
        Index("ix_phone_code_phone_sent_at", "phone", "sent_at"),
        Index("ix_phone_code_address_sent_at", "address", "sent_at"),
        Index("ix_phone_code_token_phone", "token", "phone"),
        Index("ix_phone_code_sent_at", "sent_at"),
        Index("ix_phone_code_expires_at", "expires_at"),
        Index("ix_phone_code_proved_at", "proved_at"),
    )
    meta = EntityMeta(
        name="PhoneCode",
        module="crm",
        label=label(zh="手机验证码", en="Phone code"),
        title="{sent_at}",
        process="1.1",
        help=label(
            zh="登记时发到手机的一次性验证码；只保存随机数，验证码本身不保存",
            en="The one-time code sent to a mobile at registration; only a random number is kept and never the code",
        ),
        retain="30 days",
    )

    token: Mapped[str] = mapped_column(
        String(64), info=field("string", zh="登记表编号", en="Form no.", required=True, max=64)
    )
    phone: Mapped[str] = mapped_column(
        String(20),
        info=field("phone", zh="手机号", en="Mobile", required=True, pii="personal", max=20),
    )
    salt: Mapped[str] = mapped_column(
        String(64),
        info=field("string", zh="随机数", en="Random number", required=True, readonly=True, max=64),
    )
    address: Mapped[str | None] = mapped_column(
        String(45),
        info=field("string", zh="来源地址", en="Sent from", readonly=True, pii="personal", max=45),
    )
    sent_at: Mapped[datetime.datetime] = mapped_column(
        UtcDateTime(),
        info=field(
            "datetime",
            zh="发送时间",
            en="Sent",
            required=True,
            readonly=True,
            default=expression("now()", ["call", "now"]),
        ),
    )
    expires_at: Mapped[datetime.datetime] = mapped_column(
        UtcDateTime(),
        info=field("datetime", zh="失效时间", en="Expires", required=True, readonly=True),
    )
    tries: Mapped[int] = mapped_column(
        Integer(),
        info=field("int", zh="输错次数", en="Wrong tries", required=True, readonly=True, default=0),
    )
    proved_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="验证时间", en="Proved", readonly=True)
    )


phone_code_hooks = EntityHooks[PhoneCode, Never](PhoneCode)
