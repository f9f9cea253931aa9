"""The first page of the studio: schema, permissions, operation and data, each with how it stands today."""

from __future__ import annotations

from typing import Any

from flask_admin import BaseView, expose

from app.forms.language import told
from app.runtime.manual import versions
from app.studio import overview
from app.studio.access import AdministratorOnly
from app.studio.dictionary import RecordModelView
from app.web.reader import context


class StudioHome(AdministratorOnly, BaseView):
    def __init__(self) -> None:
        super().__init__(name="studio", endpoint="studio", url="/studio")

    @expose("/")
    def index(self) -> Any:
        ctx = context()
        views = [view for view in self.admin._views if isinstance(view, RecordModelView)]
        changed = versions.stale(ctx.session)
        return self.render(
            "studio/home.html",
            cards=overview.cards(ctx, views),
            stale=[(told(entity.meta.label), f"/manual/{entity.key()}") for entity in changed],
        )
