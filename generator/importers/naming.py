"""Lawful names from foreign ones: ASCII, not reserved, no two alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Final

from generator import naming as ours

LONGEST: Final = 40
_SAID: Final = {"sys": "System"}


def words(name: str) -> list[str]:
    """`orderLines`, `Order-Lines`, `ORDER_LINES` → order, lines. Letters with accents lose them."""
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss"))
    ascii_only = plain.encode("ascii", "ignore").decode()
    spaced = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1 \2", ascii_only)
    spaced = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", spaced)
    return [word.lower() for word in re.split(r"[^A-Za-z0-9]+", spaced) if word]


def snake(name: str, fallback: str) -> str:
    """A field's name; `fallback` where no letter is left, `n_` before a digit."""
    made = "_".join(words(name)) or fallback
    if made[0].isdigit():
        made = f"n_{made}"
    return made[:LONGEST].rstrip("_")


def camel(name: str, fallback: str) -> str:
    """An entity's name; one that begins small or has signs between its words is joined."""
    parts = re.split(
        r"[^A-Za-z0-9]+", unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    )
    made = "".join(
        part[:1].upper() + (part[1:].lower() if part.isupper() and len(part) > 3 else part[1:])
        for part in parts
    )
    made = made.lstrip("0123456789") or fallback
    return made[:1].upper() + made[1:LONGEST]


def value(name: str, fallback: str) -> str:
    """An enum's value; these may begin with a digit."""
    return ("_".join(words(name)) or fallback)[:LONGEST].rstrip("_")


def singular(name: str) -> str:
    """`order_lines` → `order_line`, for tables that are called after many rows; other endings stay."""
    if re.search(r"(?:ss|us|is|news|series|species|data|status)\Z", name, re.IGNORECASE):
        return name
    if re.search(r"[^aeiou]ies\Z", name, re.IGNORECASE):
        return f"{name[:-3]}y"
    if re.search(r"(?:sses|shes|ches|xes|zes)\Z", name, re.IGNORECASE):
        return name[:-2]
    return name[:-1] if re.search(r"[a-z]s\Z", name) else name


def free(
    name: str, taken: Collection[str], reserved: Collection[str] = (), suffix: str = ""
) -> str:
    """The name itself, with the suffix when it is reserved, with a number when it is taken."""
    short = re.sub(r"_+", "_", name)
    if short.casefold() in reserved:
        short = f"{short[: LONGEST - len(suffix)]}{suffix}"
    made, number = short, 1
    while made in taken or made.casefold() in reserved:
        number += 1
        joint = "_" if suffix.startswith("_") or made.islower() else ""
        tail = f"{joint}{number}"
        made = f"{short[: LONGEST - len(tail)]}{tail}"
    return made


def free_entity(name: str, taken: Collection[str]) -> str:
    """An entity whose table is nobody else's. `taken` are entities and enums so far."""
    tables = {ours.table(each) for each in taken}
    lowered = {each.casefold() for each in taken}
    if "__" in ours.table(name):
        name = "".join(word[:1].upper() + word[1:] for word in words(name))[:LONGEST]
    if ours.table(name).startswith(ours.FOREIGN_PREFIXES):
        # Tables `sys_user`, `ab_role` are the framework's; no ending of the name would change that.
        name = f"{_SAID.get(words(name)[0], 'App')}{name[len(words(name)[0]) :]}"[:LONGEST]
        if ours.table(name).startswith(ours.FOREIGN_PREFIXES):
            name = f"App{name}"[:LONGEST]
    made, number = name, 1
    if ours.table(name) == "user":
        made = "AppUser"
    while not _is_free_entity(made, lowered, tables):
        number += 1
        tail = "Record" if number == 2 else f"Record{number}"
        made = f"{name[: LONGEST - len(tail)]}{tail}"
    return made


def _is_free_entity(name: str, lowered: set[str], tables: set[str]) -> bool:
    table = ours.table(name)
    return not (
        name.casefold() in ours.RESERVED_ENTITIES | lowered
        or table in tables
        or table in ours.ROUTES
        or table in ours.FOREIGN_TABLES
        or table.startswith(ours.FOREIGN_PREFIXES)
        or "__" in table
    )
