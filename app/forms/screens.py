"""Which screen shows which entity: found by entity, in the running application.

Forms name the screens of what they point to, and know nothing else of them: a screen is the record view of app/web.
"""

from __future__ import annotations

from typing import Any

from flask import current_app, url_for

from app.runtime import registry

KEY = "dougong_screens"


def add(app: Any, view: Any) -> None:
    app.extensions.setdefault(KEY, {})[view.entity.meta.name] = view


def everything() -> dict[str, Any]:
    found: dict[str, Any] = current_app.extensions.get(KEY, {})
    return found


def of(entity: Any) -> Any:
    """The screen of an entity (class or name), or None when it has none."""
    name = entity if isinstance(entity, str) else entity.meta.name
    return everything().get(name)


def url(entity: Any, method: str, **arguments: Any) -> str:
    """The address of one of an entity's pages; "" when the entity has no screen."""
    view = of(entity)
    return url_for(f"{view.endpoint}.{method}", **arguments) if view is not None else ""


def attachment_url(id: int) -> str:
    return url_for("FileView.get", id=id)


def is_inline(child: Any) -> bool:
    """Whether a child table is edited inside its parent's form: plain rows are, records with a life of their own are not."""
    view = of(child.of)
    if view is None or view.form is None:
        return False
    entry = registry.current().entity(child.of)
    return (
        entry.workflow is None and not entry.entity.meta.children and not entry.entity.meta.ledger
    )


def show_url(entity: str, id: int) -> str:
    """The page of one record, without asking whether the reader may open it; "" when there is no such screen."""
    view = of(entity)
    return f"{view.route_base}/show/{id}" if view is not None else ""
