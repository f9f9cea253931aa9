"""GET /reports/: the reports that the reader may open, and each of them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import request
from flask_appbuilder import BaseView, expose
from flask_login import current_user

from app.forms.language import current_language
from app.runtime import registry, reports
from app.runtime.context import Actor, Context
from app.runtime.errors import Forbidden
from app.web.guard import logged_in
from app.web.reader import context
from app.web.reports.page import ReportPage


class ReportView(BaseView):
    route_base = "/reports"
    default_view = "index"

    @expose("/")
    @logged_in
    def index(self) -> Any:
        """By module, in the order of the schema."""
        ctx = context()
        found = reports.listed(ctx)
        if not found:
            raise Forbidden("没有向您开放的报表 / No report is open to you.")
        return self.render_template("reports/list.html", groups=_by_module(ctx, found))

    @expose("/<name>")
    @logged_in
    def show(self, name: str) -> Any:
        page = ReportPage(context(), name, _arguments())
        return self.render_template("reports/report.html", page=page, title=page.result.label)

    @expose("/<name>/export")
    @logged_in
    def export(self, name: str) -> Any:
        return ReportPage(context(), name, _arguments(), "export").as_csv()


def _arguments() -> list[tuple[str, str]]:
    return list(request.args.items(multi=True))


def _by_module(
    ctx: Context, found: list[registry.Report]
) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """(module, [(name, label, entity)])."""
    language, known = current_language(), registry.current()
    groups: list[tuple[str, list[tuple[str, str, str]]]] = []
    for module in known.modules:
        mine = [one for one in found if known.entity(one.entity).entity.meta.module == module.name]
        if mine:
            told = [
                (
                    one.name,
                    one.label.in_language(language),
                    known.entity(one.entity).entity.meta.label.in_language(language),
                )
                for one in mine
            ]
            groups.append((module.label.in_language(language), told))
    return groups


def is_offered() -> bool:
    """Whether any report is open to the person at the screen: decided by role in memory."""
    if not current_user.is_authenticated:
        return False
    return _for_roles(current_user.roles, id(registry.current()))


@lru_cache(maxsize=256)
def _for_roles(roles: frozenset[str], _registry: int) -> bool:
    with Context(Actor(None, "", roles)) as ctx:
        return bool(reports.listed(ctx))
