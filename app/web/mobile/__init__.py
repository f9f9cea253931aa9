"""The tasks of whoever works outside, on a phone: what the schema calls `mobile`, also without a connection."""

from flask_login import current_user

from app.web.mobile.tasks import views_of
from app.web.mobile.view import TasksView


def is_offered() -> bool:
    """Whether whoever is logged in has tasks outside."""
    return bool(current_user.is_authenticated and views_of(current_user.roles))


__all__ = ["TasksView", "is_offered"]
