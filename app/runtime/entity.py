"""The base of every generated model: common columns, and the fields that the columns carry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Integer, inspect
from sqlalchemy.orm import ColumnProperty, DeclarativeBase, Mapped, declared_attr, mapped_column

from . import system  # noqa: F401 - files point to sys_attachment, so that table must be known
from .accounts.users import metadata as the_metadata
from .errors import Message
from .expression import Expression
from .field import Field, Label
from .types import RecordId, UtcDateTime


@dataclass(frozen=True, slots=True)
class Children:
    """A child table: its entity names the parent by the ref field `by`."""

    name: str
    of: str
    by: str
    label: Label


@dataclass(frozen=True, slots=True)
class Check:
    """A condition that every row meets, and what is said when it does not."""

    name: str
    test: Expression
    message: Message


@dataclass(frozen=True, slots=True)
class EntityMeta:
    """What an entity is, besides its columns. `process` is the item of the written process that it serves."""

    name: str
    module: str
    label: Label
    title: str
    process: str | None = None
    help: Label | None = None
    children: Sequence[Children] = ()
    checks: Sequence[Check] = ()
    ledger: bool = False
    parent: str | None = None
    retain: str | None = None
    portal_comments: str | None = None
    """read or write: what whoever lives in the portal may do with the comments that are shown there; None: nothing."""


class Entity(DeclarativeBase):
    """A generated model. `id, created_at, created_by_id, updated_at, updated_by_id, version, deleted_at` come from here."""

    metadata = the_metadata
    __abstract__ = True
    meta: ClassVar[EntityMeta]

    id: Mapped[int] = mapped_column(RecordId, primary_key=True, sort_order=-10)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime(), sort_order=90)
    updated_at: Mapped[dt.datetime] = mapped_column(UtcDateTime(), sort_order=92)
    version: Mapped[int] = mapped_column(Integer, default=1, sort_order=94)
    deleted_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime(), sort_order=95)

    @declared_attr
    @classmethod
    def created_by_id(cls) -> Mapped[int | None]:
        return mapped_column(_user_key(cls, "created_by"), sort_order=91)

    @declared_attr
    @classmethod
    def updated_by_id(cls) -> Mapped[int | None]:
        return mapped_column(_user_key(cls, "updated_by"), sort_order=93)

    @classmethod
    def fields(cls) -> Mapping[str, Field]:
        """name → Field in the order of the schema; a ref stands under its own name, not its column's."""
        known = cls.__dict__.get("_fields")
        if known is None:
            known = _collect(cls)
            cls._fields = known
        return known

    @classmethod
    def key(cls) -> str:
        """The snake_case name used in tables, REST and hooks."""
        return str(cls.__tablename__)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {inspect(self).identity or '(new)'}>"


def _user_key(cls: Any, name: str) -> ForeignKey:
    return ForeignKey("ab_user.id", name=f"fk_{cls.__tablename__}_{name}"[:63])


def _collect(cls: type[Entity]) -> dict[str, Field]:
    """Columns and relationships carry their Field in `info`; class order is schema order."""
    mapper = inspect(cls)
    found: dict[str, Field] = {}
    for prop in [*mapper.column_attrs, *mapper.relationships]:
        info = prop.columns[0].info if isinstance(prop, ColumnProperty) else prop.info
        field = info.get("field")
        if field is not None:
            name = prop.key.removesuffix("_id") if field.type in _BY_ID else prop.key
            found[name] = field.named(name)
    order = {name: place for place, name in enumerate(cls.__dict__)}
    places = {name: order.get(name, order.get(f"{name}_id", len(order))) for name in found}
    return dict(sorted(found.items(), key=lambda item: places[item[0]]))


_BY_ID = ("ref", "file", "image", "signature")
