"""Long lists go on below an id, which stands in the address."""

from __future__ import annotations

from flask import request

from app.forms.numbers import as_id
from app.runtime.errors import BadRequest


def below() -> int | None:
    """The id below which the page begins; None for the first one. Raises BadRequest for what is no id."""
    given = request.args.get("below")
    if given is None:
        return None
    id = as_id(given)
    if id is None:
        raise BadRequest("分页参数无效 / The page cannot be found.", field="below")
    return id
