"""The one login: screens, REST and the portal all ask here who a name and a password are."""

from __future__ import annotations

from sqlalchemy import func, select, update

from .. import clock, database
from .passwords import is_correct
from .users import User


def authenticate(username: str, password: str) -> int | None:
    """The user's id, or None: unknown, disabled and wrong are one answer and take one time.

    Counts the success or the failure in a short write of its own.
    """
    with database.current().read_session() as session:
        row = session.execute(
            select(User.id, User.password, User.active).where(
                func.lower(User.username) == username.strip().lower()
            )
        ).first()
    known = row is not None and bool(row.active)
    correct = is_correct(row.password if row is not None and known else None, password)
    # An unknown name costs the same write as a wrong password, so that the time tells nothing.
    _count(row.id if row is not None else 0, correct=correct)
    return int(row.id) if row is not None and correct else None


def _count(user_id: int, *, correct: bool) -> None:
    if correct:
        values = {
            "login_count": func.coalesce(User.login_count, 0) + 1,
            "fail_login_count": 0,
            # AppBuilder's column holds a time without a zone
            "last_login": clock.now().replace(tzinfo=None),
        }
    else:
        values = {"fail_login_count": func.coalesce(User.fail_login_count, 0) + 1}
    with database.current().begin() as session:
        session.execute(update(User).where(User.id == user_id).values(**values))
