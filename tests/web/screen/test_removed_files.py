"""A file that was taken out of a record: it is kept as long as the record, and who may change the field puts it back."""

from __future__ import annotations

from typing import Any

import pytest

from app.runtime import query, records
from app.runtime.context import Context
from app.runtime.files.store import path_of
from app.runtime.system import Attachment
from tests.web.conftest import Shop
from tests.web.pages import Page, visit
from tests.web.screen.test_files import PNG, upload


@pytest.fixture
def pictures(manager: Any, shop: Shop, ctx: Context) -> list[int]:
    """Three pictures of an article, of which the first was taken out again."""
    url = f"/article/edit/{shop.articles[0]}"
    names = ("甲.png", "乙.png", "丙.png")
    assert upload(visit(manager, url), "pictures", *[(PNG, name) for name in names]).status == 302
    ids = now(ctx, shop)
    assert visit(manager, url).send(pictures__drop=str(ids[0])).status == 302
    return ids


def now(ctx: Context, shop: Shop, name: str = "pictures") -> Any:
    from tests.sample.models import Article

    ctx.session.rollback()
    return query.get(ctx, Article, shop.articles[0])[name]


def story(client: Any, shop: Shop, name: str = "pictures") -> Page:
    return visit(client, f"/article/history/{shop.articles[0]}/{name}")


def offered(page: Page) -> list[tuple[str, str]]:
    """(name, value of its button) of the files that can be put back."""
    lines = page.html.select(".uploads li")
    return [
        (line.select_one("a").get_text(), str(button["value"]))  # type: ignore[union-attr]
        for line in lines
        if (button := line.select_one("button"))
    ]


def test_a_removed_file_is_put_back_beside_what_came_since(
    manager: Any, shop: Shop, ctx: Context, pictures: list[int]
) -> None:
    edit = visit(manager, f"/article/edit/{shop.articles[0]}")
    assert upload(edit, "pictures", (PNG, "丁.png")).status == 302
    later = now(ctx, shop)
    page = story(manager, shop)
    [(name, button)] = offered(page)
    assert name == "甲.png"
    with manager.get(f"/files/{pictures[0]}") as answer:
        assert answer.data == PNG
    assert page.send(button=("file", button)).status == 302
    assert now(ctx, shop) == [*later, pictures[0]]
    assert offered(story(manager, shop)) == []
    # It is a change like any other, and the timeline led there.
    timeline = visit(manager, f"/article/history/{shop.articles[0]}")
    assert f"/article/history/{shop.articles[0]}/pictures" in timeline.links()
    assert "3 个文件 → 4 个文件" in timeline.text


@pytest.mark.database
def test_a_single_file_takes_the_place_of_the_one_that_is_there(
    manager: Any, shop: Shop, ctx: Context
) -> None:
    url = f"/article/edit/{shop.articles[0]}"
    assert upload(visit(manager, url), "picture", (PNG, "旧.png")).status == 302
    old = now(ctx, shop, "picture")
    assert upload(visit(manager, url), "picture", (PNG, "新.png")).status == 302
    new = now(ctx, shop, "picture")
    page = story(manager, shop, "picture")
    [(name, button)] = offered(page)
    assert name == "旧.png"
    assert page.send(button=("file", button)).status == 302
    assert now(ctx, shop, "picture") == old
    assert [one for one, _button in offered(story(manager, shop, "picture"))] == ["新.png"]
    assert new != old


def test_only_who_may_change_the_field_puts_a_file_back(
    manager: Any, login: Any, shop: Shop, ctx: Context, pictures: list[int]
) -> None:
    page = story(manager, shop)
    [(_name, button)] = offered(page)
    reader = login("auditor")
    seen = story(reader, shop)
    assert seen.status == 200
    assert offered(seen) == []
    assert "甲.png" in seen.text
    assert seen.send(button=("file", button)).status == 404
    assert now(ctx, shop) == pictures[1:]


def test_what_no_act_took_out_of_this_field_is_not_put_into_it(
    manager: Any, shop: Shop, ctx: Context, pictures: list[int]
) -> None:
    event = offered(story(manager, shop))[0][1].partition("-")[0]
    for wrong in (f"{event}-{pictures[1]}", f"{event}-999", f"{event}-", "x-1", f"999-{pictures[0]}", ""):  # fmt: skip
        assert story(manager, shop).send(button=("file", wrong)).status == 404, wrong
    # Nor as a value of the log: that would drop what came since.
    assert story(manager, shop).send(button=("event", event)).status == 404
    assert now(ctx, shop) == pictures[1:]


@pytest.mark.database
def test_a_form_that_is_out_of_date_puts_nothing_back(
    manager: Any, shop: Shop, ctx: Context, pictures: list[int]
) -> None:
    from tests.sample.models import Article

    page = story(manager, shop)
    records.update(ctx, Article, shop.articles[0], {"name": "新米"})
    refused = page.send(button=("file", offered(page)[0][1]))
    assert refused.status == 422
    assert "已被他人修改" in refused.text
    assert now(ctx, shop) == pictures[1:]


def test_a_file_whose_content_is_gone_is_not_offered(
    manager: Any, shop: Shop, ctx: Context, pictures: list[int]
) -> None:
    digest = ctx.session.get_one(Attachment, pictures[0]).sha256
    path_of(digest).unlink()
    assert offered(story(manager, shop)) == []
