"""The password once more, before an act that a stranger at an open screen must not do; for forms that Flask-WTF does not make."""

from __future__ import annotations

from app.runtime.accounts import login
from app.runtime.errors import RuleViolation
from app.web.accounts import visits
from app.web.person import myself


def must_know_password(given: str, channel: str = "web") -> None:
    """Whoever sits there is who has logged in: counted and locked like a login. Raises RuleViolation, TooManyAttempts."""
    if not given:
        raise RuleViolation(
            "请输入当前密码，以确认是您本人 / Type your current password: it shows that it is you.",
            field="current",
        )
    if not login.is_right(myself(), given, visits.place(channel)):
        raise RuleViolation("当前密码不正确 / The current password is wrong.", field="current")
