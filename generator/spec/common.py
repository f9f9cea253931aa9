"""Words and values that several parts of the language share."""

from __future__ import annotations

from typing import Final

from generator.spec.shapes import Choice, Flag, Key, Labels, ListOf, MapOf, OneOf, Record, Text

ACTIONS: Final = ("read", "create", "update", "delete", "export", "import", "reveal")
COMMENTS_IN_PORTAL: Final = ("read", "write")
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
FUNCTIONS: Final = ("sum", "avg", "min", "max", "median", "p90", "distinct")
"""What a measure of a report does with a field."""
MOST_GROUPS: Final = 50
AGGREGATES: Final = {"sum": "sum", "count": "count", "avg": "avg", "min_of": "min", "max_of": "max"}
"""Schema key → function of a stored aggregate; `min` and `max` alone are limits."""

EXPRESSION: Final = Text("expression", longest=2_000)
"""The compiler has its own limit (500) and its own message; this one only stops a flood."""

CUSTOM: Final = Record(
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
CONDITION: Final = OneOf((Flag(), EXPRESSION))
CUSTOM_EXPRESSION: Final = OneOf((EXPRESSION, CUSTOM))
WAS: Final = Key("was", Text("name"), "改名前的名称", "the name before a renaming")
LABEL: Final = Key("label", Labels(), "各语言的名称", "its name in every language", True)
HELP: Final = Key("help", Labels(500), "各语言的说明", "an explanation in every language")
CAUTION: Final = Key("caution", Labels(500), "注意事项", "what to watch, in every language")
COLOR: Final = Key("color", Choice(COLORS), "徽标颜色", "colour of the badge")

ROLE_NAME: Final = Text("role")
ROLES: Final = ListOf(ROLE_NAME, single=True)
ROLE_SCOPES: Final = OneOf((MapOf("role", Text("scope")), ROLES))
