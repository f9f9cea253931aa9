"""What makes pages installable: a manifest, and a service worker that keeps the shell and a page for when there is no connection."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

import orjson
from flask import Response

from app.forms.language import current_language
from app.runtime import registry
from app.web import assets

FOR_ALL = ("app.css", "icons.svg", "icon.svg")
SCRIPTS: Mapping[str, tuple[str, ...]] = {"/today/": ("app.js", "today.js")}
"""What is more than the script of every page, by scope."""
ICONS = (
    ("icon-192.png", 192, "any"),
    ("icon-512.png", 512, "any"),
    ("icon-mask-512.png", 512, "maskable"),
)


def script(scope: str) -> Response:
    """The worker of the pages below `scope`, with the names of the files that it keeps. It is asked for at every start."""
    shell = [
        *(assets.asset(name) for name in FOR_ALL),
        *_scripts(SCRIPTS.get(scope, ("app.js",))),
        f"{scope}offline",
    ]
    settings = {"scope": scope, "shell": shell, "version": _version(shell)}
    body = (assets.DIST / assets.names()["worker.js"]).read_text(encoding="utf-8")
    answer = Response(f"self.SETTINGS={orjson.dumps(settings).decode()};\n{body}")
    answer.mimetype = "text/javascript"
    answer.headers["Cache-Control"] = "no-cache"
    answer.add_etag()
    return answer


def _scripts(names: Iterable[str]) -> list[str]:
    """Their addresses, with all that they import before they run."""
    needs = orjson.loads((assets.DIST / "needs.json").read_bytes())
    files = dict.fromkeys(file for name in names for file in needs[name])
    return [assets.address(file) for file in files]


def _version(shell: list[str]) -> str:
    return hashlib.sha256("\n".join(shell).encode()).hexdigest()[:10]


def manifest(scope: str, name: str) -> Response:
    """The web app manifest of the pages below `scope`, in the reader's language."""
    app = registry.current().app.label.in_language(current_language())
    told = {
        "name": f"{app} · {name}",
        "short_name": name,
        "lang": "zh-CN" if current_language() == "zh" else "en",
        "id": scope,
        "start_url": scope,
        "scope": scope,
        "display": "standalone",
        "background_color": "#f6f8fa",
        "theme_color": "#066fd1",
        "icons": [
            {
                "src": assets.asset(file),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": purpose,
            }
            for file, size, purpose in ICONS
        ],
    }
    answer = Response(orjson.dumps(told), mimetype="application/manifest+json")
    answer.headers["Cache-Control"] = "no-cache"
    return answer
