"""HTTP methods: every address answers all of them itself, so that 405 is a problem document too."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Response, request

from app.rest.protocol.problem import MethodNotOffered

VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
View = Callable[..., Response]


def of_address(**views: View) -> View:
    """One view for all verbs of an address that is no resource."""

    def view(**arguments: str) -> Response:
        if request.method == "OPTIONS":
            return offered(list(views))
        verb = asked_verb()
        if verb not in views:
            raise MethodNotOffered(method=request.method, allowed=list(views))
        return views[verb](**arguments)

    return view


def asked_verb() -> str:
    """The verb of this request; HEAD is a GET whose body nobody wants."""
    return "GET" if request.method == "HEAD" else request.method


def offered(verbs: Sequence[str]) -> Response:
    """The answer to OPTIONS."""
    response = Response(status=204)
    response.headers["Allow"] = ", ".join(verbs)
    return response
