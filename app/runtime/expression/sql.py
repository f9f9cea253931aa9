"""Tree → SQL over an entity. Exact: amounts stay scaled integers; null never makes a condition true."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    Date,
    Integer,
    and_,
    case,
    false,
    func,
    inspect,
    literal_column,
    or_,
    select,
    true,
    type_coerce,
)
from sqlalchemy import (
    literal as sql_literal,
)

from .. import clock, registry
from ..aliases import Aliases
from ..privacy.column import Sensitive
from ..types import ScaledDecimal
from .functions import exact_product, exact_quotient, instr, list_length, local_date, scaled_round
from .python import literal

QUOTIENT_SCALE = 8
_COMPARE = {
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
}


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of SQL. `scale` set: an integer that means value / 10^scale. `known`: a value of this moment."""

    sql: Any
    scale: int | None = None
    known: Any = None
    is_null: bool = False


def build(tree: list[Any], entity: Any, actor: Any) -> ColumnElement[Any]:
    """The condition or value of `tree`; `custom` is looked up by the policy, not here."""
    builder = _Builder(entity, actor)
    found = builder.part(tree)
    if tree[0] == "field" and isinstance(found.sql.type, Sensitive):
        return builder.truth(tree)
    return type_coerce(found.sql, ScaledDecimal(found.scale)) if found.scale else found.sql


def part(tree: list[Any], entity: Any, actor: Any) -> Part:
    """The same with its scale, for whoever stores the value."""
    return _Builder(entity, actor).part(tree)


# One alias a path: it stands in subqueries of its own only, so statements may share it.
_aliases = Aliases()


class _Builder:
    def __init__(self, entity: Any, actor: Any) -> None:
        self.entity = entity
        self.actor = actor

    def part(self, tree: list[Any]) -> Part:
        kind = tree[0]
        if kind in _COMPARE:
            return self._compare(kind, tree)
        return getattr(self, f"_{kind}_node")(tree)  # type: ignore[no-any-return]

    def truth(self, tree: list[Any]) -> ColumnElement[bool]:
        found: ColumnElement[bool] = self.part(tree).sql
        # An encrypted bool is no condition by itself; its blind column is compared.
        return found == True if isinstance(found.type, Sensitive) else found  # noqa: E712

    # -- leaves ----------------------------------------------------------------------------------

    def _lit_node(self, tree: list[Any]) -> Part:
        return _known(literal(tree[1], tree[2]))

    def _user_node(self, tree: list[Any]) -> Part:
        return _known(self.actor.value(tuple(tree[1])))

    def _field_node(self, tree: list[Any]) -> Part:
        return _column(_attribute(self.entity, tree[1]))

    def _path_node(self, tree: list[Any]) -> Part:
        """A correlated scalar subquery: one row by primary key for every ref on the way."""
        refs, last = tree[1], tree[2]
        targets: list[Any] = []
        here: Any = self.entity
        conditions: list[Any] = []
        start = inspect(self.entity).mapper.class_
        for place, ref in enumerate(refs, start=1):
            # created_by and updated_by are no fields of the schema.
            field = inspect(here).mapper.class_.fields().get(ref)
            to = _target("User" if field is None else field.to)
            target = _aliases.of((start, tuple(refs[:place])), to)
            conditions.append(target.id == _attribute(here, ref))
            targets.append(target)
            here = target
        found = _column(_attribute(here, last))
        query = select(found.sql).select_from(*targets[-1:]).where(and_(*conditions))
        query = query.correlate(inspect(self.entity).selectable)
        return Part(query.scalar_subquery(), found.scale)

    def _custom_node(self, tree: list[Any]) -> Part:
        entity = inspect(self.entity).mapper.class_
        function = registry.current().custom_function("scope", entity.meta.name, tree[1])
        with clock.watched() as asked:
            found = function(self.actor, self.entity)
        self._note_time(*asked)
        return Part(found)

    # -- logic -----------------------------------------------------------------------------------

    def _and_node(self, tree: list[Any]) -> Part:
        return Part(and_(true(), *[self.truth(part) for part in tree[1:]]))

    def _or_node(self, tree: list[Any]) -> Part:
        return Part(or_(false(), *[self.truth(part) for part in tree[1:]]))

    def _not_node(self, tree: list[Any]) -> Part:
        # Only here a null would turn true-by-mistake; everywhere else WHERE takes it for false.
        return Part(~func.coalesce(self.truth(tree[1]), false()))

    def _is_null_node(self, tree: list[Any]) -> Part:
        part = self.part(tree[1])
        return Part(true() if part.is_null else part.sql.is_(None))

    def _not_null_node(self, tree: list[Any]) -> Part:
        part = self.part(tree[1])
        return Part(false() if part.is_null else part.sql.is_not(None))

    def _compare(self, kind: str, tree: list[Any]) -> Part:
        left, right = self._side(tree[1]), self._side(tree[2])
        if left.is_null or right.is_null:
            return Part(false())
        a, b = _same_scale(left, right)
        return Part(_COMPARE[kind](a, b))

    def _side(self, tree: list[Any]) -> Part:
        """One side of a comparison; a number of the reader's own may be filled in later."""
        bind = getattr(self.actor, "bind", None)
        if bind is not None and tree[0] == "user":
            bound = bind(tuple(tree[1]), many=False, kind=BigInteger)
            if bound is not None:
                return Part(bound, 0)
        return self.part(tree)

    def _in_node(self, tree: list[Any]) -> Part:
        return self._membership(tree, wanted=True)

    def _not_in_node(self, tree: list[Any]) -> Part:
        return self._membership(tree, wanted=False)

    def _membership(self, tree: list[Any], *, wanted: bool) -> Part:
        left = self.part(tree[1])
        later = self._members_later(left, tree[2])
        if later is not None:
            return Part(
                left.sql.in_(later)
                if wanted
                else and_(left.sql.is_not(None), left.sql.not_in(later))
            )
        members = self._members(tree[2])
        if left.is_null or members is None:
            return Part(false())
        values = [_scaled(value, left.scale) for value in members if value is not None]
        values = [value for value in values if value is not _UNREACHABLE]
        if wanted:
            return Part(left.sql.in_(values) if values else false())
        there = left.sql.is_not(None)
        return Part(and_(there, left.sql.not_in(values)) if values else there)

    def _members_later(self, left: Part, tree: list[Any]) -> Any:
        """The parameter for a set of ids of the reader's own; None where the values themselves are needed now."""
        bind = getattr(self.actor, "bind", None)
        if bind is None or tree[0] != "user" or left.is_null or left.scale:
            return None
        return bind(tuple(tree[1]), many=True, kind=left.sql.type)

    def _note_time(self, *asked: clock.Asked) -> None:
        """Whoever keeps the statement must know that the day, or the moment, is in it."""
        if hasattr(self.actor, "note_time"):
            self.actor.note_time(asked)

    def _members(self, tree: list[Any]) -> list[Any] | None:
        if tree[0] == "list":
            return [self.part(part).known for part in tree[1:]]
        value = self.part(tree).known
        return (
            None
            if value is None
            else sorted(value)
            if isinstance(value, frozenset)
            else list(value)
        )

    # -- arithmetic ------------------------------------------------------------------------------

    def _add_node(self, tree: list[Any]) -> Part:
        return self._sum(tree, lambda a, b: a + b)

    def _sub_node(self, tree: list[Any]) -> Part:
        return self._sum(tree, lambda a, b: a - b)

    def _sum(self, tree: list[Any], operate: Any) -> Part:
        left, right = self.part(tree[1]), self.part(tree[2])
        if left.is_null or right.is_null:
            return NULL
        scale = max(left.scale or 0, right.scale or 0)
        return Part(operate(_at(left, scale), _at(right, scale)), scale)

    def _mul_node(self, tree: list[Any]) -> Part:
        left, right = self.part(tree[1]), self.part(tree[2])
        if left.is_null or right.is_null:
            return NULL
        product = exact_product(left.sql, right.sql)
        return Part(product, (left.scale or 0) + (right.scale or 0))

    def _div_node(self, tree: list[Any]) -> Part:
        left, right = self.part(tree[1]), self.part(tree[2])
        if left.is_null or right.is_null:
            return NULL
        scale = max(left.scale or 0, right.scale or 0)
        return Part(exact_quotient(_at(left, scale), _at(right, scale)), QUOTIENT_SCALE)

    def _neg_node(self, tree: list[Any]) -> Part:
        part = self.part(tree[1])
        return NULL if part.is_null else Part(-part.sql, part.scale)

    # -- functions -------------------------------------------------------------------------------

    def _call_node(self, tree: list[Any]) -> Part:
        name, arguments = tree[1], [self.part(part) for part in tree[2:]]
        return getattr(self, f"_{name}")(*arguments)  # type: ignore[no-any-return]

    def _today(self) -> Part:
        self._note_time("day")
        return _known(clock.today())

    def _now(self) -> Part:
        self._note_time("moment")
        return _known(clock.now())

    def _days(self, start: Part, end: Part) -> Part:
        if start.is_null or end.is_null:
            return NULL
        return Part(func.dougong_days(_day(start), _day(end), type_=Integer), 0)

    def _coalesce(self, *parts: Part) -> Part:
        there = [part for part in parts if not part.is_null]
        if not there:
            return NULL
        scale = _common(there)
        return Part(func.coalesce(*[_at(part, scale) for part in there], _NOTHING), scale)

    def _min(self, *parts: Part) -> Part:
        return self._extreme(parts, "lt")

    def _max(self, *parts: Part) -> Part:
        return self._extreme(parts, "gt")

    def _extreme(self, parts: tuple[Part, ...], better: str) -> Part:
        if any(part.is_null for part in parts):
            return NULL
        scale = _common(parts)
        found, *rest = [_at(part, scale) for part in parts]
        for other in rest:
            missing = or_(found.is_(None), other.is_(None))
            found = case((missing, None), (_COMPARE[better](other, found), other), else_=found)
        return Part(found, scale)

    def _round(self, part: Part, digits: Part | None = None) -> Part:
        wanted = int(digits.known) if digits is not None and digits.known is not None else 0
        if part.is_null:
            return NULL
        scale = part.scale or 0
        if wanted >= scale:
            return part
        return Part(scaled_round(part.sql, 10 ** (scale - wanted)), wanted)

    def _len(self, part: Part) -> Part:
        if part.is_null:
            return NULL
        count = list_length if isinstance(part.sql.type, JSON) else func.length
        return Part(count(part.sql, type_=Integer), 0)

    def _starts(self, text: Part, prefix: Part) -> Part:
        if text.is_null or prefix.is_null:
            return Part(false())
        if isinstance(prefix.known, str):
            return Part(
                text.sql.startswith(prefix.known, autoescape=True) & _case_matters(text, prefix)
            )
        return Part(func.substr(text.sql, 1, func.length(prefix.sql)) == prefix.sql)

    def _contains(self, text: Part, part: Part) -> Part:
        if text.is_null or part.is_null:
            return Part(false())
        return Part(instr(text.sql, part.sql) > 0)


_UNREACHABLE = object()
_NOTHING = sql_literal(None)
NULL = Part(_NOTHING, is_null=True)


def _case_matters(text: Part, prefix: Part) -> ColumnElement[bool]:
    """LIKE can use an index but folds ASCII case on SQLite, so the exact comparison stands beside it."""
    exactly: ColumnElement[bool] = func.substr(text.sql, 1, len(prefix.known)) == prefix.known
    return exactly


def _known(value: Any) -> Part:
    if value is None:
        return NULL
    if isinstance(value, bool):
        return Part(true() if value else false(), known=value)
    if isinstance(value, Decimal):
        scale = max(0, -int(value.as_tuple().exponent))
        return Part(sql_literal(int(value.scaleb(scale)), BigInteger), scale, value)
    if isinstance(value, int):
        return Part(sql_literal(value, BigInteger), 0, value)
    if isinstance(value, dt.datetime):
        from ..types import UtcDateTime

        return Part(sql_literal(value, UtcDateTime()), None, value)
    if isinstance(value, (frozenset, list)):
        return Part(None, None, value)
    return Part(sql_literal(value), None, value)


def _attribute(entity: Any, name: str) -> Any:
    return getattr(entity, f"{name}_id") if hasattr(entity, f"{name}_id") else getattr(entity, name)


def _column(attribute: Any) -> Part:
    kind = attribute.type
    if isinstance(kind, ScaledDecimal):
        return Part(type_coerce(attribute, BigInteger), kind.scale)
    return Part(attribute, 0 if isinstance(kind, Integer) else None)


def _target(name: str | None) -> Any:
    from ..accounts.users import User

    return User if name == "User" else registry.current().entity(str(name)).entity


def _at(part: Part, scale: int | None) -> Any:
    if scale is None or part.scale is None or part.scale == scale:
        return part.sql
    return part.sql * literal_column(str(10 ** (scale - part.scale)))


def _common(parts: Any) -> int | None:
    scales = [part.scale for part in parts if part.scale is not None]
    return max(scales) if scales else None


def _same_scale(left: Part, right: Part) -> tuple[Any, Any]:
    scale = _common((left, right))
    return _at(left, scale), _at(right, scale)


def _scaled(value: Any, scale: int | None) -> Any:
    """A plain value as the scaled integer that the column holds; one that it cannot hold matches nothing."""
    if scale is None or isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        return value
    scaled = Decimal(value).scaleb(scale)
    return int(scaled) if scaled == scaled.to_integral_value() else _UNREACHABLE


def _day(part: Part) -> Any:
    if isinstance(part.known, dt.datetime):
        return sql_literal(clock.local(part.known).date(), Date)
    from ..types import UtcDateTime

    return local_date(part.sql) if isinstance(part.sql.type, UtcDateTime) else part.sql
