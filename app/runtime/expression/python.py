"""Tree → closure over (record, actor). Two-valued: a comparison with null is false, arithmetic with null is null."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import object_session

from .. import clock

Run = Callable[[Any, Any], Any]
QUOTIENT = Decimal(1).scaleb(-8)


def compile_tree(tree: list[Any]) -> Run:
    """The closure of a tree. Raises KeyError for a node that the node table does not have."""
    return _NODES[tree[0]](tree)


def literal(kind: str, value: Any) -> Any:
    """The Python value of a literal node."""
    match kind:
        case "decimal":
            return Decimal(value)
        case "date":
            return dt.date.fromisoformat(value)
        case "datetime":
            return dt.datetime.fromisoformat(value)
        case "time":
            return dt.time.fromisoformat(value)
        case _:
            return value


def value_of(record: Any, name: str) -> Any:
    """A field's value: a ref is its id, an amount a Decimal."""
    value: Any
    if isinstance(record, Mapping):
        value = record.get(name)
        if isinstance(value, Mapping) and "id" in value:
            return value["id"]
    elif hasattr(type(record), f"{name}_id"):
        value = getattr(record, f"{name}_id")
        if value is None:
            value = getattr(record, name, None)
    else:
        value = getattr(record, name)
    return value.id if hasattr(value, "__mapper__") else value


def _literal(tree: list[Any]) -> Run:
    value = literal(tree[1], tree[2])
    return lambda record, actor: value


def _field(tree: list[Any]) -> Run:
    name = tree[1]
    return lambda record, actor: value_of(record, name)


def _path(tree: list[Any]) -> Run:
    refs, last = tree[1], tree[2]

    def run(record: Any, actor: Any) -> Any:
        here = record
        for ref in refs:
            here = here.get(ref) if isinstance(here, Mapping) else _followed(here, ref)
            if here is None:
                return None
        return value_of(here, last)

    return run


def _followed(record: Any, ref: str) -> Any:
    """The record behind a ref. Who made or changed a record has an id there and no relationship."""
    if ref not in ("created_by", "updated_by"):
        return getattr(record, ref)
    from ..accounts.users import User

    user_id, session = getattr(record, f"{ref}_id"), object_session(record)
    return session.get(User, user_id) if session is not None and user_id is not None else None


def _user(tree: list[Any]) -> Run:
    path = tuple(tree[1])
    return lambda record, actor: actor.value(path)


def _all(tree: list[Any]) -> Run:
    parts = [compile_tree(part) for part in tree[1:]]
    return lambda record, actor: all(part(record, actor) for part in parts)


def _any(tree: list[Any]) -> Run:
    parts = [compile_tree(part) for part in tree[1:]]
    return lambda record, actor: any(part(record, actor) for part in parts)


def _not(tree: list[Any]) -> Run:
    part = compile_tree(tree[1])
    return lambda record, actor: not part(record, actor)


def _comparison(compare: Callable[[Any, Any], bool]) -> Callable[[list[Any]], Run]:
    def build(tree: list[Any]) -> Run:
        left, right = compile_tree(tree[1]), compile_tree(tree[2])

        def run(record: Any, actor: Any) -> bool:
            a, b = left(record, actor), right(record, actor)
            return a is not None and b is not None and compare(a, b)

        return run

    return build


def _null(wanted: bool) -> Callable[[list[Any]], Run]:
    def build(tree: list[Any]) -> Run:
        part = compile_tree(tree[1])
        return lambda record, actor: (part(record, actor) is None) is wanted

    return build


def _membership(wanted: bool) -> Callable[[list[Any]], Run]:
    def build(tree: list[Any]) -> Run:
        left = compile_tree(tree[1])
        members = _members(tree[2])

        def run(record: Any, actor: Any) -> bool:
            value = left(record, actor)
            if value is None:
                return False
            found = members(record, actor)
            return found is not None and (value in found) is wanted

        return run

    return build


def _members(tree: list[Any]) -> Run:
    if tree[0] == "list":
        parts = [compile_tree(part) for part in tree[1:]]
        return lambda record, actor: [part(record, actor) for part in parts]
    if tree[0] == "lit" and tree[1] == "list":
        return _literal(tree)
    return compile_tree(tree)


def _arithmetic(operate: Callable[[Any, Any], Any]) -> Callable[[list[Any]], Run]:
    def build(tree: list[Any]) -> Run:
        left, right = compile_tree(tree[1]), compile_tree(tree[2])

        def run(record: Any, actor: Any) -> Any:
            a, b = left(record, actor), right(record, actor)
            if a is None or b is None:
                return None
            with localcontext(prec=60):
                return operate(a, b)

        return run

    return build


def quotient(a: Any, b: Any) -> Decimal | None:
    """a / b rounded half up to 8 digits; null when b is zero."""
    if b == 0:
        return None
    return (Decimal(a) / Decimal(b)).quantize(QUOTIENT, rounding=ROUND_HALF_UP)


def _negate(tree: list[Any]) -> Run:
    part = compile_tree(tree[1])

    def run(record: Any, actor: Any) -> Any:
        value = part(record, actor)
        return None if value is None else -value

    return run


def _call(tree: list[Any]) -> Run:
    function = _FUNCTIONS[tree[1]]
    parts = [compile_tree(part) for part in tree[2:]]
    return lambda record, actor: function(*[part(record, actor) for part in parts])


def _day(value: dt.date | dt.datetime) -> dt.date:
    return clock.local(value).date() if isinstance(value, dt.datetime) else value


def _days(a: Any, b: Any) -> int | None:
    return None if a is None or b is None else (_day(b) - _day(a)).days


def rounded(value: Any, digits: Any = 0) -> Decimal | None:
    """Half up, away from zero."""
    if value is None or digits is None:
        return None
    with localcontext(prec=60):
        return Decimal(value).quantize(Decimal(1).scaleb(-int(digits)), rounding=ROUND_HALF_UP)


def _strict(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *values: None if any(v is None for v in values) else function(*values)


def _custom(tree: list[Any]) -> Run:
    def run(record: Any, actor: Any) -> Any:
        raise LookupError(
            f"custom {tree[1]!r} is a function in app/custom; the caller looks it up."
        )

    return run


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "today": clock.today,
    "now": clock.now,
    # Random: whoever has seen one cannot guess the next.
    "uuid": lambda: str(uuid4()),
    "days": _days,
    "coalesce": lambda *values: next((v for v in values if v is not None), None),
    "min": _strict(min),
    "max": _strict(max),
    "round": rounded,
    "len": _strict(len),
    "starts": lambda text, prefix: (
        text is not None and prefix is not None and text.startswith(prefix)
    ),
    "contains": lambda text, part: text is not None and part is not None and part in text,
}

_NODES: dict[str, Callable[[list[Any]], Run]] = {
    "lit": _literal,
    "field": _field,
    "path": _path,
    "user": _user,
    "list": _members,
    "and": _all,
    "or": _any,
    "not": _not,
    "eq": _comparison(lambda a, b: a == b),
    "ne": _comparison(lambda a, b: a != b),
    "lt": _comparison(lambda a, b: a < b),
    "le": _comparison(lambda a, b: a <= b),
    "gt": _comparison(lambda a, b: a > b),
    "ge": _comparison(lambda a, b: a >= b),
    "is_null": _null(True),
    "not_null": _null(False),
    "in": _membership(True),
    "not_in": _membership(False),
    "add": _arithmetic(lambda a, b: a + b),
    "sub": _arithmetic(lambda a, b: a - b),
    "mul": _arithmetic(lambda a, b: a * b),
    "div": _arithmetic(quotient),
    "neg": _negate,
    "call": _call,
    "custom": _custom,
}
