"""Demo logins: one per role, user name = role key, one password for all (README)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.config import DEMO_PASSWORD
from app.runtime.accounts.passwords import hash_password
from app.runtime.accounts.users import Role, User

ROLES = (
    "customer",
    "csr",
    "dispatcher",
    "technician",
    "eng_mgr",
    "cashier",
    "accountant",
    "fin_mgr",
    "auditor",
    "hr",
    "dept_mgr",
    "employee",
    "gm",
    "sysadmin",
    "integrator",
)


@dataclass
class Logins:
    """Makes users; `ids` by user name."""

    session: Session
    roles: dict[str, Role] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    _waiting: list[User] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.roles = {role.name: role for role in self.session.scalars(select(Role))}
        # One hash for all demo logins: argon2 takes its time on purpose.
        self.hash = hash_password(DEMO_PASSWORD)

    def add(self, username: str, name: str, roles: Iterable[str]) -> User:
        """Remember a login; `flush` gives it an id."""
        user = User(
            username=username,
            first_name=name,
            last_name="",
            email=f"{username}@demo.invalid",
            password=self.hash,
            active=True,
            roles=[self.roles[role] for role in roles],
        )
        self.session.add(user)
        self._waiting.append(user)
        return user

    def flush(self) -> None:
        """Write the logins."""
        self.session.flush()
        self.ids |= {user.username: int(user.id) for user in self._waiting}
        self._waiting = []
