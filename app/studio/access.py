"""Every view of the studio asks our security: the system administrator, nobody else."""

from __future__ import annotations

from typing import Any

from flask import g
from flask_login import current_user

from app.runtime.errors import Forbidden
from app.web.guard import to_entrance
from app.web.person import is_administrator


class AdministratorOnly:
    """A mixin in front of any Flask-Admin view. Flask-Admin's own default lets everybody in."""

    def is_accessible(self) -> bool:
        g.channel = "studio"
        return is_administrator()

    def inaccessible_callback(self, name: str, **_named: Any) -> Any:
        if not current_user.is_authenticated:
            return to_entrance()
        raise Forbidden("工作室仅限系统管理员 / The studio is for the system administrator only.")
