"""The table of field types at run time: how each is parsed, shown, filtered, described in REST and edited.

The twin of generator/field_types.py; a test holds the two to the same names, storage, operators and form fields.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from . import clock, values

if TYPE_CHECKING:
    from .field import Field

Storage = Literal["column", "reference", "association", "attachment"]
Parse = Callable[["Field", Any], Any]

EQUALITY = ("eq", "ne", "in", "not_in", "is_null")
ORDER = (*EQUALITY, "gt", "gte", "lt", "lte", "between")
TEXT = (*EQUALITY, "contains", "starts")
LONG_TEXT = ("contains", "starts", "is_null")
PRESENCE = ("is_null",)
SET = ("contains", "is_null")
TRUTH = ("eq", "ne", "is_null")


@dataclass(frozen=True, slots=True)
class FieldType:
    """One row. `parse` makes the Python value of one that is not empty; `rest` is its JSON schema."""

    name: str
    parse: Parse
    form: str
    operators: tuple[str, ...]
    rest: Mapping[str, Any]
    storage: Storage = "column"
    many: bool = False

    @property
    def is_file(self) -> bool:
        return self.name in ("file", "files", "image", "images", "signature")


def _string(format: str | None = None, **more: Any) -> dict[str, Any]:
    return {"type": "string", **({"format": format} if format else {}), **more}


_DECIMAL = _string("decimal")
_ID: dict[str, Any] = {"type": "integer"}
_IDS: dict[str, Any] = {"type": "array", "items": {"type": "integer"}}

_ROWS = (
    FieldType("string", values.line, "StringField", TEXT, _string()),
    FieldType("text", values.text, "TextField", LONG_TEXT, _string()),
    FieldType("richtext", values.richtext, "RichTextField", LONG_TEXT, _string()),
    FieldType("int", values.integer, "IntegerField", ORDER, {"type": "integer"}),
    FieldType("decimal", values.decimal, "DecimalField", ORDER, _DECIMAL),
    FieldType("money", values.decimal, "MoneyField", ORDER, _DECIMAL),
    FieldType("percent", values.decimal, "PercentField", ORDER, _DECIMAL),
    FieldType("bool", values.boolean, "BooleanField", TRUTH, {"type": "boolean"}),
    FieldType("date", values.date, "DateField", ORDER, _string("date")),
    FieldType("datetime", values.datetime, "DateTimeField", ORDER, _string("date-time")),
    FieldType("time", values.time, "TimeField", ORDER, _string("time")),
    FieldType(
        "duration", values.duration, "DurationField", ORDER, {"type": "integer", "minimum": 0}
    ),
    FieldType("enum", values.choice, "EnumField", EQUALITY, _string()),
    FieldType(
        "enums",
        values.choices,
        "EnumsField",
        SET,
        {"type": "array", "items": {"type": "string"}},
        many=True,
    ),
    FieldType("ref", values.reference, "RefField", EQUALITY, _ID, "reference"),
    FieldType("refs", values.references, "RefsField", SET, _IDS, "association", many=True),
    FieldType("number", values.line, "StringField", TEXT, _string(readOnly=True)),
    FieldType("email", values.email, "EmailField", TEXT, _string("email")),
    FieldType("phone", values.phone, "PhoneField", TEXT, _string()),
    FieldType("url", values.url, "UrlField", TEXT, _string("uri")),
    FieldType("id_no", values.id_number, "IdNumberField", TEXT, _string()),
    FieldType("bank_account", values.bank_account, "BankAccountField", TEXT, _string()),
    FieldType("address", values.text, "AddressField", LONG_TEXT, _string()),
    FieldType("region", values.region, "RegionField", TEXT, _string()),
    FieldType(
        "geo",
        values.geo,
        "GeoField",
        PRESENCE,
        {
            "type": "object",
            "properties": {"latitude": {"type": "number"}, "longitude": {"type": "number"}},
        },
    ),
    FieldType("json", values.structure, "JsonField", PRESENCE, {}),
    FieldType("file", values.reference, "FileField", PRESENCE, _ID, "attachment"),
    FieldType("files", values.references, "FilesField", PRESENCE, _IDS, many=True),
    FieldType("image", values.reference, "ImageField", PRESENCE, _ID, "attachment"),
    FieldType("images", values.references, "ImagesField", PRESENCE, _IDS, many=True),
    FieldType("color", values.color, "ColorField", TEXT, _string()),
    FieldType(
        "rating",
        values.rating,
        "RatingField",
        ORDER,
        {"type": "integer", "minimum": 1, "maximum": 5},
    ),
    FieldType("signature", values.reference, "SignatureField", PRESENCE, _ID, "attachment"),
    FieldType("barcode", values.line, "BarcodeField", TEXT, _string()),
    FieldType("secret", values.line, "SecretField", (), _string(writeOnly=True)),
    # Not in the schema: the column that a workflow brings.
    FieldType("state", values.line, "StringField", EQUALITY, _string(readOnly=True)),
)

FIELD_TYPES: Mapping[str, FieldType] = {row.name: row for row in _ROWS}


def of(field: Field) -> FieldType:
    return FIELD_TYPES[field.type]


def operators(field: Field) -> tuple[str, ...]:
    """What it may be asked for: a sensitive value only whether it equals one."""
    offered = FIELD_TYPES[field.type].operators
    if not field.is_sensitive or not offered:
        return offered
    return tuple(name for name in offered if name in EQUALITY) if "eq" in offered else PRESENCE


def column_name(field: Field) -> str:
    """The mapped attribute that holds the value: `customer_id` for a ref, else the field's own name."""
    return f"{field.name}_id" if field.type == "ref" else field.name


def parse(field: Field, raw: Any) -> Any:
    """The Python value of what was given; None for nothing. Raises values.ValueProblem."""
    kind = FIELD_TYPES[field.type]
    if isinstance(raw, values.Unfit):
        raise raw.problem
    if values.is_empty(raw):
        return [] if kind.storage == "association" else None
    return kind.parse(field, raw)


def to_json(value: Any) -> Any:
    """A value as JSON shows it: decimals as text, moments in ISO with their zone."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dt.datetime):
        shown = clock.local(value)
        # Before 1901 Shanghai kept its sun's time, +08:05:43; an offset in JSON has no seconds.
        whole = (shown.utcoffset() or dt.timedelta()) % dt.timedelta(minutes=1) == dt.timedelta()
        return (shown if whole else value).isoformat()
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [to_json(one) for one in value]
    if isinstance(value, Mapping):
        return {key: to_json(one) for key, one in value.items()}
    if hasattr(value, "__mapper__"):
        return value.id
    return value


def display(field: Field, value: Any, language: str) -> str:
    """A value as a person reads it, without markup."""
    if value is None:
        return ""
    match field.type:
        case "enum":
            return _choice_label(field, value, language)
        case "enums":
            mark = "、" if language.startswith("zh") else ", "
            return mark.join(_choice_label(field, one, language) for one in value)
        case "bool":
            told = ("是", "否") if language.startswith("zh") else ("Yes", "No")
            return told[0] if value else told[1]
        case "datetime":
            return f"{clock.local(value):%Y-%m-%d %H:%M}"
        case "time":
            return f"{value:%H:%M}"
        case "money":
            return f"{value:,.2f}"
        case "percent":
            return f"{value:f}%"
        case "duration":
            # A sum or an average of minutes is no whole number in every database.
            hours, minutes = divmod(round(value), 60)
            return f"{hours}:{minutes:02d}"
        case "geo":
            return f"{value['latitude']},{value['longitude']}"
        case "secret":
            return "••••••"
        case "json":
            return json.dumps(to_json(value), ensure_ascii=False)
        case _:
            return str(to_json(value))


def _choice_label(field: Field, name: str, language: str) -> str:
    for value in field.enum.values if field.enum else ():
        if value.name == name:
            return str(value.label.in_language(language))
    return name
