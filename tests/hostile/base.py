"""A small schema with a gap at every place where an author writes something, and what happens to what he wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

BASE: Final = """\
version: «version»
app: {name: «app», label: {zh: 服务台, en: «app label»}, languages: [zh, «language»], timezone: «timezone», currency: «currency»}
roles:
  agent: {zh: 客服, en: Agent}
  «role»: {zh: 主管, en: «role label»}
modules:
  main: {label: {zh: 服务, en: «module label»}, icon: «icon»}
  «module»: {label: {zh: 其他, en: Other}}
enums:
  Level: {low: {zh: 低, en: Low}, «value»: {zh: 高, en: «value label», color: «color»}}
  «enum»: {a: {zh: 甲, en: A}, b: {zh: 乙, en: B}}
users:
  person: {to: Person, by: login}
  «user value»: {to: Person, by: login}
entities:
  Person:
    module: main
    label: {zh: 人员, en: Person}
    fields:
      login: {type: ref, to: User, unique: true, label: {zh: 账号, en: Login}}
      name: {type: string, required: true, label: {zh: 姓名, en: Name}}
    permissions: {read: {agent: all}}
  «entity»:
    module: main
    label: {zh: 事物, en: «entity label»}
    help: {zh: 说明, en: «help»}
    title: «title»
    process: «process»
    retain: «retain»
    fields:
      summary: {type: string, max: «max», pattern: «pattern», default: «text default», required: true, label: {zh: 摘要, en: «label»}}
      number: {type: number, pattern: «numbering», label: {zh: 编号, en: No.}}
      size: {type: int, default: «number default», min: «min», label: {zh: 大小, en: Size}}
      day: {type: date, default: «date default», required: «required», label: {zh: 日期, en: Day}}
      price: {type: decimal, scale: «scale», label: {zh: 单价, en: Price}}
      twice: {type: decimal, scale: 4, formula: «formula», label: {zh: 两倍, en: Twice}}
      level: {type: enum, of: «of», label: {zh: 等级, en: Level}}
      person: {type: ref, to: «to», label: {zh: 人员, en: Person}}
      person_name: {type: string, lookup: «lookup», label: {zh: 姓名, en: Name}}
      «field»: {type: «type», label: {zh: 名称, en: Own name}}
    children: {«children»: {of: Part, by: whole, label: {zh: 部件, en: Parts}}}
    workflow:
      states:
        open: {zh: 开, en: «state label»}
        «state»: {zh: 完, en: Done, final: true}
      transitions:
        finish: {from: open, to: «target», by: [agent], when: «when», message: {zh: 不行, en: «message»}, label: {zh: 完成, en: «transition label»}}
        «transition»: {from: open, to: «state», by: [agent], label: {zh: 跳过, en: Skip}}
    scopes:
      «scope»: «scope condition»
    permissions:
      read: {agent: all}
      create: {agent: «grant»}
      update: {agent: all}
    checks:
      «check»: {test: «test», message: {zh: 不对, en: «check message»}}
    screens:
      list: {columns: [summary, «column»], sort: «sort»}
      form: [{section: {zh: 基本, en: «section»}, fields: [summary, day]}]
    api: {methods: [list, get, «method»]}
  Part:
    module: main
    label: {zh: 部件, en: Part}
    fields:
      whole: {type: ref, to: «entity», required: true, label: {zh: 整体, en: Whole}}
      name: {type: string, label: {zh: 名称, en: Name}}
    permissions: {read: {agent: all}}
"""
ORDINARY: Final = {
    "version": "1", "app": "desk", "app label": "Desk", "language": "en", "timezone": "Asia/Shanghai",
    "currency": "CNY", "role": "chief", "role label": "Chief", "module label": "Service", "icon": "box",
    "module": "other", "value": "high", "value label": "High", "color": "red", "enum": "Kind",
    "user value": "staff", "entity": "Thing", "entity label": "Thing", "help": "Help", "title": "'{summary}'",
    "process": "'1.1'", "retain": "3 years", "max": "60", "pattern": "'.*'", "text default": "plain",
    "numbering": "'T{seq:6}'", "number default": "1", "min": "0", "date default": "today()",
    "required": "true", "scale": "2", "formula": "price * 2", "of": "Level", "to": "Person",
    "lookup": "person.name", "field": "own_name", "type": "string", "label": "Summary", "children": "parts",
    "state label": "Open", "state": "done", "target": "done", "when": "size > 0", "message": "Too small",
    "transition label": "Finish", "transition": "skip", "scope": "mine",
    "scope condition": "person == user.person", "grant": "mine", "check": "positive", "test": "size >= 0",
    "check message": "Negative", "column": "day", "sort": "-day", "section": "Basics", "method": "create",
}  # fmt: skip
_GAP: Final = re.compile(r"«([a-z ]+)»")


def schema(**given: str) -> str:
    """The schema with these texts, as they stand in a file, at their places (`_` for a space); the rest is ordinary."""
    texts = ORDINARY | {place.replace("_", " "): text for place, text in given.items()}
    return _GAP.sub(lambda found: texts[found.group(1)], BASE)


@dataclass(frozen=True, slots=True)
class Case:
    """What an attacker writes. `codes`: one of these problems must be among those told; none: it is accepted."""

    name: str
    data: bytes
    codes: frozenset[str]


def at(place: str, text: str, *codes: str) -> Case:
    """`text`, as it stands in the file, at one place of the schema."""
    shown = text if len(text) <= 40 else f"{text[:30]}… ({len(text)} characters)"
    data = schema(**{place: text}).encode("utf-8", "surrogatepass")
    return Case(f"{place}: {shown}".encode("unicode_escape").decode(), data, frozenset(codes))
