"""GET /reports/: the reports that the reader may open, and each of them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import flash, redirect, request
from flask_appbuilder import BaseView, expose
from flask_babel import gettext as _
from flask_login import current_user

from app.forms.language import current_language
from app.runtime import registry, reports
from app.runtime.context import Actor, Context
from app.runtime.errors import Forbidden
from app.runtime.subscriptions import manage as subscriptions
from app.runtime.subscriptions import offers
from app.web.guard import logged_in
from app.web.reader import context
from app.web.reports import files, regular
from app.web.reports.page import ReportPage


class ReportView(BaseView):
    route_base = "/reports"
    default_view = "index"

    @expose("/")
    @logged_in
    def index(self) -> Any:
        """By module, in the order of the schema."""
        ctx = context()
        found, offered = reports.listed(ctx), offers.listed(ctx)
        if not found and not offered:
            raise Forbidden("没有向您开放的报表 / No report is open to you.")
        return self.render_template(
            "reports/list.html",
            groups=_by_module(ctx, found),
            offers=[(one.url, one.label.in_language(current_language())) for one in offered],
            mine=regular.mine(ctx),
        )

    @expose("/<name>")
    @logged_in
    def show(self, name: str) -> Any:
        return self._page(ReportPage(context(), name, _arguments()), {})

    def _page(self, page: ReportPage, errors: dict[str, str]) -> str:
        return str(
            self.render_template(
                "reports/report.html",
                page=page,
                title=page.result.label,
                mine=regular.mine(page.ctx, page.report.name),
                has_mail=regular.has_mail(),
                errors=errors,
                typed=request.form,
            )
        )

    @expose("/<name>/export")
    @logged_in
    def export(self, name: str) -> Any:
        return files.as_csv(ReportPage(context(), name, _arguments(), "export"))

    @expose("/<name>/export.xlsx")
    @logged_in
    def export_xlsx(self, name: str) -> Any:
        return files.as_xlsx(ReportPage(context(), name, _arguments(), "export"))

    @expose("/<name>/subscribe", methods=["POST"])
    @logged_in
    def subscribe(self, name: str) -> Any:
        """By itself, every day, week or month; a refusal keeps what was typed."""
        ctx = context()
        page = ReportPage(ctx, name, _arguments())
        errors = regular.asked(ctx, name, page.pairs)
        if errors:
            return self._page(page, errors), 422
        flash(_("You will get this report by itself."), "success")
        return redirect(page.address())

    @expose("/unsubscribe/<int:id>", methods=["POST"])
    @logged_in
    def unsubscribe(self, id: int) -> Any:
        subscriptions.remove(context(), id)
        flash(_("The subscription has ended."), "success")
        return redirect("/reports/")


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
