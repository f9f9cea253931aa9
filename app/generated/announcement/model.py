"""公告 Announcement: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 af69c1cf49d58b55e42a169c6e3dc12169c5ca002b23f8a09dec57794ff68242

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal

from sqlalchemy import ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Check, Entity, EntityMeta
from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.types import UtcDateTime

if TYPE_CHECKING:
    from ..building.model import Building
    from ..project.model import Project

AnnouncementState = Literal["draft", "published", "withdrawn"]
AnnouncementTransition = Literal["publish", "withdraw"]
AnnouncementKind = Literal["outage", "safety", "notice", "activity"]
announcement_kind = EnumType(
    "AnnouncementKind",
    [
        EnumValue("outage", label(zh="停水停电", en="Outage"), color="red"),
        EnumValue("safety", label(zh="安全提示", en="Safety"), color="orange"),
        EnumValue("notice", label(zh="通知", en="Notice"), color="blue"),
        EnumValue("activity", label(zh="社区活动", en="Activity"), color="green"),
    ],
)


class Announcement(Entity):
    """公告 Announcement (1.3)."""

    __tablename__ = "announcement"
    __table_args__ = (
        Index("ix_announcement_project_published_at", "project_id", "published_at"),
        Index("ix_announcement_notice_no", "notice_no"),
        Index("ix_announcement_state_project_deleted_at", "state", "project_id", "deleted_at"),
    )
    meta = EntityMeta(
        name="Announcement",
        module="crm",
        label=label(zh="公告", en="Announcement"),
        title="{headline}",
        process="1.3",
        checks=[
            Check(
                "ends_after_it_begins",
                expression(
                    "ends_at >= begins_at",
                    [
                        "or",
                        ["is_null", ["field", "ends_at"]],
                        ["is_null", ["field", "begins_at"]],
                        ["ge", ["field", "ends_at"], ["field", "begins_at"]],
                    ],
                ),
                message(zh="结束时间早于开始时间", en="It ends before it begins"),
            ),
        ],
    )

    notice_no: Mapped[str | None] = mapped_column(
        String(40),
        info=field("number", zh="公告编号", en="No.", numbering=numbering("GG{yyyy}{mm}-{seq:4}")),
    )
    kind: Mapped[AnnouncementKind] = mapped_column(
        String(40),
        index=True,
        info=field(
            "enum", zh="类型", en="Kind", required=True, default="notice", enum=announcement_kind
        ),
    )
    headline: Mapped[str] = mapped_column(
        String(80),
        info=field("string", zh="标题", en="Headline", required=True, search=True, max=80),
    )
    body: Mapped[str] = mapped_column(
        Text(), info=field("text", zh="内容", en="Text", required=True, search=True, max=4000)
    )
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_announcement_project"),
        info=field(
            "ref",
            zh="项目",
            en="Project",
            required=True,
            default=expression("building.project", ["path", ["building"], "project"]),
            to="Project",
        ),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    building_id: Mapped[int | None] = mapped_column(
        ForeignKey("building.id", name="fk_announcement_building"),
        index=True,
        info=field(
            "ref",
            zh="楼栋",
            en="Building",
            help=label(zh="空 = 全项目", en="Empty: the whole project"),
            to="Building",
        ),
    )
    building: Mapped[Building | None] = relationship("Building", foreign_keys=[building_id])
    begins_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(),
        info=field(
            "datetime",
            zh="开始时间",
            en="Begins",
            help=label(zh="停水、活动等何时开始", en="When the outage or the activity begins"),
        ),
    )
    ends_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(),
        index=True,
        info=field(
            "datetime",
            zh="结束时间",
            en="Ends",
            help=label(
                zh="过后不再置顶，仍可查阅",
                en="It is not shown on top afterwards and can still be read",
            ),
        ),
    )
    published_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(),
        index=True,
        info=field("datetime", zh="发布时间", en="Published", readonly=True),
    )
    told: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="通知人数", en="People told", readonly=True, default=0)
    )
    state: Mapped[AnnouncementState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


announcement_hooks = EntityHooks[Announcement, AnnouncementTransition](
    Announcement, transitions=("publish", "withdraw")
)
