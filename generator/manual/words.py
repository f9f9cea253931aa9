"""A condition in the words of people: `project in user.projects` → 项目 属于 本人的 项目."""

from __future__ import annotations

from typing import Any, Final

from generator.plan import Entity, Enum, Expression, Field, Labels, Plan

Tree = Any

_SIGNS: Final = {
    "eq": {"zh": "是", "en": "is"},
    "ne": {"zh": "不是", "en": "is not"},
    "lt": {"zh": "小于", "en": "below"},
    "le": {"zh": "不超过", "en": "at most"},
    "gt": {"zh": "大于", "en": "above"},
    "ge": {"zh": "不少于", "en": "at least"},
    "in": {"zh": "属于", "en": "is among"},
    "not_in": {"zh": "不属于", "en": "is not among"},
    "add": {"zh": "+", "en": "+"},
    "sub": {"zh": "−", "en": "−"},
    "mul": {"zh": "×", "en": "×"},
    "div": {"zh": "÷", "en": "÷"},
}
_BUILT_IN: Final = {
    "id": {"zh": "编号", "en": "id"},
    "state": {"zh": "状态", "en": "state"},
    "created_at": {"zh": "创建时间", "en": "time of creation"},
    "created_by": {"zh": "创建人", "en": "creator"},
    "creator": {"zh": "创建人", "en": "creator"},
    "updated_at": {"zh": "更新时间", "en": "time of the last change"},
    "updated_by": {"zh": "更新人", "en": "last editor"},
    "version": {"zh": "版本", "en": "version"},
}


class Words:
    """Says the conditions of one entity in one language."""

    def __init__(self, plan: Plan, entity: Entity, language: str) -> None:
        self.plan, self.entity, self.language = plan, entity, language
        self._entities = {one.name: one for one in plan.entities}
        self._enums: dict[str, Enum] = {one.name: one for one in plan.enums}

    def label(self, labels: Labels | None) -> str:
        """The text in this language, else in the first that there is."""
        if not labels:
            return ""
        return labels.get(self.language) or next(iter(labels.values()))

    def say(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en

    def listed(self, parts: list[str]) -> str:
        return self.say("、", ", ").join(parts)

    def condition(self, expression: Expression) -> str:
        if expression.custom:
            name = expression.custom
            return self.say(f"程序规则“{name}”", f"the rule “{name}” of the program")
        return self._tree(expression.tree)

    def field(self, name: str) -> str:
        found = self._field(self.entity, name)
        if found is not None:
            return self.label(found.labels)
        return self.label(_BUILT_IN.get(name)) or name

    def role(self, name: str) -> str:
        if name == "system":
            return self.say("系统", "the system")
        return next((self.label(one.labels) for one in self.plan.roles if one.name == name), name)

    def state(self, name: str) -> str:
        states = self.entity.workflow.states if self.entity.workflow else ()
        return next((self.label(one.labels) for one in states if one.name == name), name)

    def step(self, name: str) -> str:
        """The label of a transition; of several mappings the first one's."""
        steps = self.entity.workflow.transitions if self.entity.workflow else ()
        return next((self.label(one.labels) for one in steps if one.name == name), name)

    def choice(self, field: Field | None, value: Any) -> str:
        """A value as people see it: the label of a choice or a state, yes and no, the value itself."""
        if field is not None and field.enum:
            found = next((one for one in self._enums[field.enum].values if one.name == value), None)
            return self.label(found.labels) if found else str(value)
        if isinstance(value, bool):
            return self.say("是", "yes") if value else self.say("否", "no")
        return str(value)

    # -- trees -----------------------------------------------------------------------------------

    def _field(self, entity: Entity, name: str) -> Field | None:
        return next((one for one in entity.fields if one.name == name), None)

    def _tree(self, tree: Tree) -> str:
        kind, *rest = tree
        match kind:
            case "lit":
                return self.choice(None, rest[1])
            case "list":
                return self.listed([self._tree(one) for one in rest])
            case "field":
                return self.field(rest[0])
            case "path":
                return self._path([*rest[0], rest[1]])
            case "user":
                return self._user(list(rest[0]))
            case "and" | "or":
                word = self.say(*(("且", "and") if kind == "and" else ("或", "or")))
                return f" {word} ".join(self._nested(one) for one in rest)
            case "not":
                return self.say("并非 ", "not ") + self._nested(rest[0])
            case "is_null" | "not_null":
                ending = ("为空", "is empty") if kind == "is_null" else ("已填写", "is filled in")
                return f"{self._tree(rest[0])} {self.say(*ending)}"
            case "neg":
                return f"−{self._tree(rest[0])}"
            case "call":
                return f"{rest[0]}({self.listed([self._tree(one) for one in rest[1:]])})"
            case "custom":
                return self.say(f"程序规则“{rest[0]}”", f"the rule “{rest[0]}” of the program")
            case _ if kind in _SIGNS:
                return self._compared(kind, rest[0], rest[1])
            case _:
                return str(tree)

    def _nested(self, tree: Tree) -> str:
        text = self._tree(tree)
        return f"({text})" if tree[0] in ("and", "or") else text

    def _compared(self, kind: str, first: Tree, second: Tree) -> str:
        """The value of a choice or a state is said by its label."""
        named = first[1] if first[0] == "field" else None
        field = self._field(self.entity, named) if named else None

        def side(tree: Tree) -> str:
            if tree[0] == "lit" and named == "state":
                return self.state(str(tree[2]))
            if tree[0] == "lit":
                return self.choice(field, tree[2])
            if tree[0] == "list":
                return self.listed([side(one) for one in tree[1:]])
            return self._tree(tree)

        return f"{self._tree(first)} {_SIGNS[kind][self._known()]} {side(second)}"

    def _known(self) -> str:
        return self.language if self.language in ("zh", "en") else "en"

    def _path(self, names: list[str]) -> str:
        """`customer.phone` → 客户的电话."""
        entity: Entity | None = self.entity
        words = []
        for name in names:
            field = self._field(entity, name) if entity else None
            words.append(
                self.label(field.labels) if field else self.label(_BUILT_IN.get(name)) or name
            )
            entity = self._entities.get(field.target or "") if field else None
        return self.say("的", " → ").join(words)

    def _user(self, names: list[str]) -> str:
        """`user.employee` → 本人; what is reached from there by the names of its fields."""
        known = next((one for one in self.plan.users if one.name == names[0]), None)
        if known is None:
            return self.say("本人", "oneself")
        own = self.say("本人", "oneself")
        if known.through is not None:
            target = self._target(known.target, known.through)
            own = self.say(f"本人的{target}", f"one's own {target}")
        if not names[1:]:
            return own
        entity = self._entities.get(known.target)
        field = self._field(entity, names[1]) if entity else None
        rest = self.label(field.labels) if field else names[1]
        return self.say(f"{own}的{rest}", f"{own} → {rest}")

    def _target(self, target: str, through: str | None) -> str:
        entity = self._entities.get(target)
        if entity is not None:
            return self.label(entity.labels)
        link = self._entities.get(through or "")
        field = self._field(link, target) if link else None
        return self.label(field.labels) if field else target
