"""What a reader writes in an address → what is asked of a report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..errors import BadRequest
from .ask import Asked
from .span import STEPS, chosen

if TYPE_CHECKING:
    from .. import registry
    from ..context import Context

OWN_KEYS = ("from", "to", "by", "compare")
"""Keys of the address that are no filters."""
COMPARES = ("previous", "last_year", "none")


def asked(
    ctx: Context,
    report: registry.Report,
    arguments: Iterable[tuple[str, str]],
    action: str = "read",
) -> Asked:
    """Raises BadRequest that names what cannot be read; filters are judged when the report runs."""
    given = [(key, value) for key, value in arguments if value]
    own = {key: value for key, value in given if key in OWN_KEYS}
    span = None
    if report.period is not None:
        span = chosen(own.get("from"), own.get("to"), report.period["by"], ctx.today)
    return Asked(
        span,
        _choice("compare", own.get("compare"), COMPARES),
        [(key, value) for key, value in given if key not in OWN_KEYS],
        action,
        _choice("by", own.get("by"), STEPS),
    )


def _choice(name: str, value: str | None, known: Iterable[str]) -> Any:
    if value is not None and value not in known:
        options = ", ".join(known)
        raise BadRequest(
            f"{name} 可为：{options} / {name} is one of {options}.", field=name, code="bad_value"
        )
    return value
