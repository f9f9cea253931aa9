"""Filters as people write them: `priority__in=p1,p2`. Anything unknown is an error that names it, never "all rows"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from . import clock, field_types, periods, registry
from .errors import BadRequest, Message, message
from .field import Field
from .query.reading import MOST_STEPS, Place, Reading, unknown
from .values import ValueProblem, largest

if TYPE_CHECKING:
    from .context import Actor
    from .entity import Entity

OPERATORS = (
    "eq", "ne", "gt", "gte", "lt", "lte", "in", "not_in", "between", "contains", "starts", "is_null",
)  # fmt: skip
MOST_VALUES = 200
MOST_ALTERNATIVES = 20
MOST_FILTERS = 100
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


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
    found: list[Filter] = []
    for key, value in pairs:
        if len(found) >= MOST_FILTERS:
            raise BadRequest(
                f"最多 {MOST_FILTERS} 个筛选条件 / At most {MOST_FILTERS} filters.", code="too_many"
            )
        one = _alternatives(reading, value) if key == "or" else _condition(reading, key, value)
        found.append(one)
    return found


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
    parts = _split(text[1:-1], "|")
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


def _split(text: str, mark: str) -> list[str]:
    """At every `mark` without a backslash before it; `\\,` in a list and `\\|` in `or` are the marks themselves.

    Backslashes are plain everywhere else. Right before a mark two stand for one, so that a value may end in one.
    """
    parts: list[list[str]] = [[]]
    last = 0
    # From the first backslash of a row alone: from each, a long row without a mark would cost its square.
    for found in re.finditer(rf"(?<!\\)(\\*+){re.escape(mark)}", text):
        plain, escaped = divmod(len(found[1]), 2)
        parts[-1] += (text[last : found.start()], "\\" * plain, mark if escaped else "")
        if not escaped:
            parts.append([])
        last = found.end()
    parts[-1].append(text[last:])
    return ["".join(pieces) for pieces in parts]


def split(text: str) -> list[str]:
    """The values of a list that was written as one text."""
    return _split(text, ",")


def joined(values: Sequence[str]) -> str:
    """The values of a list as one text, which is read as these values again."""
    escaped = [re.sub(r"(?<!\\)(\\*+),", r"\1\1\\,", value) for value in values]
    # What a value ends in stands before the comma that parts it from the next.
    ended = [re.sub(r"(?<!\\)(\\++)\Z", r"\1\1", value) for value in escaped[:-1]]
    return ",".join([*ended, *escaped[-1:]])


def _condition(reading: Reading, key: str, text: str) -> Condition:
    path, separator, operator = key.rpartition("__")
    if not separator:
        path, operator = key, "eq"
    if not path or len(key) > 200 or path.count(".") > MOST_STEPS:
        raise unknown(reading.entity, key[:60])
    place, field = reading.find(path)
    offered = field_types.operators(field)
    if operator not in offered:
        raise BadRequest(
            message(
                zh=f"{path} 不支持 {operator[:20]}；可用：{'、'.join(offered) or '无'}",
                en=f"{path} has no operator {operator[:20]!r}; it has {', '.join(offered) or 'none'}.",
            ),
            field=key,
            code="unknown_operator",
        )
    if operator in ("eq", "in") and field.type == "ref" and text in dict(own_values(field)):
        return Condition(path, field, "in", own_ids(reading.actor, field, text))
    if field.type in ("date", "datetime") and operator not in ("is_null", "in", "not_in"):
        parts = _split(text, ",") if operator == "between" else [text]
        days = [_days(part, field) for part in parts]
        if all(days) and len(days) == (2 if operator == "between" else 1):
            found = [one for one in days if one]
            return Condition(path, field, *_whole_days(key, field, operator, found))
    return Condition(path, field, operator, _value(place, key, field, operator, text))


# -- whoever asks ---------------------------------------------------------------------------------------

OWN = ("me", "mine")
"""`assignee=me`, `project=mine`: the record, or the records, that stand for whoever asks."""


def own_values(field: Field) -> list[tuple[str, tuple[str, ...]]]:
    """(word, path of the user's value) of what a ref can be compared with: by `users:` of the schema."""
    if field.to == "User":
        return [("me", ("id",))]
    known = [value for value in registry.current().users if value.to == field.to]
    single = next((value for value in known if value.through is None), None)
    several = next((value for value in known if value.through is not None), None)
    return [
        (word, (value.name,))
        for word, value in (("me", single), ("mine", several))
        if value is not None
    ]


def own_ids(actor: Actor, field: Field, word: str) -> list[int]:
    """The ids that a word stands for; none for a person who has no such record."""
    path = dict(own_values(field)).get(word)
    found = None if path is None else actor.id if path == ("id",) else actor.value(path)
    if isinstance(found, frozenset):
        return sorted(found)
    return [] if found is None else [int(found)]


# -- days, by their date or by a word -----------------------------------------------------------------


def _days(text: str, field: Field) -> periods.Days | None:
    """One day where a moment is wanted, or the days that a word names."""
    try:
        if DAY.fullmatch(text) and field.type == "datetime":
            return dt.date.fromisoformat(text), dt.date.fromisoformat(text)
        return periods.days(text)
    except (ValueError, OverflowError):
        return None


def _whole_days(
    key: str, field: Field, operator: str, given: list[periods.Days]
) -> tuple[str, Any]:
    """`due_at=2026-12-01` is any moment of that day here; `__lte` includes the day, `__gt` begins behind it."""
    first, last = given[0][0], given[-1][1]
    try:
        start, end = _start(field, first), _start(field, last + dt.timedelta(days=1))
    except OverflowError:
        raise _bad(key, message(zh="年份不正确", en="the year is out of range")) from None
    match operator:
        case "eq" | "between":
            return "within", [start, end]
        case "ne":
            return "outside", [start, end]
        case "gt":
            return "gte", end
        case "lte":
            return "lt", end
        case _:
            return operator, start


def _start(field: Field, day: dt.date) -> dt.date | dt.datetime:
    """Where a day begins: itself in a column of days, its midnight here in one of moments."""
    if field.type == "date":
        return day
    return dt.datetime.combine(day, dt.time(), clock.zone()).astimezone(dt.UTC)


# -- values -------------------------------------------------------------------------------------------


def _value(place: Place, key: str, field: Field, operator: str, text: str) -> Any:
    if operator == "is_null":
        if text not in ("true", "false"):
            raise _bad(key, message(zh="须为 true 或 false", en="must be true or false"))
        return text == "true"
    if operator in ("in", "not_in", "between"):
        parts = _split(text, ",")
        if len(parts) > MOST_VALUES:
            raise _bad(
                key,
                message(zh=f"最多 {MOST_VALUES} 个值", en=f"takes {MOST_VALUES} values at most"),
            )
        if operator == "between" and len(parts) != 2:
            raise _bad(key, message(zh="须为“起,止”两个值", en="takes two values: from,to"))
        return [_one(place, key, field, part) for part in parts]
    if operator in ("contains", "starts") and not field_types.of(field).many:
        return _words(key, field, text)
    return _one(place, key, field, text)


def _words(key: str, field: Field, text: str) -> str:
    """A piece of text. Numbers that are stored without blanks are looked for without them."""
    words = (
        re.sub(r"[\s.()-]", "", text) if field.type in ("phone", "bank_account") else text.strip()
    )
    if not words or len(words) > 200 or not is_storable(words):
        raise _bad(key, message(zh="须为 1 至 200 个字符", en="takes 1 to 200 characters"))
    return words


def is_storable(text: str) -> bool:
    """Whether the databases take the text: no NUL, no half of a surrogate pair."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _one(place: Place, key: str, field: Field, text: str) -> Any:
    if field.type == "state":
        return _state(place, key, text)
    # What may be asked for is wider than what may be stored: stock__gte=-1, summary=<a long text>.
    # Whatever the column holds may be asked for, whether the field would take it or not.
    most = largest(field) if field.type == "int" else None
    open_field = replace(field, min=None, max=most, pattern=None)
    try:
        if field_types.of(field).many:
            value = field_types.parse(open_field, [text])
            value = value[0] if isinstance(value, list) and value else None
        else:
            value = field_types.parse(open_field, text)
    except ValueProblem as problem:
        raise _bad(key, _or_a_word(field, problem.message)) from None
    if value is None:
        raise _bad(
            key,
            message(
                zh="没有值；查空值请用 __is_null=true",
                en="has no value; for empty use __is_null=true",
            ),
        )
    return value


def _or_a_word(field: Field, told: Message) -> Message:
    """A filter by days takes words as well, which the form of the field does not."""
    if field.type not in ("date", "datetime"):
        return told
    zh, en = told.in_language("zh").rstrip("。"), told.in_language("en").rstrip(".")
    return message(
        zh=f"{zh}，或写 today、this_month、last_7_days 等",
        en=f"{en}, or days such as today, this_month or last_7_days",
    )


def _state(place: Place, key: str, text: str) -> str:
    workflow = registry.current().entity(place.entity).workflow
    names = list(workflow.states) if workflow is not None else []
    if text not in names:
        raise _bad(
            key,
            message(zh=f"须为 {'、'.join(names)} 之一", en=f"must be one of {', '.join(names)}"),
        )
    return text


def _bad(key: str, told: Message) -> BadRequest:
    zh, en = told.in_language("zh").rstrip("。"), told.in_language("en").rstrip(".")
    return BadRequest(
        message(zh=f"筛选 {key}：{zh}", en=f"Filter {key}: {en}."), field=key, code="bad_value"
    )
