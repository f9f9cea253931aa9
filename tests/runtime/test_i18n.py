"""Every text of the framework is there in Chinese and in English."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import flask_admin
import flask_appbuilder
import pytest
from babel.messages.pofile import read_po
from flask import Flask
from flask_babel import force_locale, gettext

from app.runtime import i18n
from app.runtime.errors import message

APP = Path(i18n.__file__).parent.parent
SOURCES = [file for ending in ("*.py", "*.html") for file in sorted(APP.rglob(ending))]
QUOTED = r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
PHRASE = re.compile(r"(?<![\w.])(?:_|gettext|lazy_gettext)\(\s*" + QUOTED)
KEY = re.compile(r"""(?<![\w.])t\(\s*["']([a-z_]+\.[a-z_.]+)["']""")
PLACE = re.compile(r"%\((\w+)\)|\{(\w+)\}")


def _phrases() -> set[str]:
    found = set()
    for file in SOURCES:
        for quoted in PHRASE.findall(file.read_text(encoding="utf-8")):
            found.add(str(ast.literal_eval(quoted)))
    return found


def _untranslated(catalogue: Path) -> set[str]:
    with catalogue.open("rb") as file:
        return {m.id for m in read_po(file) if m.id and (not m.string or m.fuzzy)}


def test_our_own_phrases_are_translated() -> None:
    assert _phrases() - set(i18n.phrases()) == set()


def test_no_key_is_missing() -> None:
    used = {key for file in SOURCES for key in KEY.findall(file.read_text(encoding="utf-8"))}
    assert used - set(i18n.texts()) == set()


@pytest.mark.parametrize(
    "catalogue",
    [
        Path(flask_appbuilder.__file__).parent / "translations/zh/LC_MESSAGES/messages.po",
        Path(flask_admin.__file__).parent / "translations/zh_Hans_CN/LC_MESSAGES/admin.po",
    ],
    ids=["AppBuilder", "Flask-Admin"],
)
def test_what_packages_left_untranslated_is_translated_here(catalogue: Path) -> None:
    assert _untranslated(catalogue) - set(i18n.phrases()) == set()


def test_every_key_has_every_language() -> None:
    missing = [k for k, said in i18n.texts().items() if not all(said.get(x) for x in i18n.COMPLETE)]
    assert missing == []


def test_a_translation_keeps_the_places_for_values() -> None:
    def places(text: str) -> list[str]:
        return sorted(a or b for a, b in PLACE.findall(text))

    pairs = [
        *i18n.phrases().items(),
        *((said["en"], said["zh"]) for said in i18n.texts().values()),
    ]
    assert [en for en, zh in pairs if places(en) != places(zh)] == []


def test_gettext_speaks_chinese_where_appbuilder_does_not(app: Flask) -> None:
    with app.test_request_context(), force_locale("zh_Hans_CN"):
        assert gettext("It's not a good policy to remove a user, just make it inactive").startswith(
            "不宜"
        )


def test_a_message_is_told_in_the_language_that_is_spoken() -> None:
    said = message(zh="{n} 条", en="{n} rows")
    with i18n.speaking("en"):
        assert i18n.t(said, n=3) == "3 rows"
    assert i18n.t(said, "zh", n=3) == "3 条"


def test_an_unknown_key_is_a_mistake() -> None:
    with pytest.raises(LookupError, match=r"no\.such_key"):
        i18n.t("no.such_key")


@pytest.mark.parametrize(
    ("accepted", "language"), [("en-US,en;q=0.9", "en"), ("zh-CN,zh;q=0.9", "zh"), ("fr", "zh")]
)
def test_the_browser_says_which_language(app: Flask, accepted: str, language: str) -> None:
    with app.test_request_context(headers={"Accept-Language": accepted}):
        assert i18n.choose_language() == language


def test_the_readers_choice_comes_before_the_browsers(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "zh"}):
        i18n.remember_language("en")
        i18n.remember_language("xx")
        assert i18n.choose_language() == "en"
