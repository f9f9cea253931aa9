"""Schemas of any size, each entity like an everyday one: ten fields, a workflow, rights, screens."""

from __future__ import annotations

HEAD = """version: 1
app: {name: large, label: {zh: 大, en: Large}, languages: [zh, en], timezone: Asia/Shanghai, currency: CNY}
roles: {clerk: {zh: 店员, en: Clerk}, manager: {zh: 经理, en: Manager}}
modules: {main: {label: {zh: 主要, en: Main}}}
users: {person: {to: Thing0, by: login}}
entities:
"""
ENTITY = """  Thing{number}:
    module: main
    label: {{zh: 事物{number}, en: Thing {number}}}
    title: "{{no}} {{name}}"
    fields:
      no:    {{type: number, pattern: "T{{yy}}-{{seq:5}}", label: {{zh: 编号, en: No.}}}}
      name:  {{type: string, max: 80, required: true, search: true, label: {{zh: 名称, en: Name}}}}
      login: {{type: ref, to: User, label: {{zh: 账号, en: Login}}}}
      other: {{type: ref, to: Thing{other}, label: {{zh: 另一个, en: Other}}}}
      kind:  {{type: enum, values: {{x: {{zh: 子, en: X}}, y: {{zh: 丑, en: Y}}}}, default: x, label: {{zh: 类别, en: Kind}}}}
      cost:  {{type: money, min: 0, label: {{zh: 费用, en: Cost}}}}
      fee:   {{type: money, visible: kind == 'x', label: {{zh: 手续费, en: Fee}}}}
      total: {{type: money, formula: cost + fee, label: {{zh: 合计, en: Total}}}}
      due:   {{type: date, default: today(), label: {{zh: 时限, en: Due}}}}
      note:  {{type: text, label: {{zh: 备注, en: Note}}}}
    workflow:
      states:
        new:  {{zh: 新, en: New}}
        done: {{zh: 完, en: Done, final: true}}
      transitions:
        finish: {{from: new, to: done, by: [clerk], needs: [cost], label: {{zh: 完成, en: Finish}}}}
    scopes:
      mine: login == user.id
    permissions:
      read:   {{clerk: mine, manager: all}}
      create: [clerk, manager]
      update: {{clerk: mine}}
    screens:
      list: {{columns: [no, name, state, other.name], filters: [kind, state], sort: -due}}
    api: {{methods: [list, get, create, update, transition]}}
"""


def schema(entities: int) -> str:
    """The text of a schema.yaml with so many entities."""
    return HEAD + "".join(
        ENTITY.format(number=number, other=(number + 1) % entities) for number in range(entities)
    )
