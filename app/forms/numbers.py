"""Numbers in addresses: as large as an id can be. A larger one is no address of ours, not an error of the database."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

LARGEST_ID = 2**63 - 1


LARGEST_PERSON = 2**31 - 1
"""Flask-AppBuilder numbers people in 32 bits."""


def as_person(text: str) -> int | None:
    """The id of a person, likewise."""
    found = as_id(text)
    return found if found is not None and found <= LARGEST_PERSON else None


def as_id(text: str) -> int | None:
    """The id that a form or an address names; None for what cannot be one, however long."""
    if not (text.isascii() and text.isdecimal()) or len(text) > 19:
        return None
    number = int(text)
    return number if number <= LARGEST_ID else None


class Id(IntegerConverter):
    """`<int:id>` of every page."""

    def __init__(self, map: Map, **given: Any) -> None:
        super().__init__(map, **({"max": LARGEST_ID} | given))


def install(app: Flask) -> None:
    """Before the first address with a number is declared."""
    app.url_map.converters["int"] = Id
