"""The whole document: application, people, entities."""

from __future__ import annotations

from typing import Final

from generator.spec.common import CUSTOM_EXPRESSION, HELP, LABEL, ROLE_NAME, WAS
from generator.spec.fields import CHILDREN, ENUM_VALUES, FIELD
from generator.spec.permissions import CHECK, PERMISSIONS, TEST
from generator.spec.reports import HOME, REPORT
from generator.spec.screens import API, COMMENTS, SCREENS
from generator.spec.shapes import Flag, Key, ListOf, MapOf, Number, Record, Text
from generator.spec.workflow import WORKFLOW

APP: Final = Record(
    "app",
    (
        Key("name", Text("name"), "应用的简短名称", "short name of the application", True),
        LABEL,
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
        Key("publishes", Flag(), "可发布流程手册", "publishes the manual"),
        WAS,
    ),
    labelled=True,
)

MODULE: Final = Record("module", (LABEL, Key("icon", Text("name"), "图标名称", "name of an icon")))

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

ENTITY: Final = Record(
    "entity",
    (
        Key("module", Text("module"), "所属模块", "module", True),
        LABEL,
        HELP,
        Key("title", Text("template"), "记录的标题模板", 'how a record is called: "{no} {name}"'),
        Key("process", Text(), "对应的书面流程条目", "item of the written process"),
        Key("fields", MapOf("field", FIELD), "字段", "fields", True),
        Key("children", MapOf("children", CHILDREN), "子表", "child tables"),
        Key("workflow", WORKFLOW, "流程", "workflow"),
        Key("scopes", MapOf("scope", CUSTOM_EXPRESSION), "行范围", "named row filters"),
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
        Key("comments", COMMENTS, "评论", "comments"),
        Key("ledger", Flag(), "只增不改", "written once, never changed"),
        Key("retain", Text(), "保存期限，如 3 years", "how long it is kept, such as 3 years"),
        Key("tests", ListOf(TEST), "权限测试", "permission tests"),
        WAS,
    ),
)

SEPARATE: Final = Record(
    "separate",
    (
        Key(
            "roles",
            ListOf(ListOf(ROLE_NAME, length=2, distinct=False)),
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
        Key("enums", MapOf("enum", ENUM_VALUES), "共享的选项表", "shared enums"),
        Key("users", MapOf("user value", USER), "表达式中的 user.x", "every `user.x`"),
        Key("entities", MapOf("entity", ENTITY), "实体", "entities", True),
        Key("reports", MapOf("report", REPORT), "报表", "reports"),
        Key("home", MapOf("role", HOME), "各角色的首页", "the first page of a role"),
        Key("separate", SEPARATE, "职责分离", "separation of duties"),
    ),
)
