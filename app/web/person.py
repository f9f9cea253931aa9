"""Who is at the screen, as far as pages ask; who he is, the runtime reads."""

from __future__ import annotations

from flask_login import current_user

from app.runtime import registry
from app.runtime.accounts.person import Person

ADMINISTRATOR = "sysadmin"
"""The role that manages users and opens the studio."""


def is_administrator() -> bool:
    """Whether the person at the screen manages users and the studio."""
    return bool(current_user.is_authenticated) and ADMINISTRATOR in current_user.roles


def myself() -> Person:
    """The person himself, not Flask-Login's stand-in."""
    found: Person = current_user._get_current_object()
    return found


def lives_in_portal(roles: frozenset[str]) -> bool:
    """Whether every role of the person is one of the portal."""
    known = [registry.current().role(name) for name in roles]
    return bool(known) and all(role is not None and role.portal for role in known)


def uses_portal(roles: frozenset[str]) -> bool:
    """Whether some role of the person is one of the portal: a colleague who lives here has both."""
    known = [registry.current().role(name) for name in roles]
    return any(role is not None and role.portal for role in known)


__all__ = [
    "ADMINISTRATOR",
    "Person",
    "is_administrator",
    "lives_in_portal",
    "myself",
    "uses_portal",
]
