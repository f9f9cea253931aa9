"""A form that came too late: the session had ended. What was typed stands on the answer and can be sent again."""

from __future__ import annotations

from flask import request

from app.web.paths import own_path

OWN = frozenset({"csrf_token"})
SECRET = ("password", "current", "again", "code", "sealed")
"""Names (or their beginnings) of what no page carries: it is typed anew."""


def typed() -> list[tuple[str, str]]:
    """(name, value) of everything that was sent from a page of ours; nothing for a form of a foreign page.

    The answer sends it again with a valid token, so only what our own page sent may come back: browsers say
    where a form comes from, and no page can say so in another's name.
    """
    if request.method != "POST" or not _is_from_here():
        return []
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in OWN and not name.startswith(SECRET)
    ]


def again() -> str:
    """The address that the form was meant for."""
    return own_path(request.full_path.rstrip("?"))


def had_files() -> bool:
    """A browser chooses no file by itself: these must be chosen anew."""
    return any(file.filename for file in request.files.values())


def _is_from_here() -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == request.host_url.rstrip("/")
