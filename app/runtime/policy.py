"""Who may see and do what with one entity, and why. Every surface asks here; what nobody granted is denied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import object_session

from . import registry
from .access import reasons, width
from .access.decision import Decision, Reason
from .errors import Message, message
from .expression import Expression, expression

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from .context import Actor
    from .entity import Entity

ACTIONS = ("read", "create", "update", "delete", "export", "import", "reveal")
Use = Literal["read", "write"]
WORDS = {
    "read": message(zh="查看", en="see"),
    "create": message(zh="新建", en="create"),
    "update": message(zh="修改", en="change"),
    "delete": message(zh="删除", en="delete"),
    "export": message(zh="导出", en="export"),
    "import": message(zh="导入", en="import"),
    "reveal": message(zh="查看完整值", en="see the full values of"),
}
"""How a refusal names the action."""


_declared = [0]


def generation() -> int:
    """A number that is another one after every declaration: what was made of policies before is out of date."""
    return _declared[0]


@dataclass(frozen=True, eq=False)
class Scope:
    """A named set of rows; `expression` None is every row."""

    name: str
    expression: Expression | None = None

    @property
    def is_everything(self) -> bool:
        return self.expression is None

    def sql(self, entity: Any, actor: Actor) -> ColumnElement[bool] | None:
        """The rows as a condition on `entity` (a class or an alias); None is every row."""
        return None if self.expression is None else self.expression.sql(entity, actor)


everything = Scope("everything")


def scope(name: str, source: str, tree: list[Any]) -> Scope:
    """What generated code calls: `scope("own", "customer == user.customer", [...])`."""
    return Scope(name, expression(source, tree))


@dataclass(frozen=True, slots=True)
class FieldRule:
    """Roles that may read and write one field; None follows the entity."""

    read: frozenset[str] | None = None
    write: frozenset[str] | None = None

    def allows(self, role: str, use: Use) -> bool:
        """Whoever may not read a field may not write it either, unless `write` names the role."""
        if use == "write" and self.write is not None:
            return role in self.write
        return self.read is None or role in self.read


@dataclass(frozen=True, slots=True)
class Mask:
    """Rows (a condition, or None for every row that may be read) and the fields that may be seen in them."""

    rows: ColumnElement[bool] | None
    fields: frozenset[str]


@dataclass
class Policy:
    """The grants of one entity, filled by generated code."""

    entity: type[Entity]
    scopes: Sequence[Scope] = ()
    _grants: dict[str, dict[str, Scope]] = field(default_factory=dict)
    _rules: dict[str, FieldRule] = field(default_factory=dict)

    # -- declaration -----------------------------------------------------------------------------

    def allow(self, action: str, /, **roles: Scope) -> None:
        """Grant an action: `allow("read", customer=own, csr=projects, gm=everything)`."""
        self._grants.setdefault(action, {}).update(roles)
        _declared[0] += 1

    def restrict_field(
        self, name: str, *, read: Iterable[str] | None = None, write: Iterable[str] | None = None
    ) -> None:
        """Only these roles may read / write the field; an empty list is nobody but the system."""
        self._rules[name] = FieldRule(
            None if read is None else frozenset(read),
            None if write is None else frozenset(write),
        )
        _declared[0] += 1

    # -- what was declared -----------------------------------------------------------------------

    def scope(self, name: str) -> Scope | None:
        return next((s for s in self.scopes if s.name == name), None)

    def grants(self, action: str) -> Mapping[str, Scope]:
        """role → scope of an action; a transition's roles stand in the workflow."""
        return self._grants.get(action, {})

    def rule(self, name: str) -> FieldRule | None:
        """The restriction of a field, if there is one."""
        return self._rules.get(name)

    def is_restricted(self, name: str, use: Use = "read") -> bool:
        """Whether some role that may act on the entity is kept from this field."""
        rule = self._rules.get(name)
        return rule is not None and any(
            not rule.allows(role, use) for roles in self._grants.values() for role in roles
        )

    # -- rows ------------------------------------------------------------------------------------

    def rows(
        self, actor: Actor, action: str = "read", entity: Any = None
    ) -> ColumnElement[bool] | None:
        """The rows that the actor's roles grant: a condition, None for all of them, false() for none."""
        return self._rows(actor, self._granted(actor, action), entity)

    def rows_for_field(
        self,
        actor: Actor,
        name: str,
        entity: Any = None,
        *,
        use: Use = "read",
        action: str = "read",
    ) -> ColumnElement[bool] | None:
        """The rows in which the actor may read this field: what a filter, a sort or a search may look at.

        Or in which he may write it, by the roles that grant him `action`.
        """
        granted = self._granted(actor, action)
        allowed = self.readers(actor, name, use=use, action=action)
        return self._rows(actor, {role: granted[role] for role in allowed}, entity)

    def readers(
        self, actor: Actor, name: str, *, use: Use = "read", action: str = "read"
    ) -> tuple[str, ...]:
        """The actor's roles that grant him rows and let him read (write) the field in them."""
        return tuple(role for role in self._granted(actor, action) if self._allows(role, name, use))

    def _rows(
        self, actor: Actor, granted: Mapping[str, Scope], entity: Any
    ) -> ColumnElement[bool] | None:
        if actor.is_system:
            return None
        target = self.entity if entity is None else entity
        conditions: dict[str, ColumnElement[bool]] = {}
        for found in granted.values():
            condition = found.sql(target, actor)
            if condition is None:
                return None
            conditions.setdefault(found.name, condition)
        return width.together(granted.values(), conditions.values())

    def _granted(self, actor: Actor, action: str) -> dict[str, Scope]:
        if self._lacks(actor, action) is not None:
            return {}
        acting = _acting_roles(actor, action)
        return {role: s for role, s in self.grants(action).items() if role in acting}

    def _lacks(self, actor: Actor, action: str) -> Message | None:
        """Why a program gets nothing of its user's grants: the scope that it was not given."""
        return None if actor.scopes is None else actor.lacks(self.entity.key(), action)

    def covers(
        self, actor: Actor, scope: Scope | None, record: Entity, session: Session | None = None
    ) -> bool:
        """Whether a scope holds one stored record; None and `everything` hold all.

        A hand-written scope is SQL, so it is asked of the database: through `session`, else through the record's own.
        """
        if scope is None or scope.expression is None:
            return True
        if scope.expression.custom is None:
            return scope.expression.holds(record, actor)
        entity = type(record)
        found = scope.sql(entity, actor)
        asked = session or object_session(record)
        if found is None or asked is None:
            raise RuntimeError(f"{record!r} belongs to no session; give the one to ask.")
        return asked.scalar(select(entity.id).where(entity.id == record.id, found)) is not None

    def rows_possible(self, actor: Actor, action: str = "read") -> bool:
        """Whether any role of the actor is granted the action on some rows; costs no statement."""
        return actor.is_system or bool(self._granted(actor, action))

    # -- fields ----------------------------------------------------------------------------------

    def _allows(self, role: str, name: str, use: Use) -> bool:
        rule = self._rules.get(name)
        return rule is None or rule.allows(role, use)

    def hides(self, actor: Actor, name: str) -> bool:
        """Whether some row that the actor may read hides this field from him."""
        if actor.is_system or name not in self._rules:
            return False
        return not all(self._allows(role, name, "read") for role in self._granted(actor, "read"))

    def readable(self, actor: Actor, name: str) -> bool:
        """Whether there is a row in which the actor may read this field."""
        if actor.is_system:
            return True
        return any(self._allows(role, name, "read") for role in self._granted(actor, "read"))

    def writable(self, actor: Actor, name: str, action: str = "update") -> bool:
        """Whether there is a row in which the actor may write this field."""
        if actor.is_system:
            return True
        return any(self._allows(role, name, "write") for role in self._granted(actor, action))

    def masks(self, actor: Actor, entity: Any = None) -> list[Mask]:
        """Rows and their visible fields, one entry for each different set of fields.

        One entry without a condition: the same fields everywhere, which is the usual case.
        """
        names = list(self.entity.fields())
        if actor.is_system:
            return [Mask(None, frozenset(names))]
        sets: dict[frozenset[str], dict[str, Scope]] = {}
        for role, found in self._granted(actor, "read").items():
            fields = frozenset(name for name in names if self._allows(role, name, "read"))
            sets.setdefault(fields, {})[role] = found
        if len(sets) <= 1:
            return [Mask(None, fields) for fields in sets]
        return [Mask(self._rows(actor, roles, entity), fields) for fields, roles in sets.items()]

    def fields_on(
        self, actor: Actor, record: Entity, session: Session, *, use: Use, action: str
    ) -> frozenset[str]:
        """The fields of one stored record that the actor may read or write, by the roles that grant this row."""
        names = self.entity.fields()
        if actor.is_system:
            return frozenset(names)
        roles = [
            role
            for role, found in self._granted(actor, action).items()
            if self.covers(actor, found, record, session)
        ]
        return frozenset(
            name for name in names if any(self._allows(role, name, use) for role in roles)
        )

    def field_decision(
        self,
        actor: Actor,
        name: str,
        record: Entity | None,
        session: Session | None,
        *,
        use: Use = "read",
    ) -> Decision:
        """Why the actor may or may not read (write) this field, of this record or at all: role by role.

        A field is seen where one role both grants the row and may see the field.
        """
        action = "read" if use == "read" else "update"
        if actor.is_system:
            return Decision(True, None, Reason.of(True, zh="系统本身", en="the system itself"))
        parts = []
        for role, found in self._granted(actor, action).items():
            covers = record is None or self.covers(actor, found, record, session)
            may = self._allows(role, name, use)
            parts.append(
                Reason.of(
                    covers and may,
                    zh=f"角色 {role}：{'可' if may else '不可'}{'读' if use == 'read' else '写'} {name}",
                    en=f"role {role} may {'' if may else 'not '}{use} {name}",
                    parts=[reasons.granted(role, found, covers)],
                )
            )
        allowed = any(part.holds for part in parts)
        told = message(
            zh=f"您看不到字段 {name}" if use == "read" else f"您不能填写字段 {name}",
            en=f"The field {name} is not yours to {use}.",
        )
        tree = Reason.of(
            allowed,
            zh=f"{actor.username} 对 {self.entity.meta.name}.{name}：{use}",
            en=f"{actor.username} may {use} {self.entity.meta.name}.{name}",
            parts=parts or [self._nobody(actor, action)],
        )
        return Decision(allowed, None if allowed else told, tree)

    # -- may I? ----------------------------------------------------------------------------------

    def may(
        self,
        actor: Actor,
        action: str,
        record: Entity | None = None,
        session: Session | None = None,
    ) -> Decision:
        """The decision and the tree of questions that led to it. Without a record: whether on any row at all."""
        if actor.is_system:
            return Decision(True, None, Reason.of(True, zh="系统本身", en="the system itself"))
        lacking = self._lacks(actor, action)
        if lacking is not None:
            tree = self._tree(actor, action, [Reason(lacking, False)], False)
            return Decision(False, lacking, tree)
        parts: list[Reason] = []
        acting = _acting_roles(actor, action)
        for role, found in self.grants(action).items():
            if role not in actor.roles:
                continue
            if role not in acting:
                parts.append(reasons.separated(role))
            elif record is None:
                parts.append(reasons.granted(role, found, True))
            else:
                parts.append(
                    reasons.granted(role, found, self.covers(actor, found, record, session))
                )
        allowed = any(part.holds for part in parts)
        if not parts:
            parts = [self._nobody(actor, action)]
        told = self._refusal(action, record)
        return Decision(
            allowed, None if allowed else told, self._tree(actor, action, parts, allowed)
        )

    def _nobody(self, actor: Actor, action: str) -> Reason:
        lacking = self._lacks(actor, action)
        if lacking is not None:
            return Reason(lacking, False)
        mine = ", ".join(sorted(actor.roles)) or "-"
        others = ", ".join(self.grants(action)) or "-"
        return Reason.of(
            False,
            zh=f"您的角色（{mine}）没有获得 {action}；获得者：{others}",
            en=f"none of your roles ({mine}) is granted {action}; granted to: {others}",
        )

    def _refusal(self, action: str, record: Entity | None) -> Message:
        """In the words of people: what he wanted, and who may."""
        roles = list(map(reasons.role_label, self.grants(action)))
        of, may = self.entity.meta.label, WORDS.get(action, message(zh=action, en=action))
        this = record is not None
        zh = "、".join(label.in_language("zh") for label in roles) or "无"
        en = ", ".join(label.in_language("en") for label in roles) or "nobody"
        return message(
            zh=f"您无权{may.in_language('zh')}{'此' if this else ''}{of.in_language('zh')}；有此权限的角色：{zh}",
            en=f"You may not {may.in_language('en')} {'this' if this else 'a'} {of.in_language('en')}. "
            f"Roles that may: {en}.",
        )

    def _tree(self, actor: Actor, action: str, parts: list[Reason], allowed: bool) -> Reason:
        name = self.entity.meta.name
        return Reason.of(
            allowed,
            zh=f"{actor.username} 对 {name} 执行 {action}",
            en=f"{actor.username} may {action} {name}",
            parts=parts,
        )


def _acting_roles(actor: Actor, action: str) -> frozenset[str]:
    """The roles by which he may act. Two that must be separate were refused when they were given; should somebody
    hold both all the same (a direct change of the tables), neither lets him change anything.
    """
    known = registry.active()
    if action == "read" or known is None or len(actor.roles) < 2:
        return actor.roles
    void = {r for pair in known.separated_roles() if set(pair) <= actor.roles for r in pair}
    return actor.roles - void


def both(*conditions: ColumnElement[bool] | None) -> ColumnElement[bool] | None:
    """The conditions together; None is no condition."""
    there = [condition for condition in conditions if condition is not None]
    return and_(*there) if there else None
