"""After a new data key: what people brought goes under it, like everything else that is encrypted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, not_, or_, select

from ..privacy import cipher, keys
from ..writing.transaction import transaction
from . import store, work
from .tables import Import, ImportRow

if TYPE_CHECKING:
    from ..context import Context

COLUMNS = (
    ("sys_import.peek", Import.peek),
    ("sys_import_row.cells", ImportRow.cells),
    ("sys_import_row.told", ImportRow.told),
    ("sys_import_row.effect", ImportRow.effect),
)
"""Every sealed column, by its place as people read it."""


def rotate(ctx: Context, chunk: int) -> Iterator[tuple[str, int]]:
    """Yields (table.column, values) after each commit, at last the files."""
    while count := _imports(ctx, chunk):
        yield "sys_import.peek", count
    while count := _rows(ctx, chunk):
        yield "sys_import_row.cells", count
    if count := store.reseal():
        yield "imports", count


def _imports(ctx: Context, chunk: int) -> int:
    with transaction(ctx) as session:
        rows = list(
            session.scalars(
                select(Import).where(_is_old(Import.peek)).limit(chunk).with_for_update()
            )
        )
        for row in rows:
            row.peek = _fresh(row.peek, f"sys_import.{row.kept}")
        return len(rows)


def _rows(ctx: Context, chunk: int) -> int:
    sealed = (ImportRow.cells, ImportRow.told, ImportRow.effect)
    with transaction(ctx) as session:
        rows = list(
            session.scalars(
                select(ImportRow).where(or_(*map(_is_old, sealed))).limit(chunk).with_for_update()
            )
        )
        for row in rows:
            place = work.place_of(row.import_id, row.line)
            row.cells = str(_fresh(row.cells, place))
            row.told, row.effect = _fresh(row.told, place), _fresh(row.effect, place)
        return len(rows)


def _is_old(column: Any) -> Any:
    return and_(column.is_not(None), not_(column.like(f"{keys.current().active}.%")))


def _fresh(text: str | None, place: str) -> str | None:
    return None if text is None else cipher.seal(cipher.unseal(text, place), place)
