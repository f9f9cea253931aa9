"""Everything that a schema may say, as one declarative structure. parse, the JSON Schema and the reference read it."""

from generator.spec.common import ACTIONS, AGGREGATES, API_METHODS
from generator.spec.document import SCHEMA
from generator.spec.fields import FIELD
from generator.spec.shapes import (
    Anything,
    Choice,
    Flag,
    Key,
    Labels,
    ListOf,
    MapOf,
    Number,
    OneOf,
    Record,
    Shape,
    Text,
)

__all__ = [
    "ACTIONS",
    "AGGREGATES",
    "API_METHODS",
    "FIELD",
    "SCHEMA",
    "Anything",
    "Choice",
    "Flag",
    "Key",
    "Labels",
    "ListOf",
    "MapOf",
    "Number",
    "OneOf",
    "Record",
    "Shape",
    "Text",
]
