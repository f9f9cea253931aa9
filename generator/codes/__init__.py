"""Every problem code: its title, why it is a problem and what to do. docs/problem-codes.md is made from this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from generator.codes import behaviour, database, entities, files, foreign, surfaces


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
    "I0": "Foreign models",
}

CODES: Final[Mapping[str, Code]] = {
    row[0]: Code(*row)
    for part in (files, entities, behaviour, surfaces, database, foreign)
    for row in part.ROWS
}
