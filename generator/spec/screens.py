"""Screens and REST."""

from __future__ import annotations

from typing import Final

from generator.spec.common import API_METHODS, COMMENTS_IN_PORTAL, ROLES
from generator.spec.shapes import (
    Choice,
    Flag,
    Key,
    Labels,
    ListOf,
    MapOf,
    OneOf,
    Record,
    Text,
)

SECTION: Final = Record(
    "section",
    (
        Key("section", Labels(), "分组名称", "name of the section", True),
        Key("fields", ListOf(Text("name"), single=True), "字段", "fields", True),
        Key("tab", Text("tab"), "所在的标签页", "the tab that it stands in"),
        Key("collapsed", Flag(), "默认收起", "closed at first"),
    ),
)

TAB: Final = Record(
    "tab",
    (
        Key(
            "children",
            ListOf(Text("child table"), single=True),
            "其中的子表",
            "child tables that stand in it",
        ),
    ),
    labelled=True,
)

NAMES: Final = ListOf(Text("name"), single=True)

QUICK: Final = Record(
    "quick filter",
    (
        Key(
            "filter",
            Text("filter", longest=500),
            "与地址栏相同的写法",
            "as the address of the list has it: `due_on__lt=today&state=open`",
            True,
        ),
    ),
    labelled=True,
)

LIST: Final = Record(
    "list",
    (
        Key("columns", ListOf(Text("path"), single=True), "列", "columns"),
        Key("filters", ListOf(Text("path"), single=True), "筛选", "filters"),
        Key("sort", ListOf(Text("sort"), single=True), "排序，- 为倒序", "order; - is descending"),
        Key("quick", MapOf("quick filter", QUICK), "一键筛选", "filters of one press"),
    ),
)

SCREENS: Final = Record(
    "screens",
    (
        Key("list", LIST, "列表", "the list"),
        Key("form", ListOf(SECTION), "表单分组", "sections of the form"),
        Key("tabs", MapOf("tab", TAB), "标签页", "tabs of the form and of the record page"),
        Key("kanban", Text("name"), "看板按此字段", "the field of the columns of a board"),
        Key("calendar", Text("name"), "日历按此日期", "the date of the calendar"),
        Key("gantt", ListOf(Text("name"), length=2), "甘特图起止", "start and end of the bars"),
        Key("tree", Text("name"), "树形按此上级", "the ref to the parent"),
        Key("mobile", ROLES, "手机界面的角色", "roles with a mobile screen"),
        Key("portal", NAMES, "门户表单的字段", "fields of the portal's form"),
        Key("menu", Flag(), "菜单中显示", "stands in the menu"),
        Key(
            "labels",
            ListOf(Text("path"), single=True),
            "二维码标签上标题之下的字段",
            "what stands on its QR labels below the title",
        ),
        Key(
            "picker",
            ListOf(Text("path"), single=True),
            "选择框中标题之后的字段",
            "what a list of choices says of it beside the title",
        ),
    ),
)

COMMENTS: Final = Record(
    "comments",
    (
        Key(
            "portal",
            Choice(COMMENTS_IN_PORTAL),
            "门户用户可见（read）或可回复（write）员工公开的评论",
            "whoever lives in the portal reads, or reads and writes, the comments that the staff show there",
            True,
        ),
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
