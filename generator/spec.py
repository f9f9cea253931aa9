"""Everything that a schema may say, as one declarative structure. parse, the JSON Schema and the reference read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ACTIONS: Final = ("read", "create", "update", "delete", "export", "import", "reveal")
API_METHODS: Final = ("list", "get", "create", "update", "transition", "delete")
CHARTS: Final = ("bar", "line", "pie", "area", "table")
COLORS: Final = (
    "gray",
    "red",
    "orange",
    "yellow",
    "green",
    "teal",
    "blue",
    "purple",
    "pink",
)
COMPARE: Final = ("previous", "last_year")
PERIODS: Final = ("day", "week", "month", "quarter", "year")
AGGREGATES: Final = {"sum": "sum", "count": "count", "avg": "avg", "min_of": "min", "max_of": "max"}
"""Schema key → function of a stored aggregate; `min` and `max` alone are limits."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text. `what` says what it is: a plain text, a name of something declared, an expression, a template."""

    what: str = "text"
    longest: int = 200


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""


@dataclass(frozen=True, slots=True)
class Number:
    least: int = 0
    most: int = 10**12
    decimal: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Anything:
    """Any value; a rule that knows the field's type judges it."""


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list. `single`: one value may stand without brackets. `distinct`: nothing stands in it twice."""

    item: Shape
    single: bool = False
    may_be_empty: bool = False
    length: int | None = None
    distinct: bool = True


@dataclass(frozen=True, slots=True)
class MapOf:
    """Keys that the author chooses. `names`: what the keys are, for the rules of names."""

    names: str
    value: Shape
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class Labels:
    """One text for each language of the application."""

    longest: int = 120


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a record; `zh` and `en` are its line in the reference."""

    name: str
    shape: Shape
    zh: str
    en: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """Fixed keys. `labelled`: the texts of the languages stand among them (`{zh: …, en: …, final: true}`)."""

    name: str
    keys: tuple[Key, ...]
    labelled: bool = False

    def key(self, name: str) -> Key | None:
        return next((key for key in self.keys if key.name == name), None)


@dataclass(frozen=True, slots=True)
class OneOf:
    """The first shape that has the value's kind (text, list or keys) judges it."""

    shapes: tuple[Shape, ...]


Shape = Text | Flag | Number | Choice | Anything | ListOf | MapOf | Labels | Record | OneOf

EXPRESSION: Final = Text("expression", longest=2_000)
"""The compiler has its own limit (500) and its own message; this one only stops a flood."""

_CUSTOM: Final = Record(
    "custom",
    (
        Key(
            "custom",
            Text("custom"),
            "app/custom 中函数的名称",
            "name of a function in app/custom",
            True,
        ),
    ),
)
_CONDITION: Final = OneOf((Flag(), EXPRESSION))
_CUSTOM_EXPRESSION: Final = OneOf((EXPRESSION, _CUSTOM))
_WAS: Final = Key("was", Text("name"), "改名前的名称", "the name before a renaming")
_LABEL: Final = Key("label", Labels(), "各语言的名称", "its name in every language", True)
_HELP: Final = Key("help", Labels(500), "各语言的说明", "an explanation in every language")
_COLOR: Final = Key("color", Choice(COLORS), "徽标颜色", "colour of the badge")

APP: Final = Record(
    "app",
    (
        Key("name", Text("name"), "应用的简短名称", "short name of the application", True),
        _LABEL,
        Key(
            "languages",
            ListOf(Text("language")),
            "语言，第一种为默认",
            "languages; the first is the default",
            True,
        ),
        Key(
            "timezone",
            Text("timezone"),
            "时区，如 Asia/Shanghai",
            "time zone, such as Asia/Shanghai",
        ),
        Key("currency", Text("currency"), "货币代码，如 CNY", "currency code, such as CNY"),
    ),
)

ROLE: Final = Record(
    "role",
    (
        Key(
            "portal",
            Flag(),
            "居民门户的角色，看不到后台",
            "a role of the portal; it does not see the back office",
        ),
        _WAS,
    ),
    labelled=True,
)

MODULE: Final = Record("module", (_LABEL, Key("icon", Text("name"), "图标名称", "name of an icon")))

ENUM_VALUE: Final = Record("enum value", (_COLOR, _WAS), labelled=True)
_ENUM_VALUES: Final = MapOf("enum value", ENUM_VALUE)

USER: Final = Record(
    "user value",
    (
        Key(
            "to",
            Text("name"),
            "实体（配 by）；或 through 实体中的目标字段",
            "the entity (with `by`); or the target field in the `through` entity",
        ),
        Key("by", Text("name"), "该实体中指向 User 的字段", "its ref field to User"),
        Key(
            "through",
            Text("entity"),
            "连接用户与记录的实体",
            "the entity that joins users and records",
        ),
        Key("user", Text("name"), "through 实体中指向 User 的字段", "its ref field to User"),
    ),
)

FIELD: Final = Record(
    "field",
    (
        Key("type", Text("field type"), "字段类型", "field type", True),
        _LABEL,
        _HELP,
        Key(
            "required",
            _CONDITION,
            "必填（真假或条件）",
            "must be filled: true, false or a condition",
        ),
        Key(
            "readonly",
            _CONDITION,
            "只读（真假或条件）",
            "not for people: true, false or a condition",
        ),
        Key(
            "visible",
            _CONDITION,
            "何时显示；隐藏即不必填",
            "when it is shown; hidden is never required",
        ),
        Key("default", Anything(), "默认值或表达式", "default: a value or an expression"),
        Key("unique", Flag(), "不可重复（已删除的不计）", "no two alike; the deleted do not count"),
        Key("index", Flag(), "建索引", "has an index"),
        Key("search", Flag(), "可全文搜索", "found by the search box"),
        Key("pii", Choice(("personal", "sensitive")), "个人信息级别", "personal data"),
        Key(
            "max",
            Anything(),
            "最大长度、最大值或最多个数",
            "greatest length, value or number of items",
        ),
        Key("min", Anything(), "最小长度或最小值", "least length or value"),
        Key("scale", Number(0, 8), "小数位数", "digits after the point"),
        Key(
            "pattern",
            Text("pattern"),
            "正则表达式；编号规则",
            "regular expression; numbering pattern",
        ),
        Key("gapless", Flag(), "编号不断号", "numbering without gaps"),
        Key("scope", Text("name"), "按此关联字段分别编号", "the ref field that counts apart"),
        Key("of", Text("enum"), "共享的选项表", "a shared enum"),
        Key("values", _ENUM_VALUES, "本字段自己的选项", "choices of this field alone"),
        Key("to", Text("entity"), "关联的实体", "the entity that it refers to"),
        Key(
            "on_delete",
            Choice(("restrict", "cascade", "null")),
            "关联的记录删除时",
            "when the other record is deleted",
        ),
        Key(
            "lookup", Text("path"), "取自关联记录的字段", "copied from the other record: ref.field"
        ),
        Key("formula", _CUSTOM_EXPRESSION, "公式", "computed from other fields"),
        Key("sum", Text("path"), "子表合计：子表.字段", "sum over a child table: children.field"),
        Key("count", Text("path"), "子表行数", "number of rows of a child table"),
        Key("avg", Text("path"), "子表平均", "mean over a child table"),
        Key("min_of", Text("path"), "子表最小", "least value in a child table"),
        Key("max_of", Text("path"), "子表最大", "greatest value in a child table"),
        Key("where", EXPRESSION, "只计符合条件的子表行", "only child rows that meet this"),
        Key("using", EXPRESSION, "收窄类型时如何换算旧值", "how old values become new ones"),
        _WAS,
    ),
)

CHILDREN: Final = Record(
    "children",
    (
        Key("of", Text("entity"), "子表的实体", "the entity of the rows", True),
        Key("by", Text("name"), "子实体中指向本实体的字段", "its ref field to this entity"),
        _LABEL,
    ),
)

STATE: Final = Record(
    "state",
    (Key("final", Flag(), "记录可以停留在此", "a record may end here"), _COLOR, _WAS),
    labelled=True,
)

_ROLE_NAME: Final = Text("role")
_ROLES: Final = ListOf(_ROLE_NAME, single=True)
_ROLE_SCOPES: Final = OneOf((MapOf("role", Text("scope")), _ROLES))
_BY: Final = OneOf(
    (MapOf("role", Text("scope"), may_be_empty=True), ListOf(_ROLE_NAME, True, True))
)
_STATES: Final = ListOf(Text("state"), single=True)
_NOT: Final = ListOf(Text("separation"), single=True)

APPROVE: Final = Record(
    "approval",
    (
        Key("need", Number(1, 20), "同意人数", "how many must agree", True),
        Key("of", _ROLES, "可审批的角色", "roles that may agree", True),
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
        _LABEL,
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
        Key("when", _CUSTOM_EXPRESSION, "条件", "a condition"),
        Key("message", Labels(500), "条件不符时的提示", "what to say when the condition fails"),
        Key("approve", APPROVE, "会签", "agreement of several people"),
        Key("not", _NOT, "不得操作的人", "who may not: creator, actor_of(transition)"),
        _WAS,
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
        Key("initial", Text("state"), "初始状态，默认第一个", "initial state; default: the first"),
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

FIELD_GRANT: Final = Record(
    "field grant",
    (
        Key("read", ListOf(_ROLE_NAME, True, True), "可读的角色", "roles that may read it"),
        Key("write", ListOf(_ROLE_NAME, True, True), "可写的角色", "roles that may write it"),
    ),
)

PERMISSIONS: Final = Record(
    "permissions",
    (
        *(
            Key(
                action, _ROLE_SCOPES, f"谁可以 {action}", f"who may {action}: roles, or role: scope"
            )
            for action in ACTIONS
        ),
        Key("fields", MapOf("field", FIELD_GRANT), "字段权限", "roles of single fields"),
    ),
)

CHECK: Final = Record(
    "check",
    (
        Key("test", EXPRESSION, "必须成立的条件", "what must hold", True),
        Key("message", Labels(500), "不成立时的提示", "what to say when it does not", True),
    ),
)

SECTION: Final = Record(
    "section",
    (
        Key("section", Labels(), "分组名称", "name of the section", True),
        Key("fields", ListOf(Text("name"), single=True), "字段", "fields", True),
        Key("collapsed", Flag(), "默认收起", "closed at first"),
    ),
)

_NAMES: Final = ListOf(Text("name"), single=True)

LIST: Final = Record(
    "list",
    (
        Key("columns", ListOf(Text("path"), single=True), "列", "columns"),
        Key("filters", ListOf(Text("path"), single=True), "筛选", "filters"),
        Key("sort", ListOf(Text("sort"), single=True), "排序，- 为倒序", "order; - is descending"),
    ),
)

SCREENS: Final = Record(
    "screens",
    (
        Key("list", LIST, "列表", "the list"),
        Key("form", ListOf(SECTION), "表单分组", "sections of the form"),
        Key("kanban", Text("name"), "看板按此字段", "the field of the columns of a board"),
        Key("calendar", Text("name"), "日历按此日期", "the date of the calendar"),
        Key("gantt", ListOf(Text("name"), length=2), "甘特图起止", "start and end of the bars"),
        Key("tree", Text("name"), "树形按此上级", "the ref to the parent"),
        Key("mobile", _ROLES, "手机界面的角色", "roles with a mobile screen"),
        Key("portal", _NAMES, "门户表单的字段", "fields of the portal's form"),
        Key("menu", Flag(), "菜单中显示", "stands in the menu"),
    ),
)

API: Final = OneOf(
    (
        Flag(),
        Record(
            "api",
            (
                Key(
                    "methods",
                    ListOf(Choice(API_METHODS), True, True),
                    "开放的方法",
                    "methods that exist",
                ),
                Key("if_match", Flag(), "修改须带 If-Match", "a change needs If-Match"),
            ),
        ),
    )
)

TEST: Final = Record(
    "permission test",
    (
        Key("as", _ROLE_NAME, "角色", "role", True),
        Key("may", ListOf(Text("act"), single=True), "可以", "actions and transitions allowed"),
        Key("may_not", ListOf(Text("act"), single=True), "不可以", "and those refused"),
        Key("where", EXPRESSION, "哪些记录", "on which records"),
    ),
)

ENTITY: Final = Record(
    "entity",
    (
        Key("module", Text("module"), "所属模块", "module", True),
        _LABEL,
        _HELP,
        Key("title", Text("template"), "记录的标题模板", 'how a record is called: "{no} {name}"'),
        Key("process", Text(), "对应的书面流程条目", "item of the written process"),
        Key("fields", MapOf("field", FIELD), "字段", "fields", True),
        Key("children", MapOf("children", CHILDREN), "子表", "child tables"),
        Key("workflow", WORKFLOW, "流程", "workflow"),
        Key("scopes", MapOf("scope", _CUSTOM_EXPRESSION), "行范围", "named row filters"),
        Key(
            "permissions",
            PERMISSIONS,
            "权限；没有写的即禁止",
            "grants; what is not written is denied",
        ),
        Key("checks", MapOf("check", CHECK), "校验", "rules that every record keeps"),
        Key("unique", ListOf(ListOf(Text("name"))), "组合唯一", "combinations that are unique"),
        Key("indexes", ListOf(ListOf(Text("name"))), "组合索引", "indexes"),
        Key("screens", SCREENS, "界面", "screens"),
        Key("api", API, "REST 接口", "REST"),
        Key("ledger", Flag(), "只增不改", "written once, never changed"),
        Key("retain", Text(), "保存期限，如 3 years", "how long it is kept, such as 3 years"),
        Key("tests", ListOf(TEST), "权限测试", "permission tests"),
        _WAS,
    ),
)

REPORT: Final = Record(
    "report",
    (
        Key("of", Text("entity"), "实体", "entity", True),
        _LABEL,
        Key(
            "measure",
            ListOf(
                OneOf(
                    (
                        Choice(("count",)),
                        Record(
                            "measure",
                            (
                                *(
                                    Key(
                                        name, Text("name"), f"{name} 的字段", f"the field to {name}"
                                    )
                                    for name in ("sum", "avg", "min", "max")
                                ),
                                Key("label", Labels(), "名称", "its name"),
                            ),
                        ),
                    )
                ),
                single=True,
            ),
            "指标：count 或 {sum: 字段}",
            "measures: count, or {sum: field}",
            True,
        ),
        Key("group", ListOf(Text("path"), single=True), "分组", "groups"),
        Key(
            "period",
            Record(
                "period",
                (
                    Key("field", Text("name"), "日期字段", "a date", True),
                    Key("by", Choice(PERIODS), "粒度", "the step", True),
                ),
            ),
            "期间",
            "period",
        ),
        Key("compare", Choice(COMPARE), "对比", "compared with"),
        Key("pivot", Text("path"), "列方向的分组", "the group that makes columns"),
        Key("chart", Choice(CHARTS), "图表", "chart"),
        Key("where", EXPRESSION, "条件", "condition"),
    ),
)

SEPARATE: Final = Record(
    "separate",
    (
        Key(
            "roles",
            ListOf(ListOf(_ROLE_NAME, length=2, distinct=False)),
            "不得兼任的角色",
            "pairs of roles that one person may not hold",
        ),
        Key(
            "transitions",
            ListOf(
                Record(
                    "pair of transitions",
                    (
                        Key("entity", Text("entity"), "实体", "entity", True),
                        Key("first", Text("transition"), "动作", "transition", True),
                        Key("second", Text("transition"), "另一动作", "the other", True),
                    ),
                )
            ),
            "同一记录上不得由一人完成的动作",
            "pairs of transitions that one person may not do on a record",
        ),
    ),
)

SCHEMA: Final = Record(
    "schema",
    (
        Key("version", Number(1, 1), "语言版本：1", "version of the language: 1", True),
        Key("app", APP, "应用", "application", True),
        Key(
            "include",
            ListOf(Text(), single=True),
            "并入的文件，如 schema/*.yaml",
            "files to add, such as schema/*.yaml",
        ),
        Key("roles", MapOf("role", ROLE), "角色", "roles", True),
        Key("modules", MapOf("module", MODULE), "模块", "modules", True),
        Key("enums", MapOf("enum", _ENUM_VALUES), "共享的选项表", "shared enums"),
        Key("users", MapOf("user value", USER), "表达式中的 user.x", "every `user.x`"),
        Key("entities", MapOf("entity", ENTITY), "实体", "entities", True),
        Key("reports", MapOf("report", REPORT), "报表", "reports"),
        Key("separate", SEPARATE, "职责分离", "separation of duties"),
    ),
)
