"""Columns → fields."""

from __future__ import annotations

import re
from typing import Final

from generator.importers import kinds, labels
from generator.importers.conditions import NotUnderstood, parse
from generator.importers.db.tables import ColumnInfo
from generator.importers.model import Choice, Condition, Default, Field
from generator.importers.places import Place
from generator.importers.report import Report

_TYPES: Final = {
    "boolean": "bool", "bool": "bool", "bit": "bool", "integer": "int", "int": "int", "smallint": "int", "bigint": "int", "tinyint": "int",
    "mediumint": "int", "int2": "int", "int4": "int", "int8": "int", "serial": "number", "date": "date", "datetime": "datetime",
    "timestamp": "datetime", "timestamptz": "datetime", "time": "time", "timetz": "time", "numeric": "decimal", "decimal": "decimal",
    "money": "money", "smallmoney": "money", "real": "decimal", "float": "decimal", "double": "decimal", "double_precision": "decimal",
    "double precision": "decimal", "text": "text", "clob": "text", "tinytext": "text", "mediumtext": "text", "longtext": "text", "json": "json",
    "jsonb": "json", "hstore": "json", "array": "json", "blob": "file", "bytea": "file", "binary": "file", "varbinary": "file", "image": "file",
    "uuid": "string", "varchar": "string", "nvarchar": "string", "char": "string", "nchar": "string", "character": "string", "character varying": "string",
    "bpchar": "string", "string": "string", "citext": "string", "inet": "string", "cidr": "string", "macaddr": "string", "interval": "string",
    "xml": "text", "tsvector": "text", "enum": "enum", "year": "int", "point": "json", "domain": "string",
}  # fmt: skip
_FLOATS: Final = ("real", "float", "double", "double_precision", "double precision")
_ODD: Final = {"interval": "a span of time is kept as text", "array": "a list is stored as structured data (json)", "hstore": "it is stored as structured data (json)", "point": "it is stored as structured data (json)", "tsvector": "the search index is made here by itself", "xml": "it is kept as text"}  # fmt: skip
_NOW: Final = re.compile(r"(?:now\(\)|current_timestamp(?:\(\d*\))?|localtimestamp(?:\(\d*\))?|getdate\(\)|datetime\('now'(?:, *'localtime')?\)|transaction_timestamp\(\)|statement_timestamp\(\)|clock_timestamp\(\)|sysdate)\Z", re.IGNORECASE)  # fmt: skip
_TODAY: Final = re.compile(
    r"(?:current_date|date\('now'\)|now\(\)::date|curdate\(\)|\(?now\(\)\)?::date)\Z", re.IGNORECASE
)


def read(column: ColumnInfo, table: str, place: Place, report: Report) -> Field:
    """A field; what its type or default means beyond that is told."""
    name = f"{table}.{column.name}"
    made = Field(column.name, _TYPES.get(column.type, ""), place, help=labels.of(column.comment))
    if not made.type:
        base = re.split(r"[ (]", column.type)[0]
        made.type = _TYPES.get(base, "string")
        if base not in _TYPES:
            report.changed(
                "field",
                place,
                name,
                f"type {column.type or 'none'}",
                "it is not known here; it became a text",
            )
    if column.type == "bit" and (column.length or 1) > 1:
        made.type = "string"
        report.changed("field", place, name, f"bit({column.length})", "its bits are kept as a text")
    if column.type in _ODD:
        report.changed("field", place, name, column.type, _ODD[column.type])
    if column.values:
        made.type = "enum"
        made.enum = column.enum
        made.choices = [] if column.enum else [Choice(value, {}, place) for value in column.values]
    if made.type == "number":
        made.type = "int"
    made.required = not column.nullable
    _size(made, column, name, report)
    if column.computed:
        _computed(made, column)
    elif column.default is not None and not column.autoincrement:
        _default(made, column, name, report)
    return made


def _size(made: Field, column: ColumnInfo, name: str, report: Report) -> None:
    if made.type == "string":
        made.max = (
            column.length
            if column.length and column.length > 0
            else 36
            if column.type == "uuid"
            else None
        )
        if made.max is None and column.type in (
            "varchar",
            "character varying",
            "citext",
            "nvarchar",
        ):
            made.type = "text" if column.type != "citext" else "string"
    elif made.type == "decimal" and column.type in _FLOATS:
        made.scale = kinds.FLOAT_SCALE
        report.changed(
            "field",
            made.place,
            name,
            column.type,
            f"kept to {kinds.FLOAT_SCALE} digits after the point",
        )
    elif made.type == "decimal":
        scale = column.scale if column.scale is not None else 0 if column.precision else 4
        if kinds.is_money(
            column.name, column.scale if column.scale is not None or column.precision else None
        ):
            made.type = "money"
        elif scale == 0:
            made.type = "int" if (column.precision or 0) <= 9 and column.precision else "decimal"
            made.scale = 0 if made.type == "decimal" else None
        else:
            made.scale = min(8, scale)
    made.wide = column.type in ("bigint", "int8")
    if column.type in ("smallint", "int2"):
        made.min, made.max = -32768, 32767


def _computed(made: Field, column: ColumnInfo) -> None:
    made.required = False
    try:
        made.formula = Condition(column.computed, parse(column.computed, sql=True))
    except NotUnderstood as error:
        made.formula = Condition(column.computed, None, str(error))


def _default(made: Field, column: ColumnInfo, name: str, report: Report) -> None:
    text = (column.default or "").strip()
    while text.startswith("(") and text.endswith(")"):
        text = text[1:-1].strip()
    plain = re.sub(r"::[\w \"\[\].]+(?:\(\d+(?:,\s*\d+)?\))?\Z", "", text).strip()
    while plain.startswith("(") and plain.endswith(")"):
        plain = plain[1:-1].strip()
    if made.type in ("string", "text", "decimal") and (_NOW.match(plain) or _TODAY.match(text)):
        # SQLite has no moments; what is filled with the clock is one.
        made.type = "datetime" if _NOW.match(plain) else "date"
        made.max = made.scale = None
        report.changed("field", made.place, name, column.type, f"the clock fills it: {made.type}")
    if _TODAY.match(text) or (made.type == "date" and _NOW.match(plain)):
        made.default = Default(expression="today()")
    elif _NOW.match(plain):
        made.default = Default(expression="now()")
    elif len(plain) > 1 and plain[0] == plain[-1] and plain[0] in "'\"":
        value = plain[1:-1].replace("''", "'")
        made.default = Default(_json(value) if made.type == "json" else value)
    elif _RANDOM.fullmatch(plain):
        made.default = Default(expression="uuid()")
    elif plain.casefold() in ("null", ""):
        report.carried("default")
    elif plain.casefold() in ("true", "false", "b'1'", "b'0'"):
        made.default = Default("true" in plain.casefold() or "1" in plain)
    elif kinds.number(plain) is not None:
        made.default = Default(plain)
    else:
        made.required = False
        report.lost(
            "default",
            made.place,
            name,
            text,
            "the database computes it",
            "fill it in an on_create hook (docs/hooks.md), then make it required",
        )


_RANDOM = re.compile(r"(?:gen_random_uuid|uuid_generate_v4|uuidv4|uuidv7)\(\)", re.IGNORECASE)


def _json(text: str) -> object:
    import json

    try:
        return json.loads(text)
    except ValueError:
        return text
