"""The plan: a schema after parsing, checking and resolving. What `emit` and `diff` read; nothing here is optional guesswork."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.plan_screens import Labels as Labels
from generator.plan_screens import Quick as Quick
from generator.plan_screens import Screens as Screens
from generator.plan_screens import Section as Section
from generator.plan_screens import Tab as Tab

Tree = list[Any]
"""An expression as nested JSON lists; the node table is in docs/schema-language.md, section Expressions."""


@dataclass(frozen=True, slots=True)
class Expression:
    """One compiled expression: its text, its tree, its static type and the names that it reads."""

    source: str
    tree: Tree
    type: str
    fields: tuple[str, ...] = ()
    uses_user: bool = False
    custom: str | None = None


@dataclass(frozen=True, slots=True)
class EnumValue:
    name: str
    labels: Labels
    color: str | None = None
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Enum:
    """`name` is CamelCase; an enum written inside a field is named after entity and field (`UnitKind`)."""

    name: str
    values: tuple[EnumValue, ...]


@dataclass(frozen=True, slots=True)
class Role:
    name: str
    labels: Labels
    portal: bool = False
    was: str | None = None
    publishes: bool = False


@dataclass(frozen=True, slots=True)
class Module:
    name: str
    labels: Labels
    icon: str | None = None


@dataclass(frozen=True, slots=True)
class UserValue:
    """`user.<name>`: one record (`by` a ref to User) or a set of ids (`through` an entity with a ref to User)."""

    name: str
    target: str
    by: str | None = None
    through: str | None = None
    user_field: str | None = None
    target_field: str | None = None


@dataclass(frozen=True, slots=True)
class Numbering:
    """Pattern pieces: {yy} {yyyy} {mm} {dd} {seq:N} and {scope.field}; `scope` is the ref field that counts apart."""

    pattern: str
    gapless: bool = False
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A stored aggregate over a child table: function in sum, count, min, max, avg."""

    function: str
    children: str
    field: str | None = None
    where: Expression | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One field, defaults applied. `required`/`readonly` are True, False or a condition."""

    name: str
    type: str
    labels: Labels
    help: Labels | None = None
    was: str | None = None
    required: bool | Expression = False
    readonly: bool | Expression = False
    visible: Expression | None = None
    default: Any = None
    default_expression: Expression | None = None
    unique: bool = False
    index: bool = False
    search: bool = False
    pii: str | None = None
    max: int | str | None = None
    min: int | str | None = None
    scale: int | None = None
    pattern: str | None = None
    enum: str | None = None
    target: str | None = None
    on_delete: str = "restrict"
    trace: str | None = None
    """`cause`: the other record led to this one; `result`: it came of this one."""
    numbering: Numbering | None = None
    lookup: tuple[str, ...] | None = None
    formula: Expression | None = None
    aggregate: Aggregate | None = None
    using: str | None = None
    total: bool = True
    """Added up under a list."""
    expires: int | None = None
    """Marked once the day is over, and so many days before."""
    color: str | None = None
    """Of the badge that says yes."""


@dataclass(frozen=True, slots=True)
class Children:
    """A child table shown in the parent: `entity` names its parent by the ref field `by`."""

    name: str
    entity: str
    by: str
    labels: Labels


@dataclass(frozen=True, slots=True)
class State:
    """`help` and `caution` are for the manual: what the state is, and what to watch in it."""

    name: str
    labels: Labels
    final: bool = False
    color: str | None = None
    was: str | None = None
    help: Labels | None = None
    caution: Labels | None = None
    rest: bool = False
    """A record lives here: nothing presses it on."""


@dataclass(frozen=True, slots=True)
class Approval:
    need: int
    of: tuple[str, ...]
    exclude: tuple[str, ...] = ()
    reset_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Transition:
    """One mapping of a transition name; several share a name with disjoint `sources`.

    `by` maps a role to the scope that it needs (None: any row that it may read); `system` is the built-in actor.
    `exclude` holds `creator` or `actor_of(transition)`.
    """

    name: str
    labels: Labels
    sources: tuple[str, ...]
    target: str
    by: Mapping[str, str | None]
    asks: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    note: str | None = None
    when: Expression | None = None
    message: Labels | None = None
    approve: Approval | None = None
    exclude: tuple[str, ...] = ()
    was: str | None = None
    help: Labels | None = None
    caution: Labels | None = None
    danger: bool = False
    """Pressed by mistake it does harm: it is never proposed."""


@dataclass(frozen=True, slots=True)
class Clock:
    """An SLA clock. Exactly one of `minutes` (by enum value, or {"": n}) and `target` (path to minutes).

    `calendar` is "working", "always" or a path to a field that holds one of these; `due` and `status` name
    fields that the clock keeps filled. `escalate` maps a percentage to recipients (field names or roles).
    """

    name: str
    start: tuple[str, ...]
    stop: tuple[str, ...]
    pause: tuple[str, ...] = ()
    minutes: Mapping[str, int] | None = None
    minutes_by: str | None = None
    target: tuple[str, ...] | None = None
    calendar: str | tuple[str, ...] = "working"
    due: str | None = None
    status: str | None = None
    escalate: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Workflow:
    initial: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    clocks: tuple[Clock, ...] = ()
    begins: tuple[str, ...] = ()
    """Other states in which a rule may let a record begin."""

    @property
    def beginnings(self) -> tuple[str, ...]:
        return (self.initial, *self.begins)


@dataclass(frozen=True, slots=True)
class Scope:
    name: str
    expression: Expression


@dataclass(frozen=True, slots=True)
class FieldGrant:
    """Roles that may read / write a field; None follows the entity."""

    field: str
    read: tuple[str, ...] | None = None
    write: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Permissions:
    """action → role → scope name (None: every row)."""

    grants: Mapping[str, Mapping[str, str | None]]
    fields: tuple[FieldGrant, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    test: Expression
    message: Labels


@dataclass(frozen=True, slots=True)
class Api:
    methods: tuple[str, ...]
    if_match: bool = True


@dataclass(frozen=True, slots=True)
class PermissionTest:
    role: str
    may: tuple[str, ...] = ()
    may_not: tuple[str, ...] = ()
    where: Expression | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity. `table` is the snake_case name used in tables, REST and hooks."""

    name: str
    table: str
    module: str
    labels: Labels
    title: str
    fields: tuple[Field, ...]
    children: tuple[Children, ...] = ()
    process: str | None = None
    was: str | None = None
    help: Labels | None = None
    workflow: Workflow | None = None
    scopes: tuple[Scope, ...] = ()
    permissions: Permissions = Permissions(grants={})
    checks: tuple[Check, ...] = ()
    unique: tuple[tuple[str, ...], ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    covered: tuple[str, ...] = ()
    """Fields that need no index of their own, for one of `indexes` begins with them."""
    screens: Screens | None = None
    api: Api = Api(methods=())
    ledger: bool = False
    retain: str | None = None
    comments: str | None = None
    """read or write: what whoever lives in the portal may do with comments that are shown there."""
    tests: tuple[PermissionTest, ...] = ()
    parent: str | None = None
    """Set when another entity lists this one under `children`: that entity's name."""


@dataclass(frozen=True, slots=True)
class Report:
    name: str
    entity: str
    labels: Labels
    measures: tuple[Mapping[str, Any], ...]
    group: tuple[str, ...] = ()
    period: Mapping[str, Any] | None = None
    compare: str | None = None
    pivot: str | None = None
    chart: str | None = None
    where: Expression | None = None
    top: int | None = None
    roles: tuple[str, ...] = ()
    target: Mapping[str, str] | None = None
    """`at_least` or `at_most` → a number as text."""


@dataclass(frozen=True, slots=True)
class Task:
    """Records that wait for people of a role."""

    entity: str
    labels: Labels
    where: Expression
    sort: str | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """The first page of the role `name`; figures and charts are names of reports."""

    name: str
    tasks: tuple[Task, ...] = ()
    figures: tuple[str, ...] = ()
    charts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Separation:
    """Two roles that one person may not hold, or two transitions of one entity that one person may not do on a record."""

    kind: str
    first: str
    second: str
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class App:
    name: str
    labels: Labels
    languages: tuple[str, ...]
    timezone: str
    currency: str


@dataclass(frozen=True, slots=True)
class Plan:
    app: App
    roles: tuple[Role, ...]
    modules: tuple[Module, ...]
    enums: tuple[Enum, ...]
    users: tuple[UserValue, ...]
    entities: tuple[Entity, ...]
    reports: tuple[Report, ...] = ()
    separations: tuple[Separation, ...] = ()
    homes: tuple[Home, ...] = ()
