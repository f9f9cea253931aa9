"""The addresses of the API: generic ones for every resource, so that boot time does not grow with entities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from flask import Blueprint, Flask, Response, request

from app.rest import (
    bulk,
    changes,
    files,
    jobs,
    manuals,
    me,
    notifications,
    reports,
    search,
    subscriptions,
    views,
    webhooks,
)
from app.rest.login import login
from app.rest.openapi import stored
from app.rest.protocol import edge
from app.rest.protocol.call import call, context, record_id
from app.rest.protocol.problem import MethodNotOffered
from app.rest.protocol.verbs import VERBS, View, asked_verb, of_address, offered
from app.rest.record import (
    comments,
    export,
    history,
    items,
    lists,
    reveal,
    timeline,
    trail,
    transitions,
)
from app.rest.resource import Resource
from app.runtime.errors import NotFound

ADDRESSES: Mapping[str, Mapping[str, tuple[str | tuple[str, ...], View]]] = {
    "/<resource>": {
        "GET": ("list", lists.show),
        "POST": ("create", items.create),
    },
    "/<resource>/bulk": {"POST": (bulk.METHODS, bulk.perform)},
    "/<resource>/export": {"GET": ("list", export.show)},
    "/<resource>/<record>": {
        "GET": ("get", items.show),
        "PATCH": ("update", items.change),
        "DELETE": ("delete", items.remove),
    },
    "/<resource>/<record>/comments": {
        "GET": ("get", comments.show),
        "POST": ("get", comments.add),
    },
    "/<resource>/<record>/comments/<comment>": {
        "GET": ("get", comments.show_one),
        "PATCH": ("get", comments.change),
        "DELETE": ("get", comments.remove),
    },
    "/<resource>/<record>/history": {"GET": ("get", history.show)},
    "/<resource>/<record>/timeline": {"GET": ("get", timeline.show)},
    "/<resource>/<record>/trail": {"GET": ("get", trail.show)},
    "/<resource>/<record>/reveal": {"POST": ("get", reveal.perform)},
    "/<resource>/<record>/transitions": {"GET": ("transition", transitions.show)},
    "/<resource>/<record>/transitions/<name>": {"POST": ("transition", transitions.perform)},
    "/<resource>/<record>/transitions/<name>/reject": {"POST": ("transition", transitions.reject)},
}
"""Address → HTTP method → the method that the resource must list (one of several), and who answers."""


def register(app: Flask, resources: Iterable[Resource]) -> None:
    """Put the API on the application. Its writes ask for a CSRF token only where a cookie authenticates."""
    by_name = {resource.name: resource for resource in resources}
    blueprint = _blueprint(by_name)
    protection = app.extensions.get("csrf")
    if protection is not None:
        # authentication.py asks for the token itself, and only of a cookie.
        protection.exempt(blueprint)
    app.extensions["dougong_resources"] = tuple(by_name.values())
    app.register_blueprint(blueprint)
    edge.answer_for(app, "/api/")


def _blueprint(resources: Mapping[str, Resource]) -> Blueprint:
    """Every address under /api/v1; each answers every verb itself, so that 405 is a problem document too."""
    found = Blueprint("rest", __name__, url_prefix="/api/v1")
    edge.install(found)
    addresses: dict[str, View] = {
        "/login": of_address(POST=login),
        "/me": of_address(GET=_with_context(me.show)),
        "/changes": of_address(GET=_with_context(changes.show)),
        "/openapi.json": of_address(GET=_with_context(stored.show)),
        "/files": of_address(POST=_with_context(files.upload)),
        "/files/<file>": of_address(GET=_with_context(files.download)),
        "/jobs/<job>": of_address(GET=_with_context(jobs.show)),
        "/reports": of_address(GET=_with_context(reports.listed)),
        "/reports/<report>": of_address(GET=_with_context(reports.show)),
        "/search": of_address(GET=_with_context(search.show)),
        **_of_oneself(),
        **_webhooks(),
        **{path: _of_resource(resources, verbs) for path, verbs in ADDRESSES.items()},
        "/": _nothing_here,
        "/<path:rest>": _nothing_here,
    }
    for path, view in addresses.items():
        found.add_url_rule(
            path,
            # Flask allows no dots in an endpoint: `resource_record_history`.
            endpoint=re.sub(r"\W+", "_", path).strip("_") or "root",
            view_func=view,
            methods=VERBS,
            provide_automatic_options=False,
        )
    return found


def _of_oneself() -> dict[str, View]:
    """What belongs to the asker: messages, saved views, manuals to read, reports that come by themselves."""
    return {
        "/notifications": of_address(GET=_with_context(notifications.listed)),
        "/notifications/count": of_address(GET=_with_context(notifications.count)),
        "/notifications/read": of_address(POST=_with_context(notifications.read)),
        "/notifications/<notification>/read": of_address(
            POST=_with_context(notifications.read_one)
        ),
        "/views": of_address(GET=_with_context(views.listed), POST=_with_context(views.create)),
        "/views/<view>": of_address(
            GET=_with_context(views.show),
            PATCH=_with_context(views.change),
            DELETE=_with_context(views.remove),
        ),
        "/manuals": of_address(GET=_with_context(manuals.listed)),
        "/manuals/<manual>": of_address(GET=_with_context(manuals.show)),
        "/manuals/<manual>/read": of_address(POST=_with_context(manuals.acknowledge)),
        "/subscriptions": of_address(
            GET=_with_context(subscriptions.listed), POST=_with_context(subscriptions.create)
        ),
        "/subscriptions/<subscription>": of_address(
            GET=_with_context(subscriptions.show), DELETE=_with_context(subscriptions.remove)
        ),
    }


def _webhooks() -> dict[str, View]:
    """A subscriber's own addresses."""
    one = "/webhooks/<webhook>"
    return {
        "/webhooks": of_address(
            GET=_with_context(webhooks.listed), POST=_with_context(webhooks.create)
        ),
        one: of_address(
            GET=_with_context(webhooks.show),
            PATCH=_with_context(webhooks.change),
            DELETE=_with_context(webhooks.remove),
        ),
        f"{one}/rotate": of_address(POST=_with_context(webhooks.rotate)),
        f"{one}/test": of_address(POST=_with_context(webhooks.test)),
        f"{one}/replay": of_address(POST=_with_context(webhooks.replay_dead)),
        f"{one}/deliveries": of_address(GET=_with_context(webhooks.deliveries)),
        f"{one}/deliveries/<delivery>/replay": of_address(POST=_with_context(webhooks.replay)),
    }


def _of_resource(
    resources: Mapping[str, Resource],
    verbs: Mapping[str, tuple[str | tuple[str, ...], View]],
) -> View:
    """The view of one generic address."""

    def view(resource: str, record: str | None = None, **more: str) -> Response:
        if request.method == "OPTIONS":
            # Before anybody is known: the verbs of the address, not which resources there are.
            return offered(list(verbs))
        with call(resources.get(resource)) as asked:
            methods = asked.resource.methods
            allowed = [verb for verb, (names, _) in verbs.items() if methods & _set(names)]
            verb = asked_verb()
            if verb not in allowed:
                raise MethodNotOffered(method=request.method, allowed=allowed)
            answer = verbs[verb][1]
            if record is None:
                return answer(asked)
            return answer(asked, record_id(record), **more)

    return view


def _set(names: str | tuple[str, ...]) -> set[str]:
    return {names} if isinstance(names, str) else set(names)


def _with_context(view: View) -> View:
    def with_context(**arguments: str) -> Response:
        with context() as ctx:
            return view(ctx, **arguments)

    return with_context


def _nothing_here(**_: Any) -> NoReturn:
    raise NotFound("没有这个地址 / There is nothing at this address.")
