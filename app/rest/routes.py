"""The addresses of the API: generic ones for every resource, so that boot time does not grow with entities."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn

from flask import Blueprint, Flask, Response, g, request
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from app.rest import (
    files,
    history,
    items,
    lists,
    me,
    openapi,
    parameters,
    problem,
    reveal,
    transitions,
)
from app.rest.answer import json_response, language
from app.rest.call import call, context, name_the_request, query_pairs, read_the_rest, record_id
from app.rest.login import login
from app.rest.problem import MethodNotOffered
from app.rest.resource import Resource
from app.runtime import registry
from app.runtime.context import Context
from app.runtime.errors import AppError, NotFound

VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
View = Callable[..., Response]

ADDRESSES: Mapping[str, Mapping[str, tuple[str, View]]] = {
    "/<resource>": {
        "GET": ("list", lists.show),
        "POST": ("create", items.create),
    },
    "/<resource>/<record>": {
        "GET": ("get", items.show),
        "PATCH": ("update", items.change),
        "DELETE": ("delete", items.remove),
    },
    "/<resource>/<record>/history": {"GET": ("get", history.show)},
    "/<resource>/<record>/reveal": {"POST": ("get", reveal.perform)},
    "/<resource>/<record>/transitions": {"GET": ("transition", transitions.show)},
    "/<resource>/<record>/transitions/<name>": {"POST": ("transition", transitions.perform)},
    "/<resource>/<record>/transitions/<name>/reject": {"POST": ("transition", transitions.reject)},
}
"""Address → HTTP method → the method that the resource must list, and who answers."""


def register(app: Flask, resources: Iterable[Resource]) -> None:
    """Put the API on the application. Its writes ask for a CSRF token only where a cookie authenticates."""
    offered = {resource.name: resource for resource in resources}
    blueprint = _blueprint(offered)
    protection = app.extensions.get("csrf")
    if protection is not None:
        # authentication.py asks for the token itself, and only of a cookie.
        protection.exempt(blueprint)
    app.extensions["dougong_resources"] = tuple(offered.values())
    app.register_blueprint(blueprint)
    app.before_request(_no_such_address)


def _blueprint(resources: Mapping[str, Resource]) -> Blueprint:
    """Every address under /api/v1; each answers every verb itself, so that 405 is a problem document too."""
    found = Blueprint("rest", __name__, url_prefix="/api/v1")
    found.before_request(name_the_request)
    found.after_request(_carry_request_id)
    found.after_request(read_the_rest)
    found.register_error_handler(AppError, problem.from_app_error)
    found.register_error_handler(HTTPException, problem.from_http_exception)
    found.register_error_handler(OperationalError, problem.from_lost_database)
    # The process edge: whatever else went wrong is a bug, told as 500 without its text.
    found.register_error_handler(Exception, problem.from_bug)
    views: dict[str, View] = {
        "/login": _verbs(POST=login),
        "/me": _verbs(GET=_with_context(me.show)),
        "/openapi.json": _verbs(GET=_with_context(_openapi)),
        "/files": _verbs(POST=_with_context(files.upload)),
        "/files/<file>": _verbs(GET=_with_context(files.download)),
        **{path: _of_resource(resources, verbs) for path, verbs in ADDRESSES.items()},
        "/": _nothing_here,
        "/<path:rest>": _nothing_here,
    }
    for path, view in views.items():
        found.add_url_rule(
            path,
            # Flask allows no dots in an endpoint: `resource_record_history`.
            endpoint=re.sub(r"\W+", "_", path).strip("_") or "root",
            view_func=view,
            methods=VERBS,
            provide_automatic_options=False,
        )
    return found


def _of_resource(resources: Mapping[str, Resource], verbs: Mapping[str, tuple[str, View]]) -> View:
    """The view of one generic address."""

    def view(resource: str, record: str | None = None, **more: str) -> Response:
        if request.method == "OPTIONS":
            # Before anybody is known: the verbs of the address, not which resources there are.
            return _offered(list(verbs))
        with call(resources.get(resource)) as asked:
            allowed = [verb for verb, (name, _) in verbs.items() if name in asked.resource.methods]
            verb = _verb()
            if verb not in allowed:
                raise MethodNotOffered(method=request.method, allowed=allowed)
            answer = verbs[verb][1]
            if record is None:
                return answer(asked)
            return answer(asked, record_id(record), **more)

    return view


def _verbs(**views: View) -> View:
    """One view for all verbs of an address that is no resource."""

    def view(**arguments: str) -> Response:
        if request.method == "OPTIONS":
            return _offered(list(views))
        verb = _verb()
        if verb not in views:
            raise MethodNotOffered(method=request.method, allowed=list(views))
        return views[verb](**arguments)

    return view


def _verb() -> str:
    return "GET" if request.method == "HEAD" else request.method


def _offered(verbs: list[str]) -> Response:
    response = Response(status=204)
    response.headers["Allow"] = ", ".join(verbs)
    return response


def _with_context(view: View) -> View:
    def with_context(**arguments: str) -> Response:
        with context() as ctx:
            return view(ctx, **arguments)

    return with_context


def _openapi(ctx: Context) -> Response:
    parameters.none(query_pairs())
    document = openapi.build(registry.current(), actor=ctx.actor, language=language())
    return json_response(document)


def _no_such_address() -> Response | None:
    """What no rule matches (a verb that HTTP does not know, /api alone) belongs to no blueprint; answer it here."""
    error = request.routing_exception
    if error is None or (error.code or 500) < 400 or not f"{request.path}/".startswith("/api/"):
        return None
    name_the_request()
    return read_the_rest(_carry_request_id(problem.from_http_exception(error)))


def _nothing_here(**_: Any) -> NoReturn:
    raise NotFound("没有这个地址 / There is nothing at this address.")


def _carry_request_id(response: Response) -> Response:
    response.headers["X-Request-Id"] = g.request_id
    return response
