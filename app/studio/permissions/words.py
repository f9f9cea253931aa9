"""Roles, entities, steps and scopes as people say them, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final

from app.runtime.access.expectations import Failure
from app.runtime.policy import ACTIONS, WORDS, Scope
from app.runtime.registry import EntityEntry, Registry
from app.studio.permissions import rights
from app.studio.permissions.rights import Grant
from generator.manual.words import Words
from generator.plan import Entity, Plan

_SIGHTS: Final = {
    "write": ("读写", "write"),
    "read": ("只读", "read"),
    "masked": ("遮蔽", "masked"),
    "hidden": ("不可见", "hidden"),
}


class RightsWords:
    """`plan` None: the schema cannot be read, and a scope is said as it is written."""

    def __init__(self, known: Registry, plan: Plan | None, language: str) -> None:
        self.known, self.plan, self.language = known, plan, language

    def say(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en

    @cached_property
    def _planned(self) -> dict[str, Entity]:
        return {one.name: one for one in self.plan.entities} if self.plan else {}

    @cached_property
    def _roles(self) -> dict[str, str]:
        return {one.name: one.label.in_language(self.language) for one in self.known.roles}

    def role(self, name: str) -> str:
        return self._roles.get(name, name) if name != "system" else self.say("系统", "System")

    def entity(self, entry: EntityEntry) -> str:
        return entry.entity.meta.label.in_language(self.language)

    def module(self, name: str) -> str:
        found = next((one for one in self.known.modules if one.name == name), None)
        return found.label.in_language(self.language) if found else name

    def action(self, name: str, entry: EntityEntry | None = None) -> str:
        """查看, see; a step by its label."""
        if name in WORDS:
            return WORDS[name].in_language(self.language)
        steps = entry.workflow.transitions.get(name) if entry and entry.workflow else None
        return steps[0].label.in_language(self.language) if steps else name

    def field(self, entry: EntityEntry, name: str) -> str:
        field = entry.entity.fields().get(name)
        return field.label.in_language(self.language) if field else name

    def rows(self, entry: EntityEntry, scope: Scope | str | None) -> str:
        """The rows that a scope means: 项目 属于 本人的 项目. None: a step of a role that reads no row."""
        found = entry.policy.scope(scope) if isinstance(scope, str) else scope
        if found is None:
            return self.say("没有记录（该角色看不到任何记录）", "no row, for the role may see none")
        if found.expression is None:
            return self.say("所有记录", "every row")
        entity = self._planned.get(entry.entity.meta.name)
        mine = next((one for one in entity.scopes if one.name == found.name), None) if entity else None  # fmt: skip
        if self.plan is None or entity is None or mine is None:
            return found.expression.source
        return Words(self.plan, entity, self.language).condition(mine.expression)

    # -- for the pages ---------------------------------------------------------------------------

    def pairs(self, kind: str) -> list[tuple[str, str]]:
        """(name, label) for a box to choose from."""
        if kind == "modules":
            return [(one.name, self.module(one.name)) for one in self.known.modules]
        if kind == "roles":
            return [(one.name, self.role(one.name)) for one in self.known.roles]
        return [(name, self.action(name)) for name in ACTIONS]

    def roles(self, names: tuple[str, ...]) -> str:
        """The labels of several roles; nobody when there is none."""
        comma = self.say("、", ", ")
        return comma.join(map(self.role, names)) or self.say("无人", "nobody")

    def sight(self, sight: str) -> str:
        return self.say(*_SIGHTS[sight])

    def entity_named(self, name: str) -> str:
        return self.entity(self.known.entity(name)) if self.known.has(name) else name

    def acts(self, entity: str, names: tuple[str, ...]) -> str:
        entry = self.known.entity(entity) if self.known.has(entity) else None
        return self.say("、", ", ").join(self.action(one, entry) for one in names)

    def expected(self, failure: Failure) -> str:
        """What a test says, what is so, and the row that shows it."""
        line = failure.expectation
        role, act = self.role(line.role), self.acts(line.entity, (failure.action,))
        row = self.entity_named(line.entity)
        row += f" #{failure.record}"
        if failure.expected:
            return self.say(
                f"{role}应可以{act}{row}，但不可以（以 {failure.person} 检验）",
                f"{role} should be able to {act} {row}, but may not (asked as {failure.person})",
            )
        return self.say(
            f"{role}不应可以{act}{row}，但可以（以 {failure.person} 检验）",
            f"{role} should not be able to {act} {row}, but may (asked as {failure.person})",
        )

    def steps_in(self, cell: Mapping[str, Grant]) -> int:
        return sum(one.is_step for one in cell.values())

    def steps_of(self, entry: EntityEntry, role: str) -> str:
        """The steps that a role takes, by their labels."""
        named = dict.fromkeys(one.action for one in rights.steps(entry, role))
        return self.say("、", ", ").join(self.action(name, entry) for name in named)

    def is_wide(self, cell: Mapping[str, Grant]) -> bool:
        """Whether something of it is granted on every row."""
        return any(one.scope is not None and one.scope.is_everything for one in cell.values())
