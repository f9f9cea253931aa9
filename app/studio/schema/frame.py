"""What every page of the schema shares: who may, the mark that was seen, the strip of tabs, errors in words."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request
from flask_admin import BaseView
from werkzeug.wrappers import Response

from app.forms.language import current_language, told
from app.runtime.errors import AppError, BadRequest
from app.runtime.schema_drafts import Mark
from app.studio.access import AdministratorOnly
from app.studio.schema import checking
from app.studio.schema.files import Working, working
from app.web.paths import own_path

HOME = "/studio/schema/"


class SchemaView(AdministratorOnly, BaseView):
    """A view under /studio/schema."""

    tab = ""
    folder = "schema"
    """Of app/templates/studio."""

    def page(self, template: str, *, status: int = 200, **given: Any) -> Any:
        work = working()
        checked = checking.check(work.files) if work.draft is not None else None
        problems = [checking.told(one, current_language()) for one in checked.problems] if checked else []  # fmt: skip
        frame = {"work": work, "tab": self.tab, "problems_of_draft": problems, "language": current_language()}  # fmt: skip
        return self.render(f"studio/{self.folder}/{template}", **(frame | given)), status


def seen() -> Mark:
    """The mark that the sent form carries. Raises BadRequest."""
    found = Mark.parse(request.form.get("seen", ""))
    if found is None:
        raise BadRequest(
            "页面不完整，请刷新后重试 / The page is incomplete: reload it and try again."
        )
    return found


def acted(act: Any, *given: Any, to: str) -> Response:
    """Do it and go on; a refusal is told on the page that follows."""
    try:
        act(*given)
    except AppError as error:
        flash(told(error.message), "danger")
    return redirect(to)


def back_to(otherwise: str) -> str:
    """The page that the form names, one of our own; else the other."""
    return own_path(request.form.get("next", "")) or otherwise


__all__ = ["HOME", "SchemaView", "Working", "acted", "back_to", "seen"]
