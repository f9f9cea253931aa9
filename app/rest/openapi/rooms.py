"""Addresses that belong to no entity, as far as one reader may ever use them: what `own.enter` and its like would refuse is left out."""

from __future__ import annotations

from app.rest.openapi.common import Json
from app.runtime.access import scopes
from app.runtime.access.staff import is_staff
from app.runtime.context import Actor

_STAFF_ONLY = frozenset({"views", "manuals", "subscriptions", "search"})
_ACTIONS = {
    scopes.VIEWS: {"get": "read", "post": "create", "patch": "update", "delete": "delete"},
    scopes.MANUALS: {"get": "read", "post": "update"},
    scopes.SUBSCRIPTIONS: {"get": "read", "post": "create", "delete": "delete"},
    scopes.NOTIFICATIONS: {"get": "read", "post": "update"},
    scopes.FILES: {"post": "create"},
    scopes.JOBS: {"get": "read"},
}
"""Room → the scope that a verb needs. Reading a file is its record's matter."""
_OF_ADDRESS = {"files": scopes.FILES, "jobs": scopes.JOBS}


def for_reader(paths: Json, actor: Actor | None) -> Json:
    """Those of `paths` that the reader may use; None may use everything."""
    if actor is None:
        return paths
    found: Json = {}
    for path, verbs in paths.items():
        used = {verb: one for verb, one in verbs.items() if _may(actor, path, verb)}
        if used:
            found[path] = used
    return found


def _may(actor: Actor, path: str, verb: str) -> bool:
    name = path.removeprefix("/api/v1/").partition("/")[0]
    if name in _STAFF_ONLY and not is_staff(actor):
        return False
    room = _OF_ADDRESS.get(name, name)
    action = _ACTIONS.get(room, {}).get(verb)
    return action is None or actor.lacks(room, action) is None
