"""Problems on the way from the schema to the database."""

from __future__ import annotations

from typing import Final

ROWS: Final = (
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
