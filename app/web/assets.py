"""The files of app/static: those of dist by their hashed names, compressed as the browser takes them, kept for good."""

from __future__ import annotations

import json
import re
from pathlib import Path

from flask import Flask, Response, abort, request, send_from_directory, url_for
from werkzeug.security import safe_join

STATIC = Path(__file__).parents[1] / "static"
DIST = STATIC / "dist"
FOR_GOOD = "public, max-age=31536000, immutable"
ENCODINGS = {"br": ".br", "gzip": ".gz"}
HASHED = re.compile(r"dist/[\w-]+-\w{8,}\.(css|js|svg|png)")
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png"}

_names: dict[str, str] = {}


def names() -> dict[str, str]:
    """The name of a file in the sources → its name in dist. Empty while nobody has made them."""
    if not _names:
        manifest = DIST / "manifest.json"
        if manifest.is_file():
            _names.update(json.loads(manifest.read_text(encoding="utf-8")))
    return _names


def asset(name: str) -> str:
    """The address of one of our own static files."""
    made = names().get(name)
    if made is None:
        return url_for("static", filename=name)
    return address(made)


def address(made: str) -> str:
    """The address of a file of dist. Many on a page, for every icon is one: not asked of the routing each time."""
    return f"{request.script_root}/static/dist/{made}"


def install(app: Flask) -> None:
    """Before AppBuilder: its own static files are served by its blueprint."""
    app.before_request(_must_be_made)
    app.view_functions["static"] = _file
    app.jinja_env.globals["asset"] = asset


def _must_be_made() -> Response | None:
    """A page without its styles is no page: say what to do instead. Programs need no styles."""
    if names() or request.path.startswith(("/api/", "/hooks/", "/static/", "/health")):
        return None
    text = (
        "界面资源尚未生成：请运行 make setup（或 dougong assets），然后刷新本页。\n"
        "The styles and scripts are not made yet: run make setup (or dougong assets), then reload this page.\n"
    )
    return Response(text, 503, content_type="text/plain; charset=utf-8")


def _file(filename: str) -> Response:
    """A file of app/static. Hashed names never change, so the browser need not ask again."""
    if not filename.startswith("dist/"):
        return send_from_directory(STATIC, filename)
    if not HASHED.fullmatch(filename):
        # What the build keeps for itself: it changes under the same name.
        abort(404)
    place = safe_join(str(STATIC), filename)
    if place is None or not Path(place).is_file():
        return _of_another_release(filename.removeprefix("dist/"))
    answer = _compressed(filename)
    answer.headers["Cache-Control"] = FOR_GOOD
    return answer


def _of_another_release(name: str) -> Response:
    """During an upgrade a page of one release asks for its styles at the other: better those there than none."""
    place = Path(name)
    stem, _, _digest = place.stem.rpartition("-")
    # They may have been made anew while this process serves: its pages name the new ones from now on.
    _names.clear()
    made = names().get(f"{stem}{place.suffix}")
    if made is None:
        abort(404)
    answer = _compressed(f"dist/{made}")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _compressed(filename: str) -> Response:
    """The form that was made beforehand and that the browser takes."""
    answer = None
    for encoding, ending in ENCODINGS.items():
        place = safe_join(str(STATIC), filename + ending)
        if request.accept_encodings[encoding] and place is not None and Path(place).is_file():
            kind = TYPES.get(Path(filename).suffix)
            answer = send_from_directory(STATIC, filename + ending, mimetype=kind)
            answer.headers["Content-Encoding"] = encoding
            break
    answer = answer or send_from_directory(STATIC, filename)
    answer.headers["Vary"] = "Accept-Encoding"
    return answer
