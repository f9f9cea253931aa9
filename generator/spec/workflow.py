"""States, transitions, approvals and clocks."""

from __future__ import annotations

from typing import Final

from generator.spec.common import (
    CAUTION,
    COLOR,
    CUSTOM_EXPRESSION,
    HELP,
    LABEL,
    ROLE_NAME,
    ROLES,
    WAS,
)
from generator.spec.shapes import (
    Choice,
    Flag,
    Key,
    Labels,
    ListOf,
    MapOf,
    Number,
    OneOf,
    Record,
    Text,
)

STATE: Final = Record(
    "state",
    (
        Key("final", Flag(), "记录可以停留在此", "a record may end here"),
        Key(
            "rest",
            Flag(),
            "平常就在此状态：路线到此为止，页面不催促下一步",
            "where a record lives: its road ends here, and no step is proposed",
        ),
        COLOR,
        HELP,
        CAUTION,
        WAS,
    ),
    labelled=True,
)

_BY: Final = OneOf((MapOf("role", Text("scope"), may_be_empty=True), ListOf(ROLE_NAME, True, True)))
_STATES: Final = ListOf(Text("state"), single=True)
_NOT: Final = ListOf(Text("separation"), single=True)

APPROVE: Final = Record(
    "approval",
    (
        Key("need", Number(1, 20), "同意人数", "how many must agree", True),
        Key("of", ROLES, "可审批的角色", "roles that may agree", True),
        Key("not", _NOT, "不得审批的人", "who may not: creator, actor_of(transition)"),
        Key(
            "reset_on",
            ListOf(Text("name"), single=True),
            "这些字段改动即作废",
            "a change of these fields clears it",
        ),
    ),
)

TRANSITION: Final = Record(
    "transition",
    (
        LABEL,
        Key("from", _STATES, "起始状态", "from which states", True),
        Key("to", Text("state"), "目标状态", "to which state", True),
        Key("by", _BY, "角色，或角色: 范围", "roles, or role: scope"),
        Key(
            "asks",
            ListOf(Text("name"), single=True),
            "对话框中填写的字段",
            "fields that the dialog asks for",
        ),
        Key(
            "needs",
            ListOf(Text("name"), single=True),
            "之后不得为空的字段",
            "fields that may not be empty afterwards",
        ),
        Key("note", Choice(("required", "optional")), "备注", "a note from the person"),
        Key(
            "danger",
            Flag(),
            "有风险或难以挽回：按钮为红色，从不作为首选",
            "does harm when pressed by mistake: a red button, never the one that is proposed",
        ),
        Key("when", CUSTOM_EXPRESSION, "条件", "a condition"),
        Key("message", Labels(500), "条件不符时的提示", "what to say when the condition fails"),
        Key("approve", APPROVE, "会签", "agreement of several people"),
        Key("not", _NOT, "不得操作的人", "who may not: creator, actor_of(transition)"),
        HELP,
        CAUTION,
        WAS,
    ),
)

CLOCK: Final = Record(
    "clock",
    (
        Key("start", _STATES, "进入时开始", "states that start it", True),
        Key("stop", _STATES, "进入时结束", "states that end it", True),
        Key("pause", _STATES, "停表的状态", "states that pause it"),
        Key(
            "minutes",
            OneOf((MapOf("enum value", Number(1, 10**7)), Number(1, 10**7))),
            "时限（分钟），可按选项",
            "minutes, one number or by enum value",
        ),
        Key("by", Text("name"), "minutes 按哪个选项字段", "the enum field that `minutes` goes by"),
        Key("target", Text("path"), "时限取自路径", "path to a number of minutes"),
        Key(
            "calendar",
            Text("path"),
            "working、always 或路径",
            "working, always, or a path to one of these",
        ),
        Key("due", Text("name"), "自动填写的时限字段", "the field that holds the time limit"),
        Key("status", Text("name"), "自动填写的状态字段", "the field that holds the clock's state"),
        Key(
            "escalate",
            MapOf("percentage", ListOf(Text("recipient"), single=True)),
            "到百分比时通知谁",
            "whom to tell at which percentage",
        ),
    ),
)

WORKFLOW: Final = Record(
    "workflow",
    (
        Key(
            "initial",
            ListOf(Text("state"), single=True),
            "初始状态，默认第一个；其后为规则可直接建成的状态",
            "initial state; default: the first. After it: states in which a rule of the code may let a record begin",
        ),
        Key("states", MapOf("state", STATE), "状态", "states", True),
        Key(
            "transitions",
            MapOf("transition", ListOf(TRANSITION, single=True)),
            "动作；同名可有多条",
            "transitions; a name may have several mappings",
            True,
        ),
        Key("sla", MapOf("clock", CLOCK), "时限", "clocks"),
    ),
)
