"""The language of a page, asked of app.runtime.i18n once a request, and what Flask-Babel calls it."""

from __future__ import annotations

from flask import current_app, g, has_request_context

from app.runtime import i18n
from app.runtime.errors import Message

LOCALES = {"zh": "zh_Hans_CN", "en": "en"}
"""Language of the schema → locale of Flask-Babel. Flask-Admin has Chinese under `zh_Hans_CN` alone."""

NAMES = {"zh": "中文", "en": "English"}


def current_language() -> str:
    """`zh` or `en`; outside a request the application's first language."""
    if not has_request_context():
        return i18n.current_language()
    if "language" not in g:
        g.language = i18n.choose_language(fallback=current_app.config["DOUGONG"].language)
    return str(g.language)


def current_locale() -> str:
    """What Flask-Babel asks for."""
    return LOCALES[current_language()]


def choose(language: str) -> None:
    """Remember the reader's choice in the session."""
    i18n.remember_language(language)
    g.pop("language", None)


def others() -> list[tuple[str, str]]:
    """(code, name) of the languages that one may switch to."""
    here = current_language()
    return [(code, NAMES[code]) for code in i18n.languages() if code != here]


def told(text: Message) -> str:
    """A bilingual message in the language of the page."""
    return text.in_language(current_language())
