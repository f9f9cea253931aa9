"""Who may open a page at all: Flask-AppBuilder's permissions as actions of the policy."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from flask_login import current_user

from app.runtime.errors import Forbidden
from app.web import guard

if TYPE_CHECKING:
    from app.web.screen.entity_view import EntityView

PERMISSIONS = {
    "can_list": "read",
    "can_show": "read",
    "can_add": "create",
    "can_edit": "update",
    "can_delete": "delete",
    "can_export": "export",
}
"""Flask-AppBuilder's permission → action of the policy."""


def opens(permission: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Guard a page: anonymous visitors go to the entrance, other roles are refused; rows are the policy's matter."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def guarded(self: EntityView, *arguments: Any, **named: Any) -> Any:
            if not current_user.is_authenticated:
                return guard.to_entrance()
            if not self.is_open_to(current_user.roles, permission):
                raise Forbidden("您的角色无权打开此页 / Your role may not open this page.")
            return function(self, *arguments, **named)

        guarded._permission_name = permission.removeprefix("can_")  # type: ignore[attr-defined]
        return guarded

    return decorate
