"""Records by the fields that name them, for a chunk of rows: among those that the person may read and import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, or_, select

from .. import field_types, registry
from ..policy import both
from ..values import Unfit, problem
from ..values.numbers import INT_LIMIT
from .columns import ID

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity

Values = tuple[Any, ...]
AT_ONCE = 100
SEVERAL = -1
"""In the place of an id: what names one record should, but names more."""


def parse(entity: type[Entity], names: Sequence[str], values: Mapping[str, Any]) -> Values | None:
    """The key of a row as it is stored; None when a part is empty. Raises ValueProblem."""
    found: list[Any] = []
    for name in names:
        raw = values.get(name)
        if isinstance(raw, Unfit):
            raise raw.problem
        if name == ID:
            value = None if raw is None else _id(raw)
        else:
            value = field_types.parse(entity.fields()[name], raw)
        if value is None:
            return None
        found.append(value)
    return tuple(found)


def _id(raw: Any) -> int:
    text = str(raw)
    if (
        not text.isascii()
        or not text.isdecimal()
        or not 0 < len(text) < 20
        or int(text) > INT_LIMIT
    ):
        raise problem("reference", zh="ID 应为数字", en="An id is a number.")
    return int(text)


def find(
    ctx: Context, entity: type[Entity], names: Sequence[str], wanted: Sequence[Values]
) -> dict[Values, int]:
    """Key → id, or SEVERAL; a statement for each AT_ONCE keys. A key with a field hidden in a row does not find that row."""
    target: Any = entity
    policy = registry.current().entity(entity).policy
    columns = [
        target.id if name == ID else getattr(target, field_types.column_name(entity.fields()[name]))
        for name in names
    ]
    granted = both(
        policy.rows(ctx.judge, "read"),
        policy.rows(ctx.judge, "import"),
        *(policy.rows_for_field(ctx.judge, name) for name in names if name != ID),
    )
    found: dict[Values, int] = {}
    different = list(dict.fromkeys(wanted))
    for start in range(0, len(different), AT_ONCE):
        some = different[start : start + AT_ONCE]
        fits = or_(*(and_(*(c == v for c, v in zip(columns, one, strict=True))) for one in some))
        statement = select(target.id, *columns).where(target.deleted_at.is_(None), fits)
        if granted is not None:
            statement = statement.where(granted)
        for id, *values in ctx.session.execute(statement):
            found[tuple(values)] = SEVERAL if tuple(values) in found else int(id)
    return found
