"""Names that the generated code and the database get from names in the schema."""

from __future__ import annotations

import hashlib
import keyword
import re

LONGEST_IDENTIFIER = 63
"""PostgreSQL's limit; the same names are used on SQLite, so that one migration serves both."""


def snake(name: str) -> str:
    """`WorkOrder` → `work_order`, `SLAPolicy` → `sla_policy`."""
    spaced = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", name)
    return re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", spaced).lower()


def camel(name: str) -> str:
    """`close_expensive` → `CloseExpensive`."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def variable(name: str) -> str:
    """The variable of a CamelCase name: `Priority` → `priority`; a Python keyword gets an underscore."""
    result = snake(name)
    return f"{result}_" if keyword.iskeyword(result) else result


def constraint(kind: str, *parts: str) -> str:
    """`ix_work_order_state`; too long for PostgreSQL: cut, and told apart by a hash of the whole."""
    name = "_".join((kind, *parts))
    if len(name) <= LONGEST_IDENTIFIER:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{name[: LONGEST_IDENTIFIER - 9]}_{digest}"
