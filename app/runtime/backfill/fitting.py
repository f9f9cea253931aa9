"""Whether worked-out values fit into their field; the rows where they do not are told, and nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Integer, String, func, select, type_coerce

from .. import field_types
from ..types import ScaledDecimal
from ..values import DECIMAL_DIGITS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..entity import Entity
    from ..field import Field

SHOWN = 5


class DoesNotFit(Exception):
    """The rule of a computed field gives values that it cannot hold. Bilingual, with the first rows."""

    def __init__(self, entity: type[Entity], field: Field, ids: Sequence[int]) -> None:
        where = f"{entity.meta.name}.{field.name}"
        shown = ", ".join(map(str, ids[:SHOWN])) + (" …" if len(ids) > SHOWN else "")
        super().__init__(
            f"{where} 的计算结果放不下：id {shown}；请修改规则或这些记录"
            f" / {where}: what it works out to does not fit for id {shown};"
            " change the rule or these records."
        )


def limit(column: Any) -> int | None:
    """The largest whole number that the column is to hold; None: it holds no numbers."""
    if isinstance(column.type, ScaledDecimal):
        return int(10**DECIMAL_DIGITS) - 1
    if isinstance(column.type, BigInteger):
        return 2**63 - 1
    return 2**31 - 1 if isinstance(column.type, Integer) else None


def longest(column: Any) -> int | None:
    """Characters; None: any number, or no text."""
    return column.type.length if isinstance(column.type, String) else None


def refuse_unfit(session: Session, entity: type[Entity], field: Field) -> None:
    """Raises DoesNotFit."""
    column = getattr(entity, field_types.column_name(field))
    largest, length = limit(column), longest(column)
    if largest is not None:
        # SQLite turns what is too large for it into a float.
        bad = func.abs(type_coerce(column, BigInteger)) > largest
    elif length is not None:
        bad = func.length(column) > length
    else:
        return
    ids = list(session.scalars(select(entity.id).where(bad).order_by(entity.id).limit(SHOWN + 1)))
    if ids:
        raise DoesNotFit(entity, field, ids)
