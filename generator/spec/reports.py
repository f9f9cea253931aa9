"""Reports, and what a role finds on its first page."""

from __future__ import annotations

from typing import Final

from generator.spec.common import (
    CHARTS,
    COMPARE,
    EXPRESSION,
    FUNCTIONS,
    LABEL,
    MOST_GROUPS,
    PERIODS,
    ROLES,
)
from generator.spec.shapes import Choice, Key, Labels, ListOf, Number, OneOf, Record, Text

SPAN: Final = Record(
    "span",
    (
        Key("from", Text("name"), "开始时间字段", "the moment at which it begins", True),
        Key("to", Text("name"), "结束时间字段", "the moment at which it ends", True),
    ),
)

MEASURE: Final = Record(
    "measure",
    (
        *(
            Key(
                name,
                OneOf((SPAN, Text("name"))),
                f"{name} 的字段，或两个时间之间的分钟",
                f"the field to {name}, or the minutes between two moments",
            )
            for name in FUNCTIONS
        ),
        Key("rate", EXPRESSION, "满足条件的占比", "the share of the rows for which this holds"),
        Key("of", EXPRESSION, "占比的分母条件", "of which rows; all of them without it"),
        Key("label", Labels(), "名称", "its name"),
    ),
)

REPORT: Final = Record(
    "report",
    (
        Key("of", Text("entity"), "实体", "entity", True),
        LABEL,
        Key(
            "measure",
            ListOf(OneOf((Choice(("count",)), MEASURE)), single=True),
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
        Key(
            "top",
            Number(1, MOST_GROUPS),
            "最多的组数，其余合计",
            "how many groups; the rest is one",
        ),
        Key("roles", ROLES, "列出此报表的角色", "the roles that find it among their reports"),
        Key(
            "target",
            Record(
                "target",
                (
                    Key("at_least", Number(0, decimal=True), "至少", "not less than"),
                    Key("at_most", Number(0, decimal=True), "至多", "not more than"),
                ),
            ),
            "第一个指标的目标",
            "target of the first measure",
        ),
    ),
)

TASK: Final = Record(
    "task",
    (
        Key("of", Text("entity"), "实体", "entity", True),
        LABEL,
        Key("where", EXPRESSION, "等待处理的记录", "the records that wait", True),
        Key("sort", Text("sort"), "排序，- 为倒序", "order; - is descending"),
    ),
)

HOME: Final = Record(
    "home",
    (
        Key("tasks", ListOf(TASK), "待办", "what waits for these people"),
        Key(
            "figures",
            ListOf(Text("report"), single=True),
            "指标卡：按期间的报表",
            "figures: reports by period",
        ),
        Key("charts", ListOf(Text("report"), single=True), "图表：报表", "charts: reports"),
    ),
)
