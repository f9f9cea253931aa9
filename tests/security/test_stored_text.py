"""Text that people store is shown as text: on every page, to every role, and no GET writes anything."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.runtime import files, notify, records
from app.runtime.context import Context
from tests.sample.models import Article, Buyer, Clerk, Keyword, Posting, Sale, Store, StoreRole
from tests.security.conftest import Api, Snapshot
from tests.support.people import People

TINY = "<x-pwned>"
SHORT = "\"'><x-pwned>{{7*191}}"
LONG = (
    "\"'`></textarea></title></script><x-pwned onload=alert(1)><script>pwned()</script>"
    "{{7*191}}${7*191}{%print(7*191)%}<%=7*191%>#{7*191}"
)
LONG = LONG[:119]
RICH = (
    "<p onclick='pwned()'>text</p><x-pwned>x</x-pwned><script>pwned()</script><img src=x onerror=pwned()>"
    "<a href='javascript:pwned()'>a</a><a href='java\nscript:pwned()'>b</a><a href='//evil.example'>c</a>"
    "<svg/onload=pwned()><style>*{}</style><iframe srcdoc='<x-pwned>'></iframe><math><x-pwned></math>{{7*191}}"
)
ROLES = ("manager", "auditor", "cashier", "sysadmin")
REST_KEYS = ("store", "clerk", "buyer", "article", "sale", "posting")
notify.template("security.polyglot", zh="请看 {what}", en="Look at {what}")
NOT_ASKED = (
    # Pages of the application, whose tables the sample has not; imported when its tests ran before.
    "app.custom",
    # No pages: machines ask here, each at most so often, and that is counted.
    "app.rest.inbound",
)
"""Modules whose addresses nobody looks at."""
INERT = (
    "application/json", "text/csv", "text/plain", "image/png", "text/javascript", "application/manifest+json",
    "application/pdf", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)  # fmt: skip
"""No browser runs them, or they are ours."""


@dataclass
class Town:
    """Who looks, and at which rows: {screen: ids}."""

    clerk: int
    buyer: int
    rows: dict[str, list[int]]


@pytest.fixture
def town(app: Flask, people: People, ctx: Context) -> Town:
    """Every text that can be stored is an attack; so are names of people and files, notes and messages."""
    clerk, buyer = people.user("clerk", username=SHORT), people.user("buyer", username=f"b{SHORT}")
    with records.writing(ctx):
        store = records.create(ctx, Store, {"code": TINY, "name": LONG[:60]}).id
        above = records.create(ctx, Store, {"code": "N", "name": SHORT, "above": store}).id
        link = records.create(ctx, StoreRole, {"user": clerk, "store": store}).id
        person = {"login": clerk, "name": SHORT, "store": store}
        one = records.create(ctx, Clerk, {**person, "bank": "6222000000001"}).id
        client = {"login": buyer, "name": LONG[:60], "phone": "13900000000", "address": LONG}
        customer = records.create(ctx, Buyer, client).id
        word = records.create(ctx, Keyword, {"name": SHORT, "color": "#ffffff"}).id
        paper = files.store(ctx, io.BytesIO(b"text"), "x-pwned'{{7*191}}.txt").id
        goods = {"manual": paper, "name": LONG[:80], "price": "1", "cost": "1", "barcode": TINY, "notes": RICH,
                 "extra": {SHORT: LONG}, "keywords": [word], "token": "swordfish"}  # fmt: skip
        article = records.create(ctx, Article, goods).id
        order = {"store": store, "buyer": customer, "summary": LONG, "clerk": one, "delivery": True, "address": LONG,
                 "internal_note": LONG, "solution": LONG, "lines": [{"article": article, "count": 1, "price": 1}]}  # fmt: skip
        sale = records.create(ctx, Sale, order).id
        posting = records.create(ctx, Posting, {"sale": sale, "amount": "1"}).id
        ctx.notify([clerk, buyer], "security.polyglot", what=LONG)
    records.transition(ctx, Sale, sale, "pack", {"clerk": one})
    with Context.for_user(clerk) as mine:
        records.transition(mine, Sale, sale, "hold", note=LONG)
        records.update(mine, Sale, sale, {"summary": SHORT + LONG[:80], "internal_note": SHORT})
    rows = {"store": [store, above], "store_role": [link], "clerk": [one], "buyer": [customer], "keyword": [word],
            "article": [article], "sale": [sale], "sale_line": [1], "posting": [posting]}  # fmt: skip
    return Town(clerk, buyer, rows)


def pages(app: Flask, town: Town) -> Iterator[str]:
    """Every address that takes GET, with the ids and names that there are."""
    names = {"related": ("lines",), "lookup": ("store", "buyer", "clerk", "sale", "article"),
             "transition": ("pack", "deliver", "refund")}  # fmt: skip
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.rule.startswith(
            ("/api/", "/static", "/hooks", "/health")
        ):
            continue
        if app.view_functions[rule.endpoint].__module__.startswith(NOT_ASKED):
            continue
        screen, last = rule.rule.split("/")[1], rule.endpoint.rpartition(".")[2]
        for id in (
            town.rows.get(screen, [1]) if "pk" in rule.arguments or "id" in rule.arguments else [0]
        ):
            for name in names.get(last, ("x",)) if "name" in rule.arguments else ("",):
                url = rule.rule.replace("<int:pk>", str(id)).replace("<int:id>", str(id))
                url = url.replace("<pk>", str(town.clerk)).replace("<name>", name)
                yield re.sub(r"<[^>]*>", "x", url)
    for screen in town.rows:
        yield f"/{screen}/list/?q=pwned"
        yield f"/{screen}/list/?" + "&".join(f"{n}={LONG}" for n in ("q", "sort", SHORT))
        yield f"/{screen}/lookup/store?q={SHORT}"


def resources(town: Town) -> Iterator[str]:
    for key in REST_KEYS:
        yield f"/{key}"
        yield f"/{key}?search=pwned"
        for id in town.rows[key]:
            yield from (f"/{key}/{id}", f"/{key}/{id}/history", f"/{key}/{id}/transitions")
    yield from (
        "/me",
        "/openapi.json",
        f"/sale?{SHORT}=1",
        f"/{SHORT}",
        "/sale?expand=lines,store,buyer,clerk",
    )


def looked_at(
    app: Flask, people: People, town: Town, client: FlaskClient
) -> Iterator[tuple[str, TestResponse]]:
    """(address, answer) of every page, for a visitor, the clerk, the buyer and one person of every other role."""
    browsers = [client, people.browser(app, town.clerk), people.browser(app, town.buyer)]
    browsers += [people.browser(app, people.user(role)) for role in ROLES]
    urls = list(pages(app, town))
    for browser in browsers:
        for url in urls:
            yield url, browser.get(url, buffered=True)


def active(text: str) -> list[str]:
    """What of a page would come alive: elements and attributes that nobody of ours wrote, computed templates."""
    page = BeautifulSoup(text, "html.parser")
    found = [str(tag)[:80] for tag in page.find_all(["x-pwned", "iframe", "math", "style"])]
    found += [str(tag)[:80] for tag in page.select("script:not([src])")]
    for tag in page.find_all(True):
        found += [f"{tag.name} {name}" for name in tag.attrs if name.lower().startswith("on")]
        for name in ("href", "src", "action", "formaction"):
            plain = re.sub(r"[\x00-\x20]", "", str(tag.get(name, ""))).lower()
            if plain.startswith(("javascript:", "data:text", "vbscript:", "//")):
                found.append(f"{tag.name} {name}={plain[:40]}")
    return found + (["7*191 was computed"] if "1337" in page.get_text(" ") else [])


def test_the_detector_sees_what_it_should() -> None:
    for alive in (LONG, SHORT + "</x-pwned>", RICH, "<p>1337</p>", "<a href=' javascript:x'>"):
        assert active(f"<main>{alive}</main>"), alive
    assert not active("<main>&lt;x-pwned&gt; {{7*191}}</main>")


def test_stored_text_comes_alive_on_no_page_of_any_role_and_no_get_writes(
    app: Flask, people: People, client: FlaskClient, town: Town, snapshot: Callable[..., Snapshot]
) -> None:
    for role in ROLES:
        people.user(role)
    # Whoever opens his messages has read them, and an export is on record: both are meant.
    meant = ("sys_notification", "sys_session", "ab_user", "ab_user_role", "sys_audit_log")
    before, shown, statuses = snapshot(without=meant), 0, set[int]()
    for url, answer in looked_at(app, people, town, client):
        assert answer.status_code < 500, url
        statuses.add(answer.status_code)
        if answer.mimetype == "text/html":
            # Every attack has one of these two in it; a page without them holds none.
            if "pwned" in answer.text or "1337" in answer.text:
                assert active(answer.text) == [], url
                shown += 1
        else:
            assert answer.mimetype in INERT, url
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert shown > 100, "the attacks stand on the pages, as text"
    assert {200, 302, 403, 404} <= statuses
    assert snapshot(without=meant) == before


def test_an_answer_for_programs_is_json_and_reading_it_writes_nothing(
    api: Callable[..., Api], people: People, town: Town, snapshot: Callable[..., Snapshot]
) -> None:
    programs = [api("manager"), api("auditor")]
    before = snapshot()
    for program in programs:
        for path in resources(town):
            answer = program.get(path)
            assert answer.status_code < 500, path
            assert answer.mimetype in ("application/json", "application/problem+json"), path
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert "1337" not in answer.text, path
            assert "swordfish" not in answer.text, path
    assert snapshot() == before


BAD_ADDRESSES = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>", "vbscript:x", "file:///etc/passwd", "//evil.example",
    "https://", "https:evil", "http://a b", 'https://x.example/"onmouseover="x', "ftp://x.example/", "javascript://https://x.example/%0aalert(1)",
)  # fmt: skip


def test_an_address_that_is_a_script_is_not_stored(
    api: Callable[..., Api], town: Town, snapshot: Callable[..., Snapshot]
) -> None:
    program, article = api("manager"), town.rows["article"][0]
    tag = program.get(f"/article/{article}").headers["ETag"]
    before = snapshot()
    for address in BAD_ADDRESSES:
        answer = program.patch(f"/article/{article}", {"website": address}, etag=tag)
        assert answer.status_code == 422, (address, answer.text)
        assert answer.get_json()["errors"][0]["field"] == "website"
    for field, value in (
        ("origin", TINY),
        ("opens", TINY),
        ("seasons", [TINY]),
        ("rate", TINY),
    ):
        answer = program.patch(f"/article/{article}", {field: value}, etag=tag)
        assert answer.status_code == 422, (field, answer.text)
    assert snapshot() == before


def test_marked_up_text_is_stored_without_what_could_run(
    api: Callable[..., Api], town: Town
) -> None:
    program, article = api("manager"), town.rows["article"][0]
    notes: Any = program.get(f"/article/{article}").get_json()["notes"]
    assert "text" in notes
    assert active(notes) == []
    assert not re.search(r"<(?!/?(p|a|b|i)\b)", notes), notes
