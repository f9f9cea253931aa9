"""What a database says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ColumnInfo:
    """`type` in small letters without its length (`varchar`, `numeric`); `default` and `computed` as SQL; `enum`: name and values."""

    name: str
    type: str
    nullable: bool = True
    length: int | None = None
    precision: int | None = None
    scale: int | None = None
    default: str | None = None
    autoincrement: bool = False
    computed: str = ""
    enum: str = ""
    values: tuple[str, ...] = ()
    comment: str = ""


@dataclass(frozen=True, slots=True)
class ForeignKey:
    columns: tuple[str, ...]
    table: str
    referred: tuple[str, ...]
    on_delete: str = ""
    on_update: str = ""


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """`where`: of a partial index; `expressions`: what is not a column."""

    name: str
    columns: tuple[str, ...]
    unique: bool = False
    where: str = ""
    expressions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckRule:
    name: str
    sql: str


@dataclass(slots=True)
class TableInfo:
    name: str
    columns: list[ColumnInfo] = field(default_factory=list)
    key: tuple[str, ...] = ()
    foreign: list[ForeignKey] = field(default_factory=list)
    unique: list[IndexInfo] = field(default_factory=list)
    indexes: list[IndexInfo] = field(default_factory=list)
    checks: list[CheckRule] = field(default_factory=list)
    comment: str = ""


@dataclass(slots=True)
class Catalog:
    """`others`: what is no table: (kind, name) of views, triggers, sequences, functions."""

    name: str
    tables: list[TableInfo] = field(default_factory=list)
    others: list[tuple[str, str]] = field(default_factory=list)
