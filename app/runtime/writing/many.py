"""Many writes in one transaction: each is undone alone when it is refused, or all of them are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select

from .. import audit, registry, together
from ..errors import AppError
from .aggregates import parents_of
from .holding import hold_before
from .transaction import on_undone, repeated, transaction

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity

R = TypeVar("R")
Act = Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one write came to: its value, or the error that refused it."""

    value: Any = None
    error: AppError | None = None


on_undone(together.keep)


class _Undo(Exception):
    """Ends the transaction without keeping anything."""


def each(
    ctx: Context,
    acts: Callable[[], Sequence[Act]],
    finish: Callable[[Sequence[Outcome]], R],
    *,
    atomic: bool = True,
    keep: bool = True,
) -> R:
    """Carry out every act of `acts()`, and return what `finish` makes of the outcomes.

    An act is one call of app.runtime.records: refused, it leaves nothing behind, neither rows nor numbers, audit rows
    or jobs, and the next one is tried all the same. `atomic`: one refusal undoes them all. `keep=False` undoes
    everything: a rehearsal. `acts` and `finish` run inside the transaction and see what it has written so far.
    """

    def run() -> R:
        try:
            with transaction(ctx) as session, together.begun(session):
                with audit.held_back(ctx) as rows:
                    outcomes = [_outcome(act) for act in acts()]
                stays = keep and not (atomic and any(one.error is not None for one in outcomes))
                if stays:
                    # What nobody keeps need not be told or indexed either.
                    audit.release(ctx, rows)
                    together.settle(session)
                told = finish(outcomes)
                if not stays:
                    raise _Undo
        except _Undo:
            pass
        return told

    return repeated(ctx, run)


def lock(ctx: Context, entity: type[Entity], ids: Iterable[int], *, deleting: bool = False) -> None:
    """Lock records that are about to be written, in one order for everybody: two calls never wait for each other.

    First the parents whose sums they move, then the records themselves, as a single write does.
    """
    wanted = sorted(set(ids))
    if len(wanted) < 2 or ctx.session.get_bind().dialect.name == "sqlite":
        return
    child: Any = entity
    hold_before(ctx, registry.current().entity(entity), wanted, "")
    for parent in parents_of(entity):
        above = parent.entry.entity
        ref = getattr(child, f"{parent.by}_id")
        ctx.session.execute(
            select(above.id)
            .where(above.id.in_(select(ref).where(child.id.in_(wanted))))
            .order_by(above.id)
            .with_for_update(key_share=True)
        )
    ctx.session.execute(
        select(child.id)
        .where(child.id.in_(wanted))
        .order_by(child.id)
        .with_for_update(key_share=not deleting)
    )


def _outcome(act: Act) -> Outcome:
    try:
        return Outcome(act())
    except AppError as refused:
        if refused.status >= 500:
            # The machine, not this row.
            raise
        return Outcome(error=refused)
