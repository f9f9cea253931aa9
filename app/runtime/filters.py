"""Filters as people write them: `priority__in=p1,p2`. Anything unknown is an error that names it, never "all rows"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import field_types, registry
from .errors import BadRequest, message
from .field import Field
from .query.reading import Reading, unknown
from .values import ValueProblem

if TYPE_CHECKING:
    from .context import Actor
    from .entity import Entity

OPERATORS = (
    "eq", "ne", "gt", "gte", "lt", "lte", "in", "not_in", "between", "contains", "starts", "is_null",
)  # fmt: skip
MOST_VALUES = 200
MOST_ALTERNATIVES = 20


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison: `customer.name contains 王`. `value` is parsed; a list for in, not_in and between."""

    path: str
    field: Field
    operator: str
    value: Any


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Alternatives: `or=(state=new|priority=p1)`."""

    parts: Sequence[Condition]


Filter = Condition | AnyOf


def parse(entity: type[Entity], actor: Actor, pairs: Iterable[tuple[str, str]]) -> list[Filter]:
    """The filters of a query string. Raises BadRequest that names an unknown field, operator or value."""
    reading = Reading(actor, entity)
    return [
        _alternatives(reading, value) if key == "or" else _condition(reading, key, value)
        for key, value in pairs
    ]


def condition(
    entity: type[Entity], actor: Actor, path: str, operator: str, value: str
) -> Condition:
    """One filter whose parts are known apart (screens)."""
    return _condition(Reading(actor, entity), f"{path}__{operator}", value)


def _alternatives(reading: Reading, text: str) -> AnyOf:
    if not (text.startswith("(") and text.endswith(")") and len(text) > 2):
        raise BadRequest(
            "or 的写法：or=(字段=值|字段=值) / Write or=(field=value|field=value).",
            field="or",
            code="bad_value",
        )
    parts = text[1:-1].split("|")
    if len(parts) > MOST_ALTERNATIVES:
        raise BadRequest(
            f"or 最多 {MOST_ALTERNATIVES} 项 / or takes {MOST_ALTERNATIVES} alternatives at most.",
            field="or",
            code="too_many",
        )
    found = []
    for part in parts:
        key, equals, value = part.partition("=")
        if not equals:
            raise BadRequest(
                f"or 中的“{part[:40]}”缺少 = / {part[:40]!r} in or has no =.",
                field="or",
                code="bad_value",
            )
        found.append(_condition(reading, key, value))
    return AnyOf(found)


def _condition(reading: Reading, key: str, text: str) -> Condition:
    path, separator, operator = key.rpartition("__")
    if not separator:
        path, operator = key, "eq"
    if not path or len(key) > 200 or path.count(".") > 3:
        raise unknown(reading.entity, key[:60])
    _, field = reading.find(path)
    offered = field_types.of(field).operators
    if operator not in offered:
        raise BadRequest(
            message(
                zh=f"{path} 不支持 {operator[:20]}；可用：{'、'.join(offered) or '无'}",
                en=f"{path} has no operator {operator[:20]!r}; it has {', '.join(offered) or 'none'}.",
            ),
            field=key,
            code="unknown_operator",
        )
    return Condition(path, field, operator, _value(reading, key, field, operator, text))


def _value(reading: Reading, key: str, field: Field, operator: str, text: str) -> Any:
    if operator == "is_null":
        if text not in ("true", "false"):
            raise _bad(key, message(zh="须为 true 或 false", en="must be true or false"))
        return text == "true"
    if operator in ("in", "not_in", "between"):
        parts = text.split(",")
        if len(parts) > MOST_VALUES:
            raise _bad(
                key,
                message(zh=f"最多 {MOST_VALUES} 个值", en=f"takes {MOST_VALUES} values at most"),
            )
        if operator == "between" and len(parts) != 2:
            raise _bad(key, message(zh="须为“起,止”两个值", en="takes two values: from,to"))
        return [_one(reading, key, field, part) for part in parts]
    if operator in ("contains", "starts") and not field_types.of(field).many:
        if not text or len(text) > 200 or "\0" in text:
            raise _bad(key, message(zh="须为 1 至 200 个字符", en="takes 1 to 200 characters"))
        return text
    return _one(reading, key, field, text)


def _one(reading: Reading, key: str, field: Field, text: str) -> Any:
    if field.type == "state":
        return _state(reading, key, field, text)
    try:
        if field_types.of(field).many:
            value = field_types.parse(field, [text])
            value = value[0] if isinstance(value, list) and value else None
        else:
            value = field_types.parse(field, text)
    except ValueProblem as problem:
        raise _bad(key, problem.message) from None
    if value is None:
        raise _bad(
            key,
            message(
                zh="没有值；查空值请用 __is_null=true",
                en="has no value; for empty use __is_null=true",
            ),
        )
    return value


def _state(reading: Reading, key: str, field: Field, text: str) -> str:
    """A state's name; through a ref (`order.state`) any short word is taken, and finds nothing when unknown."""
    workflow = registry.current().entity(reading.entity).workflow
    if "." not in key and workflow is not None:
        names = list(workflow.states)
        if text not in names:
            raise _bad(
                key,
                message(
                    zh=f"须为 {'、'.join(names)} 之一", en=f"must be one of {', '.join(names)}"
                ),
            )
    return text[:40]


def _bad(key: str, told: Any) -> BadRequest:
    zh, en = told.in_language("zh"), told.in_language("en")
    return BadRequest(
        message(zh=f"筛选 {key}：{zh}", en=f"Filter {key}: {en}."), field=key, code="bad_value"
    )
