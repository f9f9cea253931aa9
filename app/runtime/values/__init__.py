"""What a person or a client typed → the Python value of a field, or a ValueProblem that says what is wrong."""

from .moments import date, datetime, time
from .numbers import (
    DECIMAL_DIGITS,
    INT_LIMIT,
    PERSON_LIMIT,
    boolean,
    decimal,
    duration,
    integer,
    largest,
    rating,
    scaled,
    within,
)
from .problems import Unfit, ValueProblem, is_empty, problem
from .selections import choice, choices, listed, reference, references
from .structures import geo, structure
from .words import bank_account, color, email, id_number, line, phone, region, richtext, text, url

__all__ = [
    "DECIMAL_DIGITS",
    "INT_LIMIT",
    "PERSON_LIMIT",
    "Unfit",
    "ValueProblem",
    "bank_account",
    "boolean",
    "choice",
    "choices",
    "color",
    "date",
    "datetime",
    "decimal",
    "duration",
    "email",
    "geo",
    "id_number",
    "integer",
    "is_empty",
    "largest",
    "line",
    "listed",
    "phone",
    "problem",
    "rating",
    "reference",
    "references",
    "region",
    "richtext",
    "scaled",
    "structure",
    "text",
    "time",
    "url",
    "within",
]
