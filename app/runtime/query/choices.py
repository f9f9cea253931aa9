"""The values that rows can be counted by, in the order of the schema."""

from __future__ import annotations

from typing import Any

from .. import registry
from ..errors import BadRequest
from ..field import Field
from .reading import Place


def values_of(place: Place, field: Field) -> list[Any]:
    """Every value of a state, an enum or a bool; raises BadRequest for other fields."""
    if field.is_sensitive:
        raise BadRequest(
            f"{field.name} 是敏感信息，不能用于分组计数 / {field.name} is sensitive and cannot be counted by.",
            field=field.name,
            code="not_countable",
        )
    if field.type == "state":
        workflow = registry.current().entity(place.entity).workflow
        return list(workflow.states) if workflow is not None else []
    if field.type == "enum" and field.enum is not None:
        return field.enum.names
    if field.type == "bool":
        return [True, False]
    raise BadRequest(
        f"{field.name} 不能用于分组计数 / {field.name} cannot be counted by.",
        field=field.name,
        code="not_countable",
    )
