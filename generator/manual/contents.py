"""The manual of one entity in one language, as blocks that every reader draws alike: page, panel, PDF, Markdown.

A block is one of
    {"kind": "text" | "caution" | "heading" | "step", "text": …}      `step` is a heading below a heading
    {"kind": "figure"}                                                   the flow chart
    {"kind": "facts", "rows": [[label, text], …]}
    {"kind": "table", "heads": […], "rows": [[…], …], "fields": […]}    `fields`: the field that each row is about
    {"kind": "list", "items": […]}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.manual.words import Words
from generator.plan import Clock, Entity, Field, Plan, Transition, Workflow

Block = dict[str, Any]

_ACTIONS = {
    "read": ("查看", "see"),
    "create": ("新建", "make"),
    "update": ("修改", "change"),
    "delete": ("删除", "delete"),
    "export": ("导出", "export"),
    "import": ("导入", "import"),
    "reveal": ("查看敏感信息", "see sensitive data"),
}


def blocks(plan: Plan, entity: Entity, language: str) -> list[Block]:
    """Everything in the order in which people need it."""
    return list(_Contents(plan, entity, language).all())


def roles(entity: Entity) -> list[str]:
    """Roles that do something in the process of an entity: in the order in which they appear."""
    flow = entity.workflow
    found: dict[str, None] = {}
    for transition in flow.transitions if flow else ():
        named = [*transition.by, *(transition.approve.of if transition.approve else ())]
        found |= dict.fromkeys(name for name in named if name != "system")
    for action in ("create", "update"):
        found |= dict.fromkeys(entity.permissions.grants.get(action, {}))
    return list(found)


class _Contents:
    def __init__(self, plan: Plan, entity: Entity, language: str) -> None:
        self.entity = entity
        self.words = Words(plan, entity, language)
        self.say = self.words.say
        self.scopes = {scope.name: scope.expression for scope in entity.scopes}

    def all(self) -> Iterator[Block]:
        entity, flow = self.entity, self.entity.workflow
        if entity.help:
            yield _text(self.words.label(entity.help))
        if entity.process:
            yield _text(
                self.say(f"书面流程第 {entity.process} 条", f"Item {entity.process} of the process")
            )
        if flow:
            yield _heading(self.say("流程图", "Flow chart"))
            yield {"kind": "figure"}
            yield _heading(self.say("状态", "States"))
            yield self._states(flow)
            yield from (
                {
                    "kind": "caution",
                    "text": f"{self.words.label(state.labels)}{self.say('：', ': ')}{self.words.label(state.caution)}",
                }
                for state in flow.states
                if state.caution
            )
            yield _heading(self.say("谁做什么", "Who does what"))
            yield self._roles(flow)
            yield _heading(self.say("步骤", "Steps"))
            for transition in flow.transitions:
                yield from self._step(transition)
            if flow.clocks:
                yield _heading(self.say("时限", "Time limits"))
                for clock in flow.clocks:
                    yield from self._clock(clock)
        yield _heading(self.say("权限", "Rights"))
        yield self._rights()
        if entity.checks:
            yield _heading(self.say("填写时的规则", "Rules for what is filled in"))
            yield {
                "kind": "list",
                "items": [self.words.label(check.message) for check in entity.checks],
            }
        yield _heading(self.say("字段", "Fields"))
        yield self._fields()

    # -- states and roles ------------------------------------------------------------------------

    def _states(self, flow: Workflow) -> Block:
        heads = [self.say("状态", "State"), self.say("含义", "Meaning"), self.say("下一步", "Next")]
        rows = []
        for state in flow.states:
            marks = [self.say("开始", "beginning")] if state.name in flow.beginnings else []
            marks += [self.say("结束", "end")] if state.final else []
            meaning = self.words.label(state.help) or self.words.listed(marks)
            steps = [
                f"{self.words.label(one.labels)} → {self.words.state(one.target)}"
                for one in flow.transitions
                if state.name in one.sources
            ]
            rows.append([self.words.label(state.labels), meaning, "\n".join(steps)])
        return {"kind": "table", "heads": heads, "rows": rows}

    def _roles(self, flow: Workflow) -> Block:
        """Role and state → the steps that he may take there; the system comes last."""
        heads = [
            self.say("角色", "Role"),
            self.say("状态", "State"),
            self.say("可做的步骤", "Steps"),
        ]
        rows = []
        everybody: dict[str, None] = {}
        for one in flow.transitions:
            everybody |= dict.fromkeys([*one.by, *(one.approve.of if one.approve else ())])
        for role in sorted(everybody, key=lambda name: name == "system"):
            first = True
            for state in flow.states:
                steps = [
                    self.words.label(one.labels)
                    for one in flow.transitions
                    if state.name in one.sources
                    and role in (*one.by, *(one.approve.of if one.approve else ()))
                ]
                if steps:
                    name = self.words.role(role) if first else ""
                    rows.append([name, self.words.label(state.labels), self.words.listed(steps)])
                    first = False
        return {"kind": "table", "heads": heads, "rows": rows}

    # -- steps -----------------------------------------------------------------------------------

    def _step(self, one: Transition) -> Iterator[Block]:
        sources = self.words.listed([self.words.state(name) for name in one.sources])
        title = f"{self.words.label(one.labels)} ({sources} → {self.words.state(one.target)})"
        yield {"kind": "step", "text": title}
        if one.help:
            yield _text(self.words.label(one.help))
        yield {"kind": "facts", "rows": [list(row) for row in self._facts(one)]}
        if one.caution:
            yield {"kind": "caution", "text": self.words.label(one.caution)}

    def _facts(self, one: Transition) -> Iterator[tuple[str, str]]:
        if one.by:
            yield self.say("谁", "Who"), self._granted(dict(one.by))
        if one.approve:
            yield self.say("审批", "Approval"), self._approval(one)
        asked = [name for name in one.asks if name not in one.needs]
        if one.needs:
            yield self.say("必填", "Must be filled in"), self._names(one.needs)
        if asked:
            yield self.say("可填", "May be filled in"), self._names(tuple(asked))
        if one.note:
            word = ("必须", "required") if one.note == "required" else ("可选", "optional")
            yield self.say("备注", "Note"), self.say(*word)
        if one.when:
            yield self.say("条件", "Condition"), self.words.condition(one.when)
        if one.message:
            yield self.say("不满足时提示", "Otherwise it says"), self.words.label(one.message)
        if one.exclude:
            yield self.say("不得操作的人", "Who may not"), self._excluded(one.exclude)

    def _approval(self, one: Transition) -> str:
        approve = one.approve
        assert approve is not None  # noqa: S101 - called where there is one
        people = self.words.listed([self.words.role(name) for name in approve.of])
        text = self.say(
            f"须 {approve.need} 人同意：{people}", f"{approve.need} of these agree: {people}"
        )
        if approve.exclude:
            who = self._excluded(approve.exclude)
            text += self.say(f"；不得审批：{who}", f"; may not agree: {who}")
        if approve.reset_on:
            names = self._names(approve.reset_on)
            text += self.say(f"；改动后重新审批：{names}", f"; anew after a change of: {names}")
        return text

    def _excluded(self, names: tuple[str, ...]) -> str:
        found = []
        for name in names:
            if name == "creator":
                found.append(self.say("创建人", "the creator"))
            else:
                step = self.words.step(name.removeprefix("actor_of(").removesuffix(")"))
                found.append(self.say(f"执行过“{step}”的人", f"whoever did “{step}”"))
        return self.words.listed(found)

    def _names(self, names: tuple[str, ...]) -> str:
        return self.words.listed([self.words.field(name) for name in names])

    def _granted(self, roles: dict[str, str | None]) -> str:
        """`客服（项目 属于 本人的项目）、店长`."""
        found = []
        for role, scope in roles.items():
            condition = self.scopes.get(scope or "")
            where = self.words.condition(condition) if condition else ""
            name = self.words.role(role)
            found.append(
                f"{name}{self.say('（', ' (')}{where}{self.say('）', ')')}" if where else name
            )
        return self.words.listed(found)

    # -- clocks, rights, fields ------------------------------------------------------------------

    def _clock(self, clock: Clock) -> Iterator[Block]:
        kept = clock.due or clock.status
        yield {"kind": "step", "text": self.words.field(kept) if kept else clock.name}
        yield {"kind": "facts", "rows": [list(row) for row in self._limits(clock)]}

    def _limits(self, clock: Clock) -> Iterator[tuple[str, str]]:
        def states(names: tuple[str, ...]) -> str:
            return self.words.listed([self.words.state(name) for name in names])

        yield self.say("开始", "Begins"), states(clock.start)
        yield self.say("结束", "Ends"), states(clock.stop)
        if clock.pause:
            yield self.say("暂停", "Pauses"), states(clock.pause)
        yield self.say("时限", "Limit"), self._minutes(clock)
        calendar = clock.calendar
        if isinstance(calendar, str):
            told = (
                ("工作时间", "working hours")
                if calendar == "working"
                else ("全天候", "round the clock")
            )
            yield self.say("计时", "Counted in"), self.say(*told)
        else:
            yield self.say("计时", "Counted in"), self.words._path(list(calendar))
        for percent, people in clock.escalate.items():
            names = [self._recipient(name) for name in people]
            yield self.say(f"到 {percent}% 通知", f"At {percent} % tells"), self.words.listed(names)

    def _recipient(self, name: str) -> str:
        is_field = any(one.name == name for one in self.entity.fields)
        return self.words.field(name) if is_field or name == "creator" else self.words.role(name)

    def _minutes(self, clock: Clock) -> str:
        if clock.target:
            return self.words._path(list(clock.target))
        given = dict(clock.minutes or {})
        if "" in given:
            return self._duration(given[""])
        field = next((one for one in self.entity.fields if one.name == clock.minutes_by), None)
        parts = [
            f"{self.words.choice(field, value)} {self._duration(minutes)}"
            for value, minutes in given.items()
        ]
        return self.words.listed(parts)

    def _duration(self, minutes: int) -> str:
        hours, rest = divmod(minutes, 60)
        parts = [self.say(f"{hours} 小时", f"{hours} h")] if hours else []
        parts += [self.say(f"{rest} 分钟", f"{rest} min")] if rest or not hours else []
        return " ".join(parts)

    def _rights(self) -> Block:
        rows = [
            [self.say(*_ACTIONS.get(action, (action, action))), self._granted(dict(granted))]
            for action, granted in self.entity.permissions.grants.items()
            if granted
        ]
        return {
            "kind": "table",
            "heads": [
                self.say("操作", "Action"),
                self.say("谁（哪些记录）", "Who (which records)"),
            ],
            "rows": rows,
        }

    def _fields(self) -> Block:
        shown = [one for one in self.entity.fields if one.type not in ("state", "secret")]
        return {
            "kind": "table",
            "heads": [
                self.say("字段", "Field"),
                self.say("填写", "Filled in"),
                self.say("说明", "Help"),
            ],
            "rows": [
                [self.words.label(one.labels), self._filled(one), self.words.label(one.help)]
                for one in shown
            ],
            "fields": [one.name for one in shown],
        }

    def _filled(self, field: Field) -> str:
        if field.type == "number" or field.lookup or field.formula or field.aggregate:
            return self.say("系统", "by the system")
        if field.readonly is True:
            return self.say("系统", "by the system")
        if field.required is True:
            return self.say("必填", "required")
        if field.required:
            return self.say("必填，当 ", "required when ") + self.words.condition(field.required)
        return self.say("可选", "optional")


def _text(text: str) -> Block:
    return {"kind": "text", "text": text}


def _heading(text: str) -> Block:
    return {"kind": "heading", "text": text}
