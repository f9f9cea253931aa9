"""gettext of our pages, of AppBuilder and of Flask-Admin: their catalogues, completed by our phrases."""

from __future__ import annotations

from functools import cached_property

from babel.support import NullTranslations, Translations
from flask import Flask
from flask_babel import Babel, Domain, get_locale

from app.runtime.i18n import phrases


class Catalogue(Domain):
    """The catalogues that the packages bring (AppBuilder lacks 22 of its own), and ours on top."""

    def get_translations(self) -> NullTranslations:
        translations = super().get_translations()
        locale = get_locale()
        if (
            isinstance(translations, Translations)
            and locale is not None
            and locale.language == "zh"
            and not getattr(translations, "completed", False)
        ):
            translations._catalog.update(phrases())
            translations.completed = True  # type: ignore[attr-defined]
        return translations


class CompleteBabel(Babel):
    """Flask-Babel with that catalogue."""

    @cached_property
    def domain_instance(self) -> Catalogue:
        return Catalogue(domain=self.domain)


def install(app: Flask) -> None:
    """Use it for every `_()` of the application; call after AppBuilder has set Flask-Babel up."""
    app.extensions["babel"].instance = CompleteBabel()
