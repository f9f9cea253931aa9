"""GET /api/docs: the OpenAPI document as a page on which every operation can be tried, as far as the reader may go."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import current_app
from flask_appbuilder import BaseView, expose
from flask_login import current_user

from app.runtime import registry
from app.runtime.context import Actor
from app.runtime.errors import Forbidden
from app.runtime.policy import ACTIONS
from app.web.guard import logged_in


class ApiDocsView(BaseView):
    """Swagger UI as it comes with Flask-AppBuilder: no other site is asked for anything."""

    route_base = "/api"
    default_view = "index"

    @expose("/docs")
    @logged_in
    def index(self) -> Any:
        if not is_offered():
            raise Forbidden("您的角色没有可用的接口 / There is nothing in the API for your roles.")
        return self.render_template("api_docs.html")


def is_offered() -> bool:
    """Whether the API holds anything for the person at the screen: decided by role in memory."""
    if not current_user.is_authenticated:
        return False
    app: Any = current_app._get_current_object()  # type: ignore[attr-defined]
    return _for_roles(current_user.roles, id(registry.current()), app)


@lru_cache(maxsize=256)
def _for_roles(roles: frozenset[str], _registry: int, app: Any) -> bool:
    actor, active = Actor(None, "", roles), registry.current()
    return any(
        active.entity(resource.entity).policy.may(actor, action).allowed
        for resource in app.extensions["dougong_resources"]
        for action in ACTIONS
    )
