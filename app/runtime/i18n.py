"""Languages: which one a request wants, and the framework's own texts in all of them.

Texts of the application are bilingual where they stand (labels, `message(zh=, en=)`). Texts of the
framework's pages come from app/translations, plain JSON that a fresh machine needs no step for:
`texts.json` by key (`t("portal.login")`), `phrases.json` by the English text (gettext's `_("Log in")`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from flask import has_request_context, request, session

from . import registry
from .errors import Message

FOLDER = Path(__file__).resolve().parent.parent / "translations"
COMPLETE = ("zh", "en")
"""The languages that the framework's own texts exist in."""

_chosen: ContextVar[str | None] = ContextVar("dougong_language", default=None)


def languages() -> list[str]:
    """The application's languages, as far as the framework speaks them."""
    active = registry.active()
    offered = [name for name in active.app.languages if name in COMPLETE] if active else []
    return offered or list(COMPLETE)


def choose_language(*, fallback: str | None = None) -> str:
    """What the reader of this request chose, else what the browser asks for, else `fallback`."""
    offered = languages()
    if not has_request_context():
        return fallback if fallback in offered else offered[0]
    chosen = session.get("language")
    if chosen in offered:
        return str(chosen)
    asked = request.accept_languages.best_match(offered)
    return asked or (fallback if fallback in offered else offered[0])


def remember_language(language: str) -> None:
    """Keep the reader's choice in the session; an unknown language changes nothing."""
    if language in languages():
        session["language"] = language


def current_language() -> str:
    """The language set by `speaking`, else the request's, else the application's first."""
    return _chosen.get() or choose_language()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Texts inside are in `language`: for a job that writes to one person, or a command."""
    token = _chosen.set(language)
    try:
        yield
    finally:
        _chosen.reset(token)


def t(text: str | Message, language: str | None = None, **params: Any) -> str:
    """A Message, or the text of a key, in `language` (default: the current one), with `{params}` filled.

    Raises LookupError for an unknown key.
    """
    said = text if isinstance(text, Message) else _keyed(text)
    written = said.in_language(language or current_language())
    return written.format_map(params) if params else written


def texts() -> Mapping[str, Mapping[str, str]]:
    """Key → language → text."""
    return _read("texts.json")


def phrases() -> Mapping[str, str]:
    """English → Chinese, for gettext."""
    return cast("Mapping[str, str]", _read("phrases.json"))


def _keyed(key: str) -> Message:
    found = texts().get(key)
    if found is None:
        raise LookupError(f"No text {key!r} in app/translations/texts.json.")
    return Message(found)


@lru_cache(maxsize=2)
def _read(name: str) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", json.loads((FOLDER / name).read_text(encoding="utf-8")))
