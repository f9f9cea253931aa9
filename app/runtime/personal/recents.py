"""The records that a person opened last: noted when he opens one, shown under today's policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from .. import query, registry
from ..filters import Condition
from ..query.reading import field_of
from ..writing.transaction import repeated, transaction
from .tables import Recent

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity

KEPT = 20
"""So many are remembered; what is older is forgotten."""


def note(ctx: Context, entity: type[Entity], id: int) -> None:
    """Remember that the person opened this record. Raises NotFound when it is not his to see."""
    query.get(ctx, entity, id, columns=["title"])
    values = {"user_id": ctx.actor.id, "entity": entity.key(), "record_id": id, "at": ctx.now}
    dialect = postgresql if ctx.session.get_bind().dialect.name == "postgresql" else sqlite

    def act() -> None:
        with transaction(ctx) as session:
            session.execute(
                dialect.insert(Recent)
                .values(values)
                .on_conflict_do_update(
                    index_elements=["user_id", "entity", "record_id"], set_={"at": ctx.now}
                )
            )
            # The time of the last one that is kept; None while there are fewer.
            last = session.scalar(_newest(ctx, Recent.at).offset(KEPT - 1).limit(1))
            if last is not None:
                session.execute(
                    delete(Recent).where(Recent.user_id == ctx.actor.id, Recent.at < last),
                    execution_options={"synchronize_session": False},
                )

    repeated(ctx, act)


def recents(ctx: Context, *, limit: int = 8) -> list[tuple[type[Entity], dict[str, Any]]]:
    """(entity, row with id and title), the newest first; what the person may no longer see is left out."""
    wanted = ctx.session.execute(_newest(ctx, Recent.entity, Recent.record_id).limit(limit)).all()
    ids: dict[str, list[int]] = {}
    for key, id in wanted:
        ids.setdefault(key, []).append(id)
    found: dict[tuple[str, int], tuple[type[Entity], dict[str, Any]]] = {}
    for key, several in ids.items():
        # The schema may have lost the entity since.
        if not registry.current().has(key):
            continue
        entry = registry.current().entity(key)
        number = field_of(entry.entity, "id")
        if number is None or not entry.policy.rows_possible(ctx.judge):
            continue
        page = query.rows(
            ctx, entry.entity, where=[Condition("id", number, "in", several)], columns=["title"]
        )
        found |= {(key, row["id"]): (entry.entity, row) for row in page.items}
    return [found[key, id] for key, id in wanted if (key, id) in found]


def forget_all(ctx: Context) -> None:
    """Forget what the person opened."""
    with transaction(ctx) as session:
        session.execute(delete(Recent).where(Recent.user_id == ctx.actor.id))


def _newest(ctx: Context, *columns: Any) -> Any:
    return select(*columns).where(Recent.user_id == ctx.actor.id).order_by(Recent.at.desc())
