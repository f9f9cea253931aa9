"""Pieces of page that a script asks for again and again."""

from __future__ import annotations

from typing import Any

from flask import Response, request


def fragment(text: str) -> Any:
    """The piece, or 304 when it says what it said before."""
    response = Response(text)
    response.add_etag()
    return response.make_conditional(request)
