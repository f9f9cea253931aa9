"""The entities of the truth table as tables of their own, and its records as rows, objects and form values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    Time,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, registry, relationship

from app.runtime import field_types
from app.runtime.accounts.users import User
from app.runtime.context import Actor
from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.policy import Policy, everything
from app.runtime.registry import AppInfo, Registry, Role
from app.runtime.types import MoneyType, ScaledDecimal, UtcDateTime

APART = registry(metadata=MetaData())


class Case(Entity):
    """Apart from the one metadata and its class names: these tables are no application's."""

    __abstract__ = True
    _sa_registry = APART
    metadata = APART.metadata


Table("ab_user", Case.metadata, Column("id", Integer, primary_key=True))
KIND = EnumType("Kind", [EnumValue(name, label(zh=name, en=name)) for name in "abc"])
MARK = EnumType("Mark", [EnumValue(name, label(zh=name, en=name)) for name in "xy"])


def _described(type: str, **more: Any) -> dict[str, Any]:
    return field(type, zh="样例", en="Sample", **more)


def _meta(name: str) -> EntityMeta:
    return EntityMeta(name=name, module="main", label=label(zh=name, en=name), title="{id}")


class Project(Case):
    __tablename__ = "case_project"
    meta = _meta("Project")
    name: Mapped[str | None] = mapped_column(String(40), info=_described("string"))


class Person(Case):
    __tablename__ = "case_person"
    meta = _meta("Person")
    name: Mapped[str | None] = mapped_column(String(40), info=_described("string"))
    level: Mapped[int | None] = mapped_column(Integer, info=_described("int"))
    salary: Mapped[Decimal | None] = mapped_column(MoneyType(), info=_described("money"))
    active: Mapped[bool | None] = mapped_column(Boolean, info=_described("bool"))
    born: Mapped[dt.date | None] = mapped_column(Date, info=_described("date"))
    boss_id: Mapped[int | None] = mapped_column(
        ForeignKey("case_person.id"), info=_described("ref", to="Person")
    )
    boss: Mapped[Person | None] = relationship(foreign_keys=[boss_id], remote_side="Person.id")
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("case_project.id"), info=_described("ref", to="Project")
    )
    project: Mapped[Project | None] = relationship(foreign_keys=[project_id])


class Sample(Case):
    __tablename__ = "case_sample"
    meta = _meta("Sample")
    name: Mapped[str | None] = mapped_column(String(80), info=_described("string"))
    note: Mapped[str | None] = mapped_column(Text, info=_described("text"))
    quantity: Mapped[int | None] = mapped_column(Integer, info=_described("int"))
    other: Mapped[int | None] = mapped_column(Integer, info=_described("int"))
    amount: Mapped[Decimal | None] = mapped_column(MoneyType(), info=_described("money"))
    paid: Mapped[Decimal | None] = mapped_column(MoneyType(), info=_described("money"))
    price: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(4), info=_described("decimal", scale=4)
    )
    rate: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2), info=_described("percent", scale=2)
    )
    done: Mapped[bool | None] = mapped_column(Boolean, info=_described("bool"))
    urgent: Mapped[bool | None] = mapped_column(Boolean, info=_described("bool"))
    starts_on: Mapped[dt.date | None] = mapped_column(Date, info=_described("date"))
    ends_on: Mapped[dt.date | None] = mapped_column(Date, info=_described("date"))
    begins_at: Mapped[dt.datetime | None] = mapped_column(
        UtcDateTime(), info=_described("datetime")
    )
    ends_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime(), info=_described("datetime"))
    opens: Mapped[dt.time | None] = mapped_column(Time, info=_described("time"))
    kind: Mapped[str | None] = mapped_column(String(40), info=_described("enum", enum=KIND))
    marks: Mapped[list[str] | None] = mapped_column(
        JSON(none_as_null=True), info=_described("enums", enum=MARK)
    )
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("case_person.id"), info=_described("ref", to="Person")
    )
    owner: Mapped[Person | None] = relationship(foreign_keys=[owner_id])
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("case_project.id"), info=_described("ref", to="Project")
    )
    project: Mapped[Project | None] = relationship(foreign_keys=[project_id])


REGISTRY = Registry(
    app=AppInfo(
        name="samples",
        label=label(zh="样例", en="Samples"),
        languages=["zh", "en"],
        timezone="Asia/Shanghai",
        currency="CNY",
    ),
    roles=[Role("reader", label(zh="读者", en="Reader"))],
)
for _entity in (Project, Person, Sample):
    _policy = Policy(_entity)
    _policy.allow("read", reader=everything)
    REGISTRY.add(_entity, policy=_policy, hooks=EntityHooks(_entity))


def typed(entity: type[Entity], given: Mapping[str, Any]) -> dict[str, Any]:
    """A record of the table as Python values, refs as nested mappings: what a form or a REST body holds."""
    fields = entity.fields()
    found: dict[str, Any] = dict.fromkeys(fields)
    for name, value in given.items():
        described = fields.get(name)
        if described is None or value is None or value == "":
            found[name] = value
        elif described.type == "ref":
            found[name] = typed(REGISTRY.entity(str(described.to)).entity, value)
        else:
            found[name] = field_types.parse(described, value) if value != [] else []
    return found


def insert(session: Session, records: list[Mapping[str, Any]]) -> list[int]:
    """Store the records of all cases, what they point to first; returns their ids."""
    people = [1, *{r["created_by"] for r in records if r.get("created_by")}]
    for user_id in people:
        name = f"user{user_id}"
        if session.get(User, user_id) is None:
            session.add(
                User(
                    id=user_id, username=name, first_name="", last_name="", email=name, active=True
                )
            )
    targets: dict[tuple[type[Entity], int], dict[str, Any]] = {}
    for record in records:
        for entity, target in _targets(Sample, record):
            known = targets.setdefault((entity, target["id"]), {})
            known.update(target)
    stored = []
    for entity in (Project, Person):
        wanted = [values for (kind, _), values in targets.items() if kind is entity]
        for values in sorted(wanted, key=lambda one: one.get("boss") is not None):
            session.add(_object(entity, values))
            session.flush()
    for record in records:
        one = _object(Sample, record)
        session.add(one)
        session.flush()
        stored.append(one.id)
    session.commit()
    return stored


def _targets(
    entity: type[Entity], record: Mapping[str, Any]
) -> Iterator[tuple[type[Entity], Mapping[str, Any]]]:
    for name, value in record.items():
        described = entity.fields().get(name)
        if described is not None and described.type == "ref" and value is not None:
            target = REGISTRY.entity(str(described.to)).entity
            yield from _targets(target, value)
            yield target, value


def _object(entity: type[Entity], record: Mapping[str, Any]) -> Entity:
    moment = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    made = entity(created_at=moment, updated_at=moment, version=1)
    for name, value in typed(entity, record).items():
        described = entity.fields().get(name)
        if name == "created_by":
            made.created_by_id = value
        elif described is not None and described.type == "ref":
            setattr(made, f"{name}_id", value and value["id"])
        else:
            setattr(made, name, value)
    return made


def actor(user: Mapping[str, Any] | None) -> Actor:
    """The person of a case; without one, somebody of whom nothing is known."""
    given = user or {"id": 1, "username": "nobody", "projects": []}
    values: dict[tuple[str, ...], Any] = {}
    for name, value in given.items():
        if isinstance(value, list):
            values[(name,)] = frozenset(value)
        elif isinstance(value, Mapping):
            values.update(_paths((name,), Person, value))
        else:
            values[(name,)] = value
    return Actor(given["id"], given["username"], frozenset({"reader"}), values=values)


def _paths(
    path: tuple[str, ...], entity: type[Entity], record: Mapping[str, Any]
) -> dict[tuple[str, ...], Any]:
    found: dict[tuple[str, ...], Any] = {path: record["id"]}
    for name, value in typed(entity, record).items():
        if isinstance(value, Mapping):
            target = REGISTRY.entity(str(entity.fields()[name].to)).entity
            found.update(_paths((*path, name), target, record[name]))
        else:
            found[(*path, name)] = value
    return found
