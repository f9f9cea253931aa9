"""A list as a tree: level by level, in parts, with a way to what a search finds; a record is moved within it."""

from __future__ import annotations

from typing import Any

import pytest

from app.runtime import records
from app.runtime.context import Context
from tests.web.conftest import Shop
from tests.web.pages import Page, visit
from tests.web.views.viewing import MOST, grow, move, now

pytestmark = pytest.mark.database


def names(page: Page) -> list[str]:
    return [one.get_text(strip=True) for one in page.html.select(".node .name")]


def test_a_tree_opens_level_by_level_and_a_search_opens_the_way(
    manager: Any, shop: Shop, ctx: Context
) -> None:
    child, leaf = grow(ctx, shop)
    page = visit(manager, "/store/tree/")
    assert sorted(names(page)) == ["近店", "远店"]
    assert page.html.select_one(f"#n{shop.near} .count").get_text() == "1"
    opened = visit(manager, str(page.html.select_one(f"#n{shop.near} a.twist")["href"]))
    assert "近店分店" in names(opened)
    assert "近店分店柜台" not in names(opened)
    branch = visit(manager, f"/store/branch/{child}", **{"X-Fragment": "1"})
    assert names(branch) == ["近店分店柜台"]
    found = visit(manager, "/store/tree/?q=柜台")
    assert names(found) == ["近店", "近店分店", "近店分店柜台"]
    assert [one["data-node"] for one in found.html.select(".is-found")] == [str(leaf)]


def test_a_record_is_moved_in_the_tree_and_never_below_itself(
    manager: Any, clerk: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Store

    child, leaf = grow(ctx, shop)
    for above in (shop.near, child, leaf):
        refused = move(manager, shop.near, "tree", str(above), key="store")
        assert refused.status_code == 422, above
        told = "不能指向自己" if above == shop.near else "绕成一圈"
        assert told in refused.json["refused"]
    assert move(manager, child, "tree", str(shop.far), key="store").status_code == 200
    assert now(ctx, Store, child)["above"]["id"] == shop.far
    assert move(manager, child, "tree", "", key="store").status_code == 200
    assert now(ctx, Store, child)["above"] is None
    assert move(manager, child, "tree", "999999", key="store").status_code == 404
    assert move(clerk, child, "tree", str(shop.near), key="store").status_code == 403
    page = visit(manager, f"/store/move/{leaf}/tree").send(above__text="远店", above="")
    assert page.response.location == "/store/tree/"
    assert now(ctx, Store, leaf)["above"]["id"] == shop.far


def test_a_large_tree_is_drawn_in_parts_and_every_part_has_an_address(
    manager: Any, shop: Shop, ctx: Context, statements: Any
) -> None:
    from tests.sample.models import Store

    with records.writing(ctx):
        # As many as the demo's machines: 183 stand at the top, 35 below one of them.
        top = [
            records.create(ctx, Store, {"code": f"T{n:03}", "name": f"网点{n:03}"}).id
            for n in range(181)
        ]
        for n in range(35):
            records.create(
                ctx, Store, {"code": f"B{n:03}", "name": f"柜台{n:03}", "above": top[-1]}
            )
        deep = records.create(ctx, Store, {"code": "D", "name": "最深处", "above": top[-1]}).id
    seen: list[str] = []
    twists: list[str] = []
    url, pages = "/store/tree/", 0
    while url:
        with statements() as asked:
            page = visit(manager, url)
        assert len(asked) <= MOST
        assert len(page.html.find_all(True)) <= 1_500
        seen += [one["data-node"] for one in page.html.select("[data-node]")]
        twists += [str(one["href"]) for one in page.html.select("a.twist")]
        further = page.html.select_one(".further a")
        url, pages = (str(further["href"]) if further else ""), pages + 1
        if further:
            # What a script asks for is the same part.
            piece = visit(manager, str(further["data-rest"]), **{"X-Fragment": "1"})
            after = visit(manager, url)
            assert names(piece) == names(after)
    assert pages == 5
    assert sorted(map(int, seen)) == sorted([shop.near, shop.far, *top])
    assert len(twists) == 1
    opened = visit(manager, twists[0])
    assert names(opened)[0] == "网点180"
    assert len(opened.html.select("[data-node]")) == 1 + 36
    assert opened.html.select_one(".tree-top a")["href"] == "/store/tree/"
    assert visit(manager, "/store/tree/?_open=999999").html.select("[data-node]")
    found = visit(manager, "/store/tree/?q=最深处")
    assert names(found) == ["网点180", "最深处"]
    assert [one["data-node"] for one in found.html.select(".is-found")] == [str(deep)]
    many = visit(manager, "/store/tree/?q=柜台")
    assert len(many.html.select(".is-found")) == 25
    rest = visit(manager, str(many.html.select_one(".further a")["href"]))
    assert len(rest.html.select(".is-found")) == 10
