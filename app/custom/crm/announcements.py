"""Announcements: whoever lives in the project or the building is told once, when they are published (1.3)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.generated.announcement import Announcement, announcement_hooks
from app.generated.building import Building
from app.generated.occupancy import Occupancy
from app.runtime import clock, notify
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message
from app.runtime.jobs import Progress, chunked

TOLD_AT_ONCE = 500
TOLD = "announcement.told"

notify.kind("announcement", zh="公告", en="Announcements")
notify.template(
    TOLD,
    zh="公告：{headline}",
    en="Announcement: {headline}",
    title=message(zh="公告：{headline}", en="Announcement: {headline}"),
)
notify.template(
    f"{TOLD}_now",
    zh="公告：{headline}",
    en="Announcement: {headline}",
    title=message(zh="重要公告：{headline}", en="Important: {headline}"),
    urgent=True,
)
NOW = {"outage", "safety"}
"""Kinds that may wake somebody: his quiet hours do not hold them back."""


@announcement_hooks.check
def stands_for_somebody(announcement: Announcement, ctx: Context) -> None:
    """The building is one of the project's, and what is already over is not published."""
    if announcement.building_id is not None:
        building = ctx.get(Building, announcement.building_id)
        if building.project_id != announcement.project_id:
            raise RuleViolation(
                "这栋楼不属于所选项目，请重新选择 / This building is not part of the project; choose another one.",
                field="building",
            )
    over = announcement.ends_at is not None and announcement.ends_at <= ctx.now
    if ctx.transition_name == "publish" and over:
        raise RuleViolation(
            "结束时间已过，请先修改再发布 / It is over already: change when it ends, then publish it.",
            field="ends_at",
        )


@announcement_hooks.on_transition("publish")
def tell(announcement: Announcement, ctx: Context) -> None:
    """A job tells the residents, some hundreds at a time."""
    announcement.published_at = ctx.now
    ctx.enqueue(
        "announcement.tell", key=f"announcement {announcement.id}", announcement=announcement.id
    )


@chunked(
    "announcement.tell", label=message(zh="通知住户公告", en="Tell residents of an announcement")
)
def tell_residents(ctx: Context, at: Progress, *, announcement: int) -> Progress:
    """Everybody with a login who lives there today, once. Ends early when it was withdrawn."""
    told = ctx.get(Announcement, announcement)
    if told.state != "published":
        return at.end(message="withdrawn")
    logins = list(ctx.session.scalars(_logins(told, ctx, after=at.cursor or 0)))
    name = f"{TOLD}_now" if told.kind in NOW else TOLD
    ctx.notify(
        logins,
        name,
        dedup_key=f"announcement:{told.id}",
        record=told,
        headline=told.headline,
    )
    ctx.update(told, told=(told.told or 0) + len(logins))
    if len(logins) < TOLD_AT_ONCE:
        return at.end(done=len(logins))
    return at.on(logins[-1], done=len(logins))


def _logins(told: Announcement, ctx: Context, *, after: int) -> Any:
    """The next accounts behind `after`, in order: `Occupancy.login` is only there while its right lasts."""
    day = clock.local(ctx.now).date()
    statement = (
        select(Occupancy.login_id)
        .where(
            Occupancy.login_id > after,
            Occupancy.project_id == told.project_id,
            Occupancy.deleted_at.is_(None),
            (Occupancy.to_date.is_(None)) | (Occupancy.to_date >= day),
        )
        .distinct()
        .order_by(Occupancy.login_id)
        .limit(TOLD_AT_ONCE)
    )
    if told.building_id is not None:
        statement = statement.where(Occupancy.building_id == told.building_id)
    return statement
