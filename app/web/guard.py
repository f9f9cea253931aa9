"""Who may open a page: anonymous visitors go to the entrance, everybody else is told no."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_login import current_user

from app.runtime.errors import Forbidden
from app.web import kept
from app.web.person import is_administrator


def to_entrance() -> Any:
    """To the login page, and back here afterwards. A form is not lost: it stands there to be sent again."""
    if typed := kept.typed():
        return render_template("kept.html", typed=typed, kept=kept), 401
    wanted = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return redirect(url_for("EntranceView.login", next=wanted))


def logged_in(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def guarded(*arguments: Any, **named: Any) -> Any:
        if not current_user.is_authenticated:
            return to_entrance()
        return function(*arguments, **named)

    return guarded


def administrator_only() -> None:
    """Raises Forbidden for everybody but the system administrator."""
    if not is_administrator():
        raise Forbidden("此处仅限系统管理员 / Only the system administrator may open this page.")
