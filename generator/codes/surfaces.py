"""Problems of expressions, screens, REST and reports."""

from __future__ import annotations

from typing import Final

ROWS: Final = (
    (
        "S701",
        "expression too long",
        "At most 500 characters. Anything larger is Python: `custom: name`.",
    ),
    (
        "S702",
        "expression too complex",
        "At most 100 nodes. Anything larger is Python: `custom: name`.",
    ),
    ("S703", "not in the grammar", "docs/schema-language.md lists what an expression may say."),
    ("S704", "types do not match", "The operator cannot compare or compute these types."),
    ("S705", "function call not acceptable", "Unknown function, or arguments that do not fit."),
    ("S706", "not a condition", "A condition gives true or false."),
    ("S707", "path does not go through a ref", "Only refs can be followed with a dot."),
    (
        "S708",
        "field cannot be used here",
        "Secret, file, structured and several-reference fields cannot be read in expressions.",
    ),
    (
        "S709",
        "user value not possible here",
        "Formulas, aggregates, checks and clocks are the same for everybody, so they cannot depend on `user`.",
    ),
    (
        "S710",
        "always the same",
        "The condition is the same for every record, or contradicts itself.",
    ),
    (
        "S711",
        "custom name not acceptable",
        "`custom: name` stands alone and names a function in app/custom.",
    ),
    (
        "S801",
        "column cannot be shown",
        "Lists and filters show fields with one short value, never secrets.",
    ),
    (
        "S802",
        "field does not fit the screen",
        "`kanban` wants the state or an enum, `calendar` and `gantt` dates, `tree` a ref to the entity itself.",
    ),
    ("S803", "field twice in a form", "Each field stands in one section."),
    ("S804", "field cannot be filled in", "Portal forms name fields that a person can write."),
    (
        "S805",
        "method not possible",
        "The entity has no such REST method: `transition` needs a workflow, a ledger has no update and no delete.",
    ),
    (
        "S806",
        "report does not fit",
        "Measures aggregate numbers, groups are fields with few values, the period is a date. Conditions are"
        " comparisons joined by `and`, for every figure opens the list of its rows. A first page names reports.",
    ),
    (
        "S807",
        "tab does not fit",
        "A section names one of `screens.tabs`, every tab holds a section or a child table, each child table one tab.",
    ),
    (
        "S808",
        "nobody reads these comments",
        "`comments: {portal: …}` is for whoever lives in the portal: grant `read` to a role with `portal: true`, or leave it out.",
    ),
)
