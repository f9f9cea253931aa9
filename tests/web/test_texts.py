"""Both languages are complete: every text of ours has a Chinese one, and no page shows the other language."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from babel.messages.extract import extract_from_dir

from app.runtime.i18n import phrases
from tests.web.conftest import Shop
from tests.web.pages import visit

ROOT = Path(__file__).resolve().parents[2]
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
# Words that are the same in both: names, units, codes.
SAME = re.compile(
    r"English|manager\d*|sysadmin\d*|[A-Z]\d{4}-\d{4}|[NF]\b|APP|CSV|Excel|XLSX|JSON|https?\S*"
)


def test_every_phrase_has_a_chinese_text() -> None:
    used: set[str] = set()
    for folder in ("web", "forms", "studio", "templates"):
        found = extract_from_dir(
            str(ROOT / "app" / folder),
            method_map=METHODS,
            keywords={"_": None, "gettext": None, "lazy_gettext": None},
        )
        used |= {str(text) for _file, _line, text, _comments, _context in found}
    missing = sorted(used - set(phrases()))
    assert not missing


def test_placeholders_are_the_same_in_both_languages() -> None:
    names = re.compile(r"%\(\w+\)[sd]")
    for english, chinese in phrases().items():
        assert sorted(names.findall(english)) == sorted(names.findall(chinese)), english


def test_chinese_pages_hold_no_english_and_english_pages_no_chinese_of_ours(
    login: Any, shop: Shop
) -> None:
    browser = login("manager", "sysadmin", username="manager1")
    urls = [
        "/",
        "/sale/list/",
        "/sale/list/?q=404404",
        f"/sale/show/{shop.sales[0]}",
        "/sale/add",
        f"/sale/edit/{shop.sales[0]}",
        f"/sale/delete/{shop.sales[0]}",
        f"/sale/transition/{shop.sales[0]}/pack",
        "/me/",
        "/users/list/",
        "/users/add",
        "/me/notifications/",
        "/roles/list/",
        "/clients/",
        "/jobs/?state=failed",
        "/studio/",
        "/nothing/",
        "/logout/",
    ]
    for url in urls:
        page = visit(browser, url, **{"Accept-Language": "zh-CN"})
        for piece in page.html.select("time, script, option, td, dd, .skip, .muted"):
            piece.extract()
        left = SAME.sub("", page.text)
        assert not re.findall(r"[A-Za-z]{3,}", left), (url, left)
    english = visit(browser, "/sale/add", **{"Accept-Language": "en"})
    for other in english.html.select("[lang=zh-CN]"):
        other.extract()
    assert not re.findall(r"[\u4e00-\u9fff]", english.text), english.text
