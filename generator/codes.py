"""Every problem code: its title, why it is a problem and what to do. docs/problem-codes.md is made from this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Code:
    """`code` never changes its meaning; a code that is no longer used is not given to another problem."""

    code: str
    title: str
    explanation: str


GROUPS: Final[Mapping[str, str]] = {
    "S0": "Reading the files",
    "S1": "The shape of the document",
    "S2": "Names and labels",
    "S3": "Fields",
    "S4": "Names that nothing declares",
    "S5": "Workflow",
    "S6": "Permissions, users and separation of duties",
    "S7": "Expressions",
    "S8": "Screens, REST and reports",
    "G0": "Generated files",
    "M0": "From schema to database",
}

_ROWS: Final = (
    ("S001", "file cannot be read", "The file does not exist or may not be read. Check the path."),
    (
        "S002",
        "not YAML",
        "The text is not YAML 1.2. The message says where the reader stopped; look at the line before too: most often a quote, a bracket or the indentation.",
    ),
    (
        "S003",
        "file too large",
        "All files of a schema together may have 4 MiB. Nobody reviews a larger one; split the application.",
    ),
    ("S004", "nested too deeply", "At most 24 levels. The language needs fewer than 12."),
    ("S005", "too many values", "At most 400,000 values in all files together."),
    (
        "S006",
        "tag refused",
        "Tags (`!name`) can build objects in other programs; a schema is plain data.",
    ),
    (
        "S007",
        "anchor or alias refused",
        "Anchors (`&name`) and aliases (`*name`) hide what a line says and can blow up a small file. Write the value again, or declare a shared enum.",
    ),
    ("S008", "merge key refused", "`<<:` hides where a value comes from. Write the keys out."),
    ("S009", "key given twice", "The second value would silently replace the first."),
    (
        "S010",
        "character refused",
        "Control characters, invisible and direction-changing characters make a text look like another one. Files are UTF-8.",
    ),
    (
        "S011",
        "include refused",
        "`include` takes paths and globs inside the folder of the schema, ending in .yaml; each must match a file.",
    ),
    ("S012", "not one document", "A schema is one YAML document whose top level is a mapping."),
    (
        "S013",
        "declared in two files",
        "Included files add entities, enums, roles, modules, users and reports; each name is declared once.",
    ),
    ("S101", "unknown key", "The language does not know this key here."),
    ("S102", "key missing", "This key is required here."),
    (
        "S103",
        "wrong kind of value",
        "The message says which kind is wanted: text, a number, true or false, a list, or keys with values. YAML 1.2: `yes`, `no`, `on` and `off` are texts.",
    ),
    ("S104", "value not allowed", "Only the listed values are possible."),
    (
        "S105",
        "number or text out of range",
        "The value is too large, too small, too long or too short.",
    ),
    ("S106", "version not supported", "This generator reads `version: 1`."),
    (
        "S107",
        "nothing given",
        "An empty list or mapping says nothing here; remove the key or fill it.",
    ),
    (
        "S108",
        "belongs into the entry file",
        "`version`, `app`, `include` and `separate` stand only in schema.yaml itself.",
    ),
    ("S109", "given twice in a list", "The same item stands in the list twice."),
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
    ("S501", "state cannot be reached", "No transition leads from the initial state to this one."),
    (
        "S502",
        "dead end",
        "A record in this state can never leave it; say `final: true` or add a transition.",
    ),
    (
        "S503",
        "transition without a role",
        "Nobody may do it. `by: [role]`; `system` is the built-in actor of jobs and hooks.",
    ),
    (
        "S504",
        "transitions overlap",
        "Mappings with one name must start in different states, else nobody can tell which is meant.",
    ),
    ("S505", "workflow incomplete", "A workflow has at least two states and one transition."),
    ("S506", "approval contradicts", "The quorum cannot be reached, or the approval says nothing."),
    (
        "S507",
        "actor never acted before",
        "`actor_of(x)` needs a transition that can happen before this one.",
    ),
    (
        "S508",
        "clock contradicts",
        "A clock needs `minutes` or `target` (not both), and starts in other states than it stops in.",
    ),
    (
        "S509",
        "clock does not fit its fields",
        "`due` is a datetime field, `status` an enum with the values ok, warn, breached, met and missed, `target` a path to a whole number, `by` an enum field with minutes for each value.",
    ),
    (
        "S510",
        "transition asks for a computed field",
        "`asks` and `needs` name fields that a person can fill (`needs`: or that are computed).",
    ),
    (
        "S511",
        "escalation goes to nobody",
        "Recipients are roles, or ref fields to a person: `User`, or an entity with a user value in `users`.",
    ),
    (
        "S601",
        "grant without effect",
        "The field grant names a role that may not read (or write) the entity at all.",
    ),
    (
        "S602",
        "action without read",
        "The role may act on rows that it may not see; grant `read` too.",
    ),
    (
        "S603",
        "transition without read",
        "A role does transitions on the rows that it may read; it may read none.",
    ),
    (
        "S604",
        "separation contradicts",
        "Two different roles, or two different transitions of one entity, and each pair once.",
    ),
    (
        "S605",
        "user value does not fit",
        "`by` is a ref to `User`; a `through` entity has one ref to `User` and one to the target, or `user:` and `to:` say which.",
    ),
    (
        "S606",
        "permission test contradicts the grants",
        "The test expects what no grant gives, or forbids what a grant gives on every row.",
    ),
    (
        "S607",
        "action does not apply",
        "The action has no meaning for this entity, such as `reveal` without sensitive fields or `delete` in a ledger.",
    ),
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
        "Measures aggregate number fields, groups are fields with few values, the period is a date.",
    ),
    (
        "G001",
        "edited by hand",
        "The next run would lose the edit. Say it in the schema, or in a hook in app/custom; then `dougong generate --discard-edits`.",
    ),
    (
        "G002",
        "not a generated file",
        "The folder belongs to the generator. Move the file to app/custom.",
    ),
    (
        "M001",
        "looks like a rename",
        "One name goes and a similar one comes: with `was:` the data stays, without it the old data goes to the trash and the new column starts empty. When both are really meant, do them in two runs.",
    ),
    (
        "M002",
        "required, but existing rows have no value",
        "Give `default:` or `using:`, or make the field required in a second step, when every row has a value.",
    ),
    (
        "M003",
        "type cannot be converted",
        "The stored values do not fit the new type by themselves. Say with `using:` how an old value becomes a new one, or add a new field.",
    ),
    (
        "M004",
        "cannot rename onto another name",
        "`was:` names something that is still declared, or two things name the same old one.",
    ),
    (
        "M005",
        "migrations and their schema disagree",
        "migrations/schema.json is the schema at the head of migrations/versions; the two are committed together.",
    ),
)

CODES: Final[Mapping[str, Code]] = {row[0]: Code(*row) for row in _ROWS}
