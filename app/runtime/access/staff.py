"""Who belongs to the back office: whoever has a role outside the portal. Whoever lives in the portal does not, whatever he may read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import registry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..context import Actor


def is_staff(actor: Actor) -> bool:
    """Whether a person has a role outside the portal; the system is one of the staff."""
    return actor.is_system or any_of_staff(actor.roles)


def any_of_staff(roles: Iterable[str]) -> bool:
    """Whether one of these roles belongs to the back office."""
    known = [registry.current().role(name) for name in roles]
    return any(role is not None and not role.portal for role in known)
