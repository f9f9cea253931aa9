"""What there is: roles, modules, users, and every entity with its policy, workflow and hooks."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from .errors import NotFound
from .field import EnumType, Field, Label

if TYPE_CHECKING:
    from .entity import Entity
    from .expression import Expression
    from .hooks import EntityHooks
    from .policy import Policy
    from .workflow import Workflow

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class AppInfo:
    name: str
    label: Label
    languages: Sequence[str]
    timezone: str
    currency: str


@dataclass(frozen=True, slots=True)
class Role:
    """`portal`: people with this role live in the residents' portal, not in the back office.

    `publishes`: they publish the manual of a process.
    """

    name: str
    label: Label
    portal: bool = False
    publishes: bool = False


@dataclass(frozen=True, slots=True)
class Module:
    name: str
    label: Label
    icon: str | None = None


@dataclass(frozen=True, slots=True)
class UserValue:
    """`user.<name>`: the record of `to` whose ref `by` is the user, or the ids reached through a link entity."""

    name: str
    to: str
    by: str | None = None
    through: str | None = None
    user_field: str | None = None
    target_field: str | None = None


@dataclass(frozen=True, slots=True)
class RoleSeparation:
    """Two roles that one person may not hold."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class TransitionSeparation:
    """Two transitions of an entity that one person may not do on one record."""

    entity: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Report:
    """A report as the schema declares it."""

    name: str
    entity: str
    label: Label
    measures: Sequence[Mapping[str, Any]]
    group: Sequence[str] = ()
    period: Mapping[str, Any] | None = None
    compare: str | None = None
    pivot: str | None = None
    chart: str | None = None
    where: Expression | None = None
    top: int | None = None
    roles: Sequence[str] = ()
    target: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """Records that wait for people of a role: those of `entity` for which `where` holds."""

    entity: str
    label: Label
    where: Expression
    sort: str | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """What a role finds on its first page; figures and charts are names of reports."""

    role: str
    tasks: Sequence[Task] = ()
    figures: Sequence[str] = ()
    charts: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class EntityEntry:
    """One entity and everything that belongs to it."""

    entity: type[Entity]
    policy: Policy
    hooks: EntityHooks[Any, Any]
    workflow: Workflow[Any, Any] | None = None


@dataclass
class Registry:
    """The application that a schema describes. Filled by generated code, activated by the factory."""

    app: AppInfo
    roles: Sequence[Role] = ()
    modules: Sequence[Module] = ()
    enums: Sequence[EnumType] = ()
    users: Sequence[UserValue] = ()
    separations: Sequence[RoleSeparation | TransitionSeparation] = ()
    reports: list[Report] = field(default_factory=list)
    homes: list[Home] = field(default_factory=list)
    _entries: dict[str, EntityEntry] = field(default_factory=dict)
    _keys: dict[str, str] = field(default_factory=dict)
    _custom: dict[tuple[str, str, str], Callable[..., Any]] = field(default_factory=dict)
    _pointing: dict[str, list[tuple[EntityEntry, Field]]] | None = None

    def add(
        self,
        entity: type[Entity],
        *,
        policy: Policy,
        hooks: EntityHooks[Any, Any],
        workflow: Workflow[Any, Any] | None = None,
    ) -> None:
        """Make an entity known under its CamelCase name and its snake_case key."""
        name = entity.meta.name
        self._entries[name] = EntityEntry(entity, policy, hooks, workflow)
        self._keys[entity.key()] = name
        self._pointing = None

    def report(self, report: Report) -> None:
        self.reports.append(report)

    def home(self, home: Home) -> None:
        self.homes.append(home)

    def entity(self, name: str | type[Entity]) -> EntityEntry:
        """By `"WorkOrder"`, `"work_order"` or the class. Raises NotFound with the nearest name."""
        wanted = name if isinstance(name, str) else name.meta.name
        entry = self._entries.get(wanted) or self._entries.get(self._keys.get(wanted, ""))
        if entry is None:
            close = difflib.get_close_matches(wanted, [*self._entries, *self._keys], n=1)
            hint = f"；是否 {close[0]}？" if close else ""
            hint_en = f" Did you mean {close[0]}?" if close else ""
            raise NotFound(f"没有实体 {wanted}{hint} / No entity {wanted}.{hint_en}")
        return entry

    def has(self, name: str) -> bool:
        return name in self._entries or name in self._keys

    def entities(self) -> Iterable[EntityEntry]:
        """Every entity in the order of the schema."""
        return self._entries.values()

    def pointing_at(self, target: type[Entity]) -> Sequence[tuple[EntityEntry, Field]]:
        """Every ref field that names this entity, in the order of the schema."""
        if self._pointing is None:
            found: dict[str, list[tuple[EntityEntry, Field]]] = {}
            for entry in self._entries.values():
                for one in entry.entity.fields().values():
                    if one.type == "ref" and one.to:
                        found.setdefault(one.to, []).append((entry, one))
            self._pointing = found
        return self._pointing.get(target.meta.name, ())

    def role(self, name: str) -> Role | None:
        return next((role for role in self.roles if role.name == name), None)

    def separated_roles(self) -> list[tuple[str, str]]:
        """Pairs of roles that one person may not hold."""
        return [(s.first, s.second) for s in self.separations if isinstance(s, RoleSeparation)]

    def separated_transitions(self, entity: type[Entity]) -> list[tuple[str, str]]:
        """Pairs of transitions of `entity` that one person may not do on one record."""
        return [
            (s.first, s.second)
            for s in self.separations
            if isinstance(s, TransitionSeparation) and s.entity == entity.meta.name
        ]

    # -- what the schema calls `custom: name` ----------------------------------------------------

    def custom(self, kind: str, entity: str, name: str) -> Callable[[F], F]:
        """Declare a hand-written scope, formula or guard under the name that the schema gives."""

        def declare(function: F) -> F:
            self._custom[(kind, entity, name)] = function
            return function

        return declare

    def custom_scope(self, entity: str, name: str) -> Callable[[F], F]:
        """`fn(actor, entity) -> SQL condition`."""
        return self.custom("scope", entity, name)

    def custom_formula(self, entity: str, name: str) -> Callable[[F], F]:
        """`fn(record) -> value`."""
        return self.custom("formula", entity, name)

    def custom_guard(self, entity: str, name: str) -> Callable[[F], F]:
        """`fn(record, ctx) -> bool`."""
        return self.custom("guard", entity, name)

    def custom_function(self, kind: str, entity: str, name: str) -> Callable[..., Any]:
        """The declared function. Raises LookupError that names what to write."""
        try:
            return self._custom[(kind, entity, name)]
        except KeyError:
            raise LookupError(
                f"schema.yaml says `custom: {name}` for a {kind} of {entity}; declare it in app/custom "
                f"with @registry.custom_{kind}({entity!r}, {name!r})."
            ) from None


_active: list[Registry] = []


def activate(registry: Registry) -> None:
    """Make `registry` the one that this process serves."""
    _active[:] = [registry]


def current() -> Registry:
    """The active registry. Raises RuntimeError before `activate`."""
    if not _active:
        raise RuntimeError("No registry yet: call registry.activate(registry) first.")
    return _active[0]


def custom_scope(entity: str, name: str) -> Callable[[F], F]:
    """On the active registry; see Registry.custom_scope."""
    return current().custom_scope(entity, name)


def custom_formula(entity: str, name: str) -> Callable[[F], F]:
    return current().custom_formula(entity, name)


def custom_guard(entity: str, name: str) -> Callable[[F], F]:
    return current().custom_guard(entity, name)


def active() -> Registry | None:
    """The active registry, or None in tools and tests that have none."""
    return _active[0] if _active else None
