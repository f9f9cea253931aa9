"""Problems of entities: names, labels, fields, and names that nothing declares."""

from __future__ import annotations

from typing import Final

ROWS: Final = (
    (
        "S201",
        "name not acceptable",
        "Names are ASCII: small letters, digits and `_`, beginning with a letter, at most 40 characters; entities and enums are CamelCase.",
    ),
    (
        "S202",
        "name is reserved",
        "Python, the base classes of models, forms and views, or the routes already use this name.",
    ),
    (
        "S203",
        "names collide",
        "Two things would get the same name in the code, the database or a form.",
    ),
    ("S204", "label missing", "Every label has a text in every language of `app.languages`."),
    (
        "S205",
        "label not acceptable",
        "A label is one line of 1 to 120 visible characters (help and messages: 500).",
    ),
    ("S206", "label in an unknown language", "The language is not in `app.languages`."),
    (
        "S207",
        "`was` contradicts",
        "`was` names what this was called before: not its own name, not a name that still exists, and only once.",
    ),
    ("S301", "unknown field type", "docs/schema-reference.md lists the types."),
    (
        "S302",
        "option not for this type",
        "The field's type has no such option; docs/schema-reference.md lists what each has.",
    ),
    (
        "S303",
        "option missing for this type",
        "This type cannot do without the option: `ref` and `refs` need `to`, `enum` and `enums` need `of` or `values`, `number` needs `pattern`.",
    ),
    (
        "S304",
        "options contradict each other",
        "The options cannot hold together, such as a computed field that is required or has a default, or a minimum above the maximum.",
    ),
    (
        "S305",
        "default does not fit",
        "The default is not a value of the field's type, nor an expression that gives one.",
    ),
    (
        "S306",
        "numbering pattern not acceptable",
        "Pieces: {yy} {yyyy} {mm} {dd} {seq:N} (once) and {scope.field}; the result has at most 40 characters.",
    ),
    (
        "S307",
        "lookup does not fit",
        "`lookup: ref.field` walks through refs to a field of the same type.",
    ),
    ("S308", "formula does not fit", "The formula gives another type than the field has."),
    (
        "S309",
        "aggregate does not fit",
        "`sum: children.field` names a child table of this entity and a number field in it; `count: children` has no field.",
    ),
    (
        "S310",
        "computed in a circle",
        "The computed fields depend on each other; none could be computed first.",
    ),
    (
        "S311",
        "regular expression not acceptable",
        "At most 200 characters, no look-around, no back references, no repetition or alternatives inside a repetition, and few repetitions one after the other (five without an end can hang; so can three in a text of thousands of characters).",
    ),
    (
        "S312",
        "title not acceptable",
        "A title is text with {field} or {ref.field}; it shows fields that have one short value and are not secret.",
    ),
    (
        "S313",
        "children do not fit",
        "The child entity needs exactly one ref to this entity, or `by:` says which.",
    ),
    (
        "S314",
        "`on_delete` contradicts",
        "`on_delete: null` cannot empty a required field; entries of a ledger are never deleted.",
    ),
    (
        "S315",
        "cannot be unique or indexed",
        "Only fields with one short value can be part of `unique` or `indexes`.",
    ),
    (
        "S316",
        "contradicts `ledger`",
        "Rows of a ledger are written once: no update, no delete, no workflow.",
    ),
    ("S317", "retention not understood", "`retain: 3 years`: a number and days, months or years."),
    (
        "S318",
        "required in a circle",
        "Each record would need the other to exist first, so none could ever be created. Make one of the refs optional.",
    ),
    (
        "S319",
        "sensitive data cannot do this",
        "Encrypted fields can be compared for equality only where the database compares (scopes, `where`), are not copied into plain fields, and are no refs, files or numbers.",
    ),
    ("S401", "unknown role", "The role is not in `roles`."),
    ("S402", "unknown field", "The entity has no such field."),
    ("S403", "unknown entity", "The entity is not in `entities` (`User` is built in)."),
    ("S404", "unknown enum", "The enum is not in `enums`."),
    ("S405", "unknown enum value", "The enum has no such value."),
    ("S406", "unknown state", "The workflow has no such state."),
    ("S407", "unknown scope", "The entity declares no such scope (`all` means every row)."),
    ("S408", "unknown module", "The module is not in `modules`."),
    (
        "S409",
        "unknown user value",
        "`users` declares no such value; `user.id` and `user.username` are built in.",
    ),
    ("S410", "unknown transition", "The workflow has no such transition."),
    ("S411", "unknown child table", "The entity lists no such `children`."),
    (
        "S412",
        "unknown action",
        "Actions are read, create, update, delete, export, import and reveal.",
    ),
)
