"""The first page after logging in: what waits for this person, his figures, his charts."""

from __future__ import annotations

from typing import Any

from flask import redirect
from flask_appbuilder import expose
from flask_appbuilder.views import IndexView
from flask_babel import gettext as _
from flask_login import current_user

from app.web import guard, navigation
from app.web.accounts.users import role_labels
from app.web.home import automatic, upkeep
from app.web.home.board import Board
from app.web.person import is_administrator, lives_in_portal
from app.web.reader import context
from app.web.search import opened_last


class HomeView(IndexView):
    @expose("/")
    def index(self) -> Any:
        if not current_user.is_authenticated:
            return guard.to_entrance()
        if lives_in_portal(current_user.roles):
            return redirect("/portal/")
        labels, ctx = role_labels(), context()
        board = Board.of(ctx)
        tasks = automatic.tasks(ctx) if board.is_empty else []
        return self.render_template(
            "home.html",
            greeting=_("Hello, %(name)s", name=current_user.get_full_name()),
            roles=[labels.get(role, role) for role in sorted(current_user.roles)],
            board=board,
            tasks=tasks,
            # Who has little that waits goes on where he was.
            opened=opened_last(ctx) if board.is_empty else [],
            upkeep=upkeep.lines(ctx.session) if is_administrator() else [],
            has_menu=bool(navigation.for_person()),
        )
