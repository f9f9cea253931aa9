"""Documents belong to the back office: whoever lives in the portal alone is led there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import redirect
from flask_login import current_user

from app.web.guard import logged_in
from app.web.person import lives_in_portal


def for_staff(function: Callable[..., Any]) -> Callable[..., Any]:
    """Anonymous visitors go to the entrance and come back, residents to their own pages."""

    @logged_in
    @wraps(function)
    def guarded(*arguments: Any, **named: Any) -> Any:
        if lives_in_portal(current_user.roles):
            return redirect("/portal/")
        return function(*arguments, **named)

    return guarded
