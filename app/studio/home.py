"""The first page of the studio: its dictionaries."""

from __future__ import annotations

from typing import Any

from flask_admin import BaseView, expose

from app.forms.language import told
from app.runtime.manual import versions
from app.studio.access import AdministratorOnly
from app.studio.dictionary import RecordModelView
from app.web.reader import context


class StudioHome(AdministratorOnly, BaseView):
    def __init__(self) -> None:
        super().__init__(name="studio", endpoint="studio", url="/studio")

    @expose("/")
    def index(self) -> Any:
        views = [view for view in self.admin._views if isinstance(view, RecordModelView)]
        changed = versions.stale(context().session)
        return self.render(
            "studio/home.html",
            dictionaries=[(v.label(), v.home_url()) for v in views],
            stale=[(told(entity.meta.label), f"/manual/{entity.key()}") for entity in changed],
        )
