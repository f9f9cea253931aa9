"""Fields, their choices, and child tables."""

from __future__ import annotations

from typing import Final

from generator.spec.common import (
    COLOR,
    COLORS,
    CONDITION,
    CUSTOM_EXPRESSION,
    EXPRESSION,
    HELP,
    LABEL,
    WAS,
)
from generator.spec.shapes import Anything, Choice, Flag, Key, MapOf, Number, Record, Text

ENUM_VALUE: Final = Record("enum value", (COLOR, WAS), labelled=True)
ENUM_VALUES: Final = MapOf("enum value", ENUM_VALUE)

FIELD: Final = Record(
    "field",
    (
        Key("type", Text("field type"), "字段类型", "field type", True),
        LABEL,
        HELP,
        Key(
            "required",
            CONDITION,
            "必填（真假或条件）",
            "must be filled: true, false or a condition",
        ),
        Key(
            "readonly",
            CONDITION,
            "只读（真假或条件）",
            "not for people: true, false or a condition",
        ),
        Key(
            "visible",
            CONDITION,
            "何时显示；隐藏即不必填",
            "when it is shown; hidden is never required",
        ),
        Key("default", Anything(), "默认值或表达式", "default: a value or an expression"),
        Key("unique", Flag(), "不可重复（已删除的不计）", "no two alike; the deleted do not count"),
        Key("index", Flag(), "建索引", "has an index"),
        Key(
            "search",
            Flag(),
            "可搜索；关联：按所指记录可搜到；敏感信息：须输入完整值",
            "found by the search box; a ref: by what finds its record; sensitive data: by the whole value",
        ),
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
            "total",
            Flag(),
            "列表合计（默认真；单价、周期等相加无意义的写 false）",
            "added up under a list; false for what has no sum, such as a unit price",
        ),
        Key(
            "expires",
            Number(0, 3660),
            "此日过后标红，提前若干天标黄（终态不标）",
            "marked red once it is over and yellow so many days before, as long as the record is in no final state",
        ),
        Key("color", Choice(COLORS), "为真时的徽标颜色", "colour of the badge when it is true"),
        Key(
            "pattern",
            Text("pattern"),
            "正则表达式；编号规则",
            "regular expression; numbering pattern",
        ),
        Key("gapless", Flag(), "编号不断号", "numbering without gaps"),
        Key("scope", Text("name"), "按此关联字段分别编号", "the ref field that counts apart"),
        Key("of", Text("enum"), "共享的选项表", "a shared enum"),
        Key("values", ENUM_VALUES, "本字段自己的选项", "choices of this field alone"),
        Key("to", Text("entity"), "关联的实体", "the entity that it refers to"),
        Key(
            "on_delete",
            Choice(("restrict", "cascade", "null")),
            "关联的记录删除时",
            "when the other record is deleted",
        ),
        Key(
            "trace",
            Choice(("cause", "result")),
            "来龙去脉：所指记录是起因或结果",
            "the other record is what led to this one, or what came of it",
        ),
        Key(
            "lookup", Text("path"), "取自关联记录的字段", "copied from the other record: ref.field"
        ),
        Key("formula", CUSTOM_EXPRESSION, "公式", "computed from other fields"),
        Key("sum", Text("path"), "子表合计：子表.字段", "sum over a child table: children.field"),
        Key("count", Text("path"), "子表行数", "number of rows of a child table"),
        Key("avg", Text("path"), "子表平均", "mean over a child table"),
        Key("min_of", Text("path"), "子表最小", "least value in a child table"),
        Key("max_of", Text("path"), "子表最大", "greatest value in a child table"),
        Key("where", EXPRESSION, "只计符合条件的子表行", "only child rows that meet this"),
        Key("using", EXPRESSION, "收窄类型时如何换算旧值", "how old values become new ones"),
        WAS,
    ),
)

CHILDREN: Final = Record(
    "children",
    (
        Key("of", Text("entity"), "子表的实体", "the entity of the rows", True),
        Key("by", Text("name"), "子实体中指向本实体的字段", "its ref field to this entity"),
        LABEL,
    ),
)
