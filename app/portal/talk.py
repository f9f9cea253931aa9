"""What the staff and whoever lives in the portal say to each other about a record, where the schema says `comments: {portal: …}`.

A hand-written page shows it by `{{ talk.comments(comments_on(entity, id)) }}` of `portal/_comments.html`; it has a page of its own too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, request, url_for

from app.runtime import query, registry
from app.runtime.comments import read, write
from app.runtime.comments.access import is_shown_in_portal, may_write
from app.runtime.context import Context
from app.runtime.entity import Entity
from app.runtime.errors import AppError, NotFound
from app.runtime.i18n import t
from app.web.paths import own_path

PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One comment as the reader has it."""

    said: read.Said
    is_own: bool


@dataclass(frozen=True, slots=True)
class Talk:
    """A page of it, the newest first; `older` is the address of the next one, or ""."""

    url: str
    lines: Sequence[Line]
    older: str
    may_write: bool
    typed: str = ""
    problem: str = ""


def comments_on(
    ctx: Context,
    entity: type[Entity],
    id: int,
    *,
    before: int | None = None,
    typed: str = "",
    problem: str = "",
) -> Talk:
    """Three statements. Raises NotFound for a record that is not the reader's to see, or whose comments are never shown."""
    if not is_shown_in_portal(entity):
        raise NotFound
    found = read.page(ctx, entity, id, limit=PAGE, before=before)
    url = url_for("portal.comments", key=entity.key(), id=id)
    return Talk(
        url,
        [Line(one, write.is_own(ctx, one.comment)) for one in found.items],
        f"{url}?before={found.next}" if found.next else "",
        may_write(ctx.actor, entity),
        typed,
        problem,
    )


def page(ctx: Context, render: Any, key: str, id: int) -> Any:
    """GET shows them; POST says something (`text`) or takes one's own back (`_delete`), and leads on to `next`."""
    known = registry.current()
    if not known.has(key) or known.entity(key).entity.key() != key:
        raise NotFound
    entity = known.entity(key).entity
    record = query.get(ctx, entity, id, columns=["title"])
    typed = problem = ""
    if request.method == "POST":
        if not is_shown_in_portal(entity):
            raise NotFound
        typed = request.form.get("text", "")
        try:
            _act(ctx, entity, id, typed)
        except AppError as refused:
            if refused.status in (403, 404):
                raise
            told = refused.errors[0].message if refused.errors else refused.message
            problem = told.in_language(ctx.language)
        else:
            flash(t("portal.sent"), "success")
            here = url_for("portal.comments", key=key, id=id)
            return redirect(own_path(request.form.get("next"), here))
    talk = comments_on(ctx, entity, id, before=_before(), typed=typed, problem=problem)
    status = 422 if problem else 200
    return render("portal/comments.html", status, talk=talk, title=record["title"])


def _act(ctx: Context, entity: type[Entity], id: int, typed: str) -> None:
    """Whatever is said in the portal is shown there, also by one of the staff who looks at it."""
    which = request.form.get("_delete", "")
    if not which:
        write.add(ctx, entity, id, typed, in_portal=True)
    elif which.isascii() and which.isdecimal() and len(which) < 19:
        write.delete(ctx, entity, id, int(which))
    else:
        raise NotFound


def _before() -> int | None:
    text = request.args.get("before", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
