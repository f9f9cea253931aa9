"""Problems of files: reading them, the shape of a document, what stands among generated files."""

from __future__ import annotations

from typing import Final

ROWS: Final = (
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
        "Included files add entities, enums, roles, modules, users, reports and first pages; each name is declared once.",
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
        "G001",
        "edited by hand",
        "The next run would lose the edit. Say it in the schema, or in a hook in app/custom; then `dougong generate --discard-edits`.",
    ),
    (
        "G002",
        "not a generated file",
        "The folder belongs to the generator. Move the file to app/custom.",
    ),
)
