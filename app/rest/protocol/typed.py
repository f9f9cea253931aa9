"""JSON types of a body: a form may send "12" for a number, a program may not. Runs before records, never instead."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from app.rest.protocol.strict_json import shown
from app.runtime import field_types, registry
from app.runtime.errors import FieldError, Message, ValidationFailed, message
from app.runtime.values import Unfit, ValueProblem

if TYPE_CHECKING:
    from app.runtime.entity import Entity
    from app.runtime.field import Field

MOST_UNKNOWN = 20
"""Names that an entity does not have; for each of them records looks for what was meant. More are no mistake of writing."""
_NUMBERS = (int, Decimal)
_EXPECTED: Mapping[str, tuple[type | tuple[type, ...], Message]] = {
    "string": (str, message(zh="应为文本", en="This must be a string.")),
    "integer": (int, message(zh="应为整数", en="This must be an integer.")),
    "number": (_NUMBERS, message(zh="应为数字", en="This must be a number.")),
    "boolean": (bool, message(zh="应为 true 或 false", en="This must be true or false.")),
    "object": (dict, message(zh="应为对象", en="This must be an object.")),
    "array": (list, message(zh="应为数组", en="This must be an array.")),
}
_DECIMAL = message(
    zh='应为数字，或文本形式的数字（如 "12.50"）',
    en='This must be a number, or a number written as text such as "12.50".',
)


def of_entity(entity: type[Entity], body: Mapping[str, Any]) -> dict[str, Any]:
    """The values for records. One of the wrong JSON type becomes Unfit, which records tells with all other problems.

    Names that the entity does not have are left to records, which refuses them. Raises ValidationFailed where a
    child row does not say plainly which row it is.
    """
    errors: list[FieldError] = []
    values = _values(entity, body, "", errors)
    if errors:
        raise ValidationFailed(errors)
    return values


def _values(
    entity: type[Entity], body: Mapping[str, Any], place: str, errors: list[FieldError]
) -> dict[str, Any]:
    fields = entity.fields()
    children = {child.name: child for child in entity.meta.children}
    found: dict[str, Any] = {}
    unknown = [name for name in body if name not in fields and name not in children]
    if len(unknown) > MOST_UNKNOWN:
        told = message(
            zh=f"未知字段，且还有 {len(unknown) - 1} 个",
            en=f"Unknown field, and {len(unknown) - 1} more.",
        )
        errors.append(FieldError(f"{place}{shown(unknown[0])}", "unknown", told))
        return found
    for name, value in body.items():
        where = f"{place}{shown(name)}"
        if name in fields:
            problem = _problem(fields[name], value)
            if problem is not None:
                found[name] = Unfit(ValueProblem("type", problem))
            else:
                found[name] = _plain(fields[name], value)
        elif name in children and value is not None:
            child = registry.current().entity(children[name].of).entity
            found[name] = _children(child, value, where, errors)
        else:
            found[name] = value
    return found


def _children(child: type[Entity], value: Any, where: str, errors: list[FieldError]) -> Any:
    if not isinstance(value, list):
        return value
    rows: list[Any] = []
    for index, row in enumerate(value):
        if not isinstance(row, dict):
            rows.append(row)
            continue
        here = f"{where}.{index}."
        if not _is(row.get("id", 0), int):
            errors.append(FieldError(f"{here}id", "type", _EXPECTED["integer"][1]))
        if row.get("version") is not None and not _is(row["version"], int):
            errors.append(FieldError(f"{here}version", "type", _EXPECTED["integer"][1]))
        if not isinstance(row.get("_delete", False), bool):
            errors.append(FieldError(f"{here}_delete", "type", _EXPECTED["boolean"][1]))
        rows.append(_values(child, row, here, errors))
    return rows


def _problem(field: Field, value: Any) -> Message | None:
    """Why the JSON type of `value` does not suit the field; None when it does."""
    schema = field_types.of(field).rest
    if value is None or "type" not in schema:
        return None
    if field.is_sensitive and isinstance(value, str):
        # The mask of the stored value may come back; records tells it from a wrong one.
        return None
    if schema.get("format") == "decimal":
        return None if isinstance(value, str) or _is(value, _NUMBERS) else _DECIMAL
    kind, told = _EXPECTED[schema["type"]]
    if not _is(value, kind):
        return told
    if isinstance(value, list):
        item_kind, item_told = _EXPECTED[schema["items"]["type"]]
        return None if all(_is(item, item_kind) for item in value) else item_told
    return None


def _is(value: Any, kind: type | tuple[type, ...]) -> bool:
    """isinstance, but true is not 1."""
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def _plain(field: Field, value: Any) -> Any:
    """What records takes for it: free JSON keeps ordinary numbers, and its texts stay texts."""
    if field.type == "geo":
        return _without_decimals(value)
    if field.type != "json":
        return value
    plain = _without_decimals(value)
    # A text is read as JSON source there, because forms send one: write it as such.
    return json.dumps(plain) if isinstance(plain, str) else plain


def _without_decimals(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, list):
        return [_without_decimals(item) for item in value]
    if isinstance(value, dict):
        return {key: _without_decimals(item) for key, item in value.items()}
    return value
