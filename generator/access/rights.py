"""Every right that a plan grants: who, on what, doing what, on which rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.access.naming import Naming
from generator.access.rows import ALL, NONE, Rows, both, either, rows
from generator.emit.columns import is_computed
from generator.plan import Entity, Expression, Field, FieldGrant, Transition

Key = tuple[str, str, str, str]
"""Role, entity, act, and the field or `transition from state` that it is about; names of the new plan."""

SEE, WRITE, TRANSITION = "see", "write", "transition"


@dataclass(frozen=True, slots=True)
class Right:
    """Rows, and how people call them."""

    rows: Rows
    text: str


def rights(naming: Naming) -> dict[Key, Right]:
    """Of all roles and entities of the naming's plan. What is granted on no row at all is left out."""
    found: dict[Key, Right] = {}
    for entity in naming.plan.entities:
        for key, right in _Entity(naming, entity).all():
            if right.rows:
                role, name, act, thing = key
                found[naming.roles.get(role, role), name, act, thing] = right
    return found


class _Entity:
    def __init__(self, naming: Naming, entity: Entity) -> None:
        self.naming = naming
        self.entity = entity
        self.name = naming.entities.get(entity.name, entity.name)
        self.scopes = {scope.name: scope.expression for scope in entity.scopes}
        self.rules = {rule.field: rule for rule in entity.permissions.fields}

    def all(self) -> Iterator[tuple[Key, Right]]:
        for action, roles in self.entity.permissions.grants.items():
            for role, scope in roles.items():
                yield (role, self.name, action, ""), self.right(scope)
        for field in self.entity.fields:
            yield from self._field(field)
        if self.entity.workflow:
            for transition in self.entity.workflow.transitions:
                yield from self._transition(transition)

    def right(self, scope: str | None) -> Right:
        if scope is None:
            return Right(ALL, "all rows")
        expression = self.scopes[scope]
        return Right(self._rows(expression), f"{scope}: {expression.source}")

    def granted(self, action: str, role: str) -> Right:
        """What a role may do to rows; nothing: no rows."""
        roles = self.entity.permissions.grants.get(action, {})
        return self.right(roles[role]) if role in roles else Right(NONE, "")

    def _rows(self, expression: Expression) -> Rows:
        return rows(self.naming.tree(expression.tree, self.entity.name))

    def _field(self, field: Field) -> Iterator[tuple[Key, Right]]:
        name = self.naming.fields.get((self.entity.name, field.name), field.name)
        rule = self.rules.get(field.name, FieldGrant(field.name))
        for role in (item.name for item in self.naming.plan.roles):
            if rule.read is None or role in rule.read:
                yield (role, self.name, SEE, name), self.granted("read", role)
            writers = rule.read if rule.write is None else rule.write
            fixed = field.readonly is True or is_computed(field)
            if not fixed and (writers is None or role in writers):
                update, create = self.granted("update", role), self.granted("create", role)
                text = update.text or create.text
                yield (role, self.name, WRITE, name), Right(either(update.rows, create.rows), text)

    def _transition(self, transition: Transition) -> Iterator[tuple[Key, Right]]:
        entity = self.entity.name
        name = self.naming.transitions.get((entity, transition.name), transition.name)
        for role, scope in transition.by.items():
            read = Right(ALL, "the system") if role == "system" else self.granted("read", role)
            given = self.right(scope) if scope else read
            found = both(read.rows, given.rows, *self._conditions(transition))
            text = given.text + (f", when {transition.when.source}" if transition.when else "")
            for source in transition.sources:
                state = self.naming.values.get((entity, source), source)
                yield (role, self.name, TRANSITION, f"{name} from {state}"), Right(found, text)

    def _conditions(self, transition: Transition) -> Iterator[Rows]:
        if transition.when:
            yield self._rows(transition.when)
        for excluded in transition.exclude:
            yield rows(["not", excluded])
        if transition.approve:
            agreed = transition.approve
            of = [self.naming.roles.get(role, role) for role in agreed.of]
            yield rows(["approved", agreed.need, sorted(of), sorted(agreed.exclude)])
