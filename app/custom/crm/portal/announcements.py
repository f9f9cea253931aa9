"""What the company tells everybody who lives here: on top while it lasts, to be read afterwards (1.3)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import request

from app.generated.announcement import Announcement, announcement_policy
from app.portal import page, render
from app.runtime import query
from app.runtime.context import Context
from app.runtime.field import label

PAGE = 20
ON_TOP = 3
FRESH = dt.timedelta(days=14)
"""An announcement without an end stays on top for so long."""
COLUMNS = ("kind", "headline", "begins_at", "ends_at", "published_at")


def on_top(ctx: Context) -> list[dict[str, Any]]:
    """The newest few that are not over, for the head of a page; none for whoever may read none."""
    if not announcement_policy.may(ctx.judge, "read").allowed:
        return []
    lasts = (Announcement.ends_at > ctx.now) | (
        Announcement.ends_at.is_(None) & (Announcement.published_at > ctx.now - FRESH)
    )
    found = query.rows(
        ctx, Announcement, columns=COLUMNS, sort=["-published_at"], limit=ON_TOP, within=lasts
    )
    return found.items


@page("/announcements", name="announcements", label=label(zh="公告", en="Announcements"))
def announcements(ctx: Context) -> Any:
    """All of them that concern my homes, newest first."""
    found = query.rows(
        ctx,
        Announcement,
        columns=COLUMNS,
        sort=["-published_at"],
        limit=PAGE,
        cursor=request.args.get("cursor"),
    )
    return render("crm/portal/announcements.html", page=found, entity=Announcement)


@page("/announcements/<int:id>", name="announcement", label=label(zh="公告", en="Announcement"))
def announcement(ctx: Context, id: int) -> Any:
    """One of them."""
    found = query.get(ctx, Announcement, id)
    return render("crm/portal/announcement.html", row=found, entity=Announcement)
