"""The column of a field, from its row in the table of field types: in the model and in migrations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.field_types import FIELD_TYPES
from generator.plan import Field

ATTACHMENT = "sys_attachment"
STORED = {
    "MoneyType": "BigInteger()",
    "ScaledDecimal": "BigInteger()",
    "UtcDateTime": "DateTime(timezone=True)",
}
"""The runtime's types in plain SQLAlchemy: a migration never imports the application, because an old
migration must run with any later code."""
SMALL = range(-(2**31), 2**31)
"""What an `Integer()` of PostgreSQL holds. Limits beyond make the column of an `int` a `BigInteger()`;
app/runtime/values/numbers.py refuses by the same limits what the column would not take."""


@dataclass(frozen=True, slots=True)
class ColumnType:
    """`module.name(arguments)`; `length` is a text's, None for everything else."""

    module: str
    name: str
    arguments: str
    length: int | None

    @property
    def stored(self) -> str:
        """Source for a migration: `sa.String(40)`. Only texts have an argument that the database sees."""
        arguments = "" if self.length is None else str(self.length)
        return "sa." + STORED.get(self.name, f"{self.name}({arguments})")


def column_type(field: Field) -> ColumnType:
    """`String({max})` of the table with the field's own numbers. Not for refs and attachments."""
    row = FIELD_TYPES[field.type]
    longest = field.max if isinstance(field.max, int) else row.default_max
    scale = row.default_scale if field.scale is None else field.scale
    name, _, rest = row.column.format(max=longest, scale=scale).partition("(")
    arguments = rest.removesuffix(")")
    module = row.column_imports[0].rpartition(".")[0]
    if field.type == "int" and is_wide(field):
        name = "BigInteger"
    return ColumnType(module, name, arguments, int(arguments) if name == "String" else None)


def is_wide(field: Field) -> bool:
    """Whether a limit of a whole number lies beyond 32 bits."""
    return any(isinstance(each, int) and each not in SMALL for each in (field.min, field.max))


def is_sealed(field: Field) -> bool:
    """Encrypted at rest; see app/runtime/privacy/column.py."""
    return field.pii == "sensitive" or field.type == "secret"


def has_blind(field: Field) -> bool:
    """Beside it stands a column that the database makes of it, for equality and unique."""
    row = FIELD_TYPES[field.type]
    return is_sealed(field) and row.storage == "column" and "eq" in row.operators


def blind_name(field: Field) -> str:
    return f"{field.name}_blind"


def blind_sql(field: Field) -> str:
    """What the database computes: the beginning of the stored text."""
    return f'substr("{field.name}", 1, 32)'


def sealed_kind(field: Field) -> dict[str, Any]:
    """The arguments of the type beside its place: kind of value, digits after the point, blind column."""
    row = FIELD_TYPES[field.type]
    kind = row.kind if row.kind in ("decimal", "date", "datetime", "time") else None
    scale = row.default_scale if field.scale is None else field.scale
    return {
        "kind": kind,
        "scale": (scale or None) if kind == "decimal" else None,
        "blind": has_blind(field) or None,
    }


def indexed_name(field: Field) -> str:
    """The column that an index of the field is on."""
    return blind_name(field) if has_blind(field) else column_name(field)


def storage(field: Field) -> str:
    """One of "column", "reference", "association" or "attachment"."""
    return FIELD_TYPES[field.type].storage


def nullable(field: Field) -> bool:
    """A condition is checked by the program; only `required: true` reaches the database."""
    return field.required is not True or is_computed(field)


def is_computed(field: Field) -> bool:
    """The program fills it: no form asks for it and no client may send it."""
    return bool(field.formula or field.lookup or field.aggregate or field.type == "number")


def column_name(field: Field) -> str:
    return f"{field.name}_id" if storage(field) == "reference" else field.name
