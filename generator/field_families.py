"""What a row of the table of field types is, and the families that most rows belong to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

EQUALITY: Final = ("eq", "ne", "in", "not_in", "is_null")
ORDER: Final = (*EQUALITY, "gt", "gte", "lt", "lte", "between")
TEXT: Final = (*EQUALITY, "contains", "starts")
CHOICE: Final = EQUALITY
PRESENCE: Final = ("is_null",)
SET: Final = ("contains", "is_null")
TRUTH: Final = ("eq", "ne", "is_null")

SINGLE: Final = frozenset({"unique", "index"})
VALUE: Final = frozenset({"default", "lookup", "formula"})
WRITTEN: Final = frozenset({"search", "max", "min", "pattern"})
AMOUNT: Final = frozenset({"min", "max", "sum", "avg", "min_of", "max_of", "where", "total"})


@dataclass(frozen=True, slots=True)
class FieldType:
    """One row. `column` is the emitted SQLAlchemy type with `{max}`/`{scale}`; empty for refs, refs and files.

    `storage`: "column", "reference" (a foreign key named `<field>_id`), "association" (a table of pairs)
    or "attachment" (a foreign key to sys_attachment). `kind` is the static type in expressions, None when
    expressions cannot read the field. `options` are the schema keys beyond those that every field has.
    """

    name: str
    zh: str
    en: str
    column: str
    column_imports: tuple[str, ...]
    python: str
    form: str
    rest: Mapping[str, Any]
    importer: str
    operators: tuple[str, ...]
    kind: str | None
    options: frozenset[str]
    python_imports: tuple[str, ...] = ()
    storage: str = "column"
    default_max: int | None = None
    default_scale: int | None = None
    sortable: bool = True
    listed: bool = True

    @property
    def is_number(self) -> bool:
        return self.kind in ("int", "decimal")

    @property
    def may_be_unique(self) -> bool:
        return "unique" in self.options


def text_row(
    name: str,
    *,
    zh: str,
    en: str,
    form: str,
    size: int,
    format: str | None = None,
    options: frozenset[str] = WRITTEN,
) -> FieldType:
    rest: dict[str, Any] = {"type": "string"}
    if format:
        rest["format"] = format
    return FieldType(
        name=name,
        zh=zh,
        en=en,
        column="String({max})",
        column_imports=("sqlalchemy.String",),
        python="str",
        form=form,
        rest=rest,
        importer="text",
        operators=TEXT,
        kind="string",
        options=options | SINGLE | VALUE,
        default_max=size,
    )


def long_text_row(name: str, *, zh: str, en: str, form: str) -> FieldType:
    return FieldType(
        name=name,
        zh=zh,
        en=en,
        column="Text()",
        column_imports=("sqlalchemy.Text",),
        python="str",
        form=form,
        rest={"type": "string"},
        importer="text",
        operators=("contains", "starts", "is_null"),
        kind="string",
        options=frozenset({"search", "max", "min"}) | VALUE,
        sortable=False,
        listed=False,
    )


def whole_row(name: str, *, zh: str, en: str, form: str, rest: Mapping[str, Any]) -> FieldType:
    return FieldType(
        name=name,
        zh=zh,
        en=en,
        column="Integer()",
        column_imports=("sqlalchemy.Integer",),
        python="int",
        form=form,
        rest=rest,
        importer="int",
        operators=ORDER,
        kind="int",
        options=AMOUNT | VALUE | SINGLE | frozenset({"count"}),
    )


def scaled_row(name: str, *, zh: str, en: str, form: str, scale: int) -> FieldType:
    return FieldType(
        name=name,
        zh=zh,
        en=en,
        column="ScaledDecimal({scale})",
        column_imports=("app.runtime.types.ScaledDecimal",),
        python="Decimal",
        python_imports=("decimal.Decimal",),
        form=form,
        rest={"type": "string", "format": "decimal"},
        importer="decimal",
        operators=ORDER,
        kind="decimal",
        options=AMOUNT | VALUE | SINGLE | frozenset({"scale"}),
        default_scale=scale,
    )


def moment_row(
    name: str,
    *,
    zh: str,
    en: str,
    form: str,
    column: str,
    column_import: str,
    format: str,
    options: frozenset[str] = frozenset({"min_of", "max_of", "where", "expires"}),
) -> FieldType:
    return FieldType(
        name=name,
        zh=zh,
        en=en,
        column=column,
        column_imports=(column_import,),
        python=f"datetime.{name}",
        python_imports=("datetime",),
        form=form,
        rest={"type": "string", "format": format},
        importer=name,
        operators=ORDER,
        kind=name,
        options=options | VALUE | SINGLE,
    )


def documents_row(name: str, *, zh: str, en: str, form: str, many: bool) -> FieldType:
    return FieldType(
        name=name,
        zh=zh,
        en=en,
        column="JSON(none_as_null=True)" if many else "",
        column_imports=("sqlalchemy.JSON",) if many else ("sqlalchemy.ForeignKey",),
        python="list[int]" if many else "int",
        form=form,
        rest={"type": "array", "items": {"type": "integer"}} if many else {"type": "integer"},
        importer="none",
        operators=PRESENCE,
        kind="list" if many else None,
        options=frozenset({"max"}) if many else frozenset(),
        storage="column" if many else "attachment",
        sortable=False,
        listed=False,
    )
