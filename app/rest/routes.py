"""The addresses of the API: generic ones for every resource, so that boot time does not grow with entities."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn

from flask import Blueprint, Flask, Response, g, request
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from app.rest import files, history, items, lists, me, openapi, problem, transitions
from app.rest.answer import json_response, language
from app.rest.call import Call, call, context, name_the_request, record_id, require_offered
from app.rest.login import login
from app.rest.problem import MethodNotOffered
from app.rest.resource import Resource
from app.runtime import registry
from app.runtime.errors import AppError, NotFound

VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
View = Callable[..., Response]


class Routes:
    """The routes of one application over the resources that its generated code lists."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        self.resources = {resource.name: resource for resource in resources}

    def blueprint(self) -> Blueprint:
        """Every address under /api/v1; each answers every verb itself, so that 405 is a problem document too."""
        found = Blueprint("rest", __name__, url_prefix="/api/v1")
        found.before_request(name_the_request)
        found.after_request(_carry_request_id)
        found.register_error_handler(AppError, problem.from_app_error)
        found.register_error_handler(HTTPException, problem.from_http_exception)
        found.register_error_handler(OperationalError, problem.from_lost_database)
        # The process edge: whatever else went wrong is a bug, told as 500 without its text.
        found.register_error_handler(Exception, problem.from_bug)
        for path, view in (
            ("/login", _verbs(POST=login)),
            ("/me", _verbs(GET=_with_context(me.show))),
            ("/openapi.json", _verbs(GET=self.openapi)),
            ("/files", _verbs(POST=_with_context(files.upload))),
            ("/files/<file>", _verbs(GET=_with_context(files.download))),
            ("/<resource>", self.collection),
            ("/<resource>/<record>", self.item),
            ("/<resource>/<record>/history", self.history),
            ("/<resource>/<record>/transitions", self.transitions),
            ("/<resource>/<record>/transitions/<name>", self.transition),
            ("/<resource>/<record>/transitions/<name>/reject", self.rejection),
            ("/", _nothing_here),
            ("/<path:rest>", _nothing_here),
        ):
            found.add_url_rule(
                path,
                endpoint=_endpoint(path),
                view_func=view,
                methods=VERBS,
                provide_automatic_options=False,
            )
        return found

    def collection(self, resource: str) -> Response:
        with call(self.resources.get(resource)) as asked:
            return _dispatch(
                asked,
                GET=("list", lambda: lists.show(asked)),
                POST=("create", lambda: items.create(asked)),
            )

    def item(self, resource: str, record: str) -> Response:
        with call(self.resources.get(resource)) as asked:
            return _dispatch(
                asked,
                GET=("get", lambda: items.show(asked, record_id(record))),
                PATCH=("update", lambda: items.change(asked, record_id(record))),
                DELETE=("delete", lambda: items.remove(asked, record_id(record))),
            )

    def history(self, resource: str, record: str) -> Response:
        with call(self.resources.get(resource)) as asked:
            return _dispatch(asked, GET=("get", lambda: history.show(asked, record_id(record))))

    def transitions(self, resource: str, record: str) -> Response:
        with call(self.resources.get(resource)) as asked:
            return _dispatch(
                asked, GET=("transition", lambda: transitions.show(asked, record_id(record)))
            )

    def transition(self, resource: str, record: str, name: str) -> Response:
        with call(self.resources.get(resource)) as asked:
            return _dispatch(
                asked,
                POST=("transition", lambda: transitions.perform(asked, record_id(record), name)),
            )

    def rejection(self, resource: str, record: str, name: str) -> Response:
        with call(self.resources.get(resource)) as asked:
            return _dispatch(
                asked,
                POST=("transition", lambda: transitions.reject(asked, record_id(record), name)),
            )

    def openapi(self) -> Response:
        with context() as ctx:
            document = openapi.build(
                registry.current(),
                resources=self.resources.values(),
                actor=ctx.actor,
                language=language(),
            )
            return json_response(document)


def register(app: Flask, resources: Iterable[Resource]) -> None:
    """Put the API on the application. Its writes ask for a CSRF token only where a cookie authenticates."""
    offered = list(resources)
    blueprint = Routes(offered).blueprint()
    protection = app.extensions.get("csrf")
    if protection is not None:
        # authentication.py asks for the token itself, and only of a cookie.
        protection.exempt(blueprint)
    app.extensions["dougong_resources"] = offered
    app.register_blueprint(blueprint)


def _endpoint(path: str) -> str:
    """`/<resource>/<record>/history` → `resource_record_history`; Flask allows no dots in it."""
    return re.sub(r"\W+", "_", path).strip("_") or "root"


def _verbs(**views: View) -> View:
    """One view for all verbs of an address that is no resource."""

    def view(**arguments: str) -> Response:
        if request.method == "OPTIONS":
            return _offered(list(views))
        asked = "GET" if request.method == "HEAD" else request.method
        if asked not in views:
            raise MethodNotOffered(method=request.method, allowed=list(views))
        return views[asked](**arguments)

    return view


def _with_context(view: Callable[..., Response]) -> View:
    def with_context(**arguments: str) -> Response:
        with context() as ctx:
            return view(ctx, **arguments)

    return with_context


def _dispatch(asked: Call, **handlers: tuple[str, Callable[[], Response]]) -> Response:
    methods: Mapping[str, str] = {verb: name for verb, (name, _) in handlers.items()}
    if request.method == "OPTIONS":
        return _offered([v for v, name in methods.items() if name in asked.resource.methods])
    require_offered(asked.resource, **methods)
    return handlers["GET" if request.method == "HEAD" else request.method][1]()


def _offered(verbs: list[str]) -> Response:
    response = Response(status=204)
    response.headers["Allow"] = ", ".join(verbs)
    return response


def _nothing_here(**_: Any) -> NoReturn:
    raise NotFound("没有这个地址 / There is nothing at this address.")


def _carry_request_id(response: Response) -> Response:
    response.headers["X-Request-Id"] = g.request_id
    return response
