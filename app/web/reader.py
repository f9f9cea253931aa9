"""What one request works with: who asks, in which session he reads. One context, made when first needed."""

from __future__ import annotations

from flask import g, request
from flask_login import current_user

from app.forms.language import current_language
from app.runtime.context import Actor, Context
from app.runtime.errors import Unauthenticated


def is_logged_in() -> bool:
    return bool(current_user.is_authenticated)


def context() -> Context:
    """The context of the person at the screen; raises Unauthenticated."""
    if "dougong_context" not in g:
        if not is_logged_in():
            raise Unauthenticated
        # Flask-Login has read the person already, with all that Context.for_user would ask again.
        actor = Actor(
            current_user.id,
            current_user.username,
            current_user.roles,
            current_language(),
            values=current_user.values,
        )
        g.dougong_context = Context(
            actor,
            channel=g.get("channel", "web"),
            request_id=g.get("request_id"),
            ip=request.remote_addr,
        )
    ctx: Context = g.dougong_context
    return ctx


def close(_error: BaseException | None = None) -> None:
    """End the reading session with the request."""
    ctx = g.pop("dougong_context", None)
    if ctx is not None:
        ctx.close()
