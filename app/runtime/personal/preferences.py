"""How one person wants his pages, wherever he logs in: language, light or dark, density, single-key shortcuts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from .. import i18n
from ..errors import FieldError, ValidationFailed, message
from ..writing.transaction import settled, transaction
from .tables import Preference

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..context import Context

CHOICES: Mapping[str, tuple[str, ...]] = {
    "theme": ("system", "light", "dark"),
    "density": ("normal", "compact"),
    "keys": ("on", "off"),
}
"""What there is to choose; the first of each is what holds for whoever chose nothing. Beside them: `language`."""


def of(session: Session, user_id: int | None) -> dict[str, str]:
    """What the person chose, without what is no longer on offer; empty when he chose nothing. One statement."""
    kept = session.scalar(select(Preference.values).where(Preference.user_id == user_id)) or {}
    return {name: value for name, value in kept.items() if value in _offered(name)}


def save(ctx: Context, values: Mapping[str, str]) -> None:
    """Keep these choices beside the others. Raises ValidationFailed that names what is no choice."""
    wrong = [
        FieldError(name, "invalid", message(zh="没有这个选项", en="There is no such choice."))
        for name, value in values.items()
        if value not in _offered(name)
    ]
    if wrong:
        raise ValidationFailed(wrong)
    if not values:
        return

    def act() -> None:
        with transaction(ctx) as session:
            row = session.get(Preference, ctx.actor.id, with_for_update=True)
            if row is None:
                kept = Preference(user_id=ctx.actor.id, values=dict(values), changed_at=ctx.now)
                session.add(kept)
            else:
                row.values = {**row.values, **values}
                row.changed_at = ctx.now

    settled(ctx, act)


def _offered(name: str) -> Any:
    return i18n.languages() if name == "language" else CHOICES.get(name, ())
