"""The tasks on a phone: what is shown, taken, sent twice, refused; and what makes the pages installable."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from app.runtime import query, records
from app.runtime.context import Context
from tests.web.conftest import Shop
from tests.web.pages import Page, visit

MOST = 5


def now(ctx: Context, id: int) -> Any:
    from tests.sample.models import Sale

    ctx.session.rollback()
    return query.get(ctx, Sale, id)


def tasks(page: Page) -> list[str]:
    return [str(one["data-task"]) for one in page.html.select("li[data-task]")]


def form_of(page: Page, step: str) -> dict[str, str]:
    """What the form of a step would send, the forms of later states too."""
    form = next(
        one
        for one in page.html.find_all("form")
        if one.has_attr("data-send") and str(one["action"]).endswith(f"/{step}")
    )
    # What stands in a template is found by walking, not by selectors.
    return {
        str(one["name"]): str(one.get("value") or "")
        for one in form.find_all(["input", "textarea"])
        if one.has_attr("name") and one.get("type") != "file"
    }


def send(client: Any, sale: int, step: str, key: str | None = None, **values: Any) -> Any:
    """As the outbox does it: the fields that were kept, a fresh token, a key."""
    page = visit(client, f"/today/sale/{sale}")
    fields = {**form_of(page, step), **values}
    headers = {"X-Outbox": key or str(uuid.uuid4())}
    return client.post(f"/today/sale/{sale}/{step}", data=fields, headers=headers)


def test_the_tasks_are_those_of_whom_the_schema_names_and_of_his_rows(
    clerk: Any, manager: Any, client: Any, shop: Shop
) -> None:
    page = visit(clerk, "/today/")
    assert sorted(tasks(page)) == sorted(f"/today/sale/{id}" for id in shop.sales)
    assert page.html.select_one("nav a[href='/today/'][aria-current]")
    assert page.html.select_one("a.call[href='tel:13900000000']")
    assert visit(manager, "/today/").status == 403
    assert not visit(manager, "/").html.select("a[href='/today/']")
    for path in (f"/today/sale/{shop.far_sale}", "/today/article/1", "/today/nothing/1"):
        assert visit(clerk, path).status == 404, path
    assert visit(manager, f"/today/sale/{shop.sales[0]}").status == 404
    assert client.get("/today/").status_code == 302
    assert client.get("/today/token").status_code == 401
    assert clerk.get("/today/token").json["user"] == shop.clerk_user


@pytest.mark.database
def test_without_a_script_a_step_is_a_form_and_what_was_typed_stays(
    clerk: Any, shop: Shop, ctx: Context
) -> None:
    sale = shop.sales[0]
    page = visit(clerk, f"/today/sale/{sale}")
    fields = form_of(page, "pack")
    refused = Page(
        clerk,
        clerk.post(
            f"/today/sale/{sale}/pack",
            data=fields | {"pack-clerk": "", "pack-clerk__text": "无此人"},
        ),
    )
    assert refused.status == 422
    assert (
        refused.html.select_one("details.doing[open] [name=pack-clerk__text]")["value"] == "无此人"
    )
    done = clerk.post(f"/today/sale/{sale}/pack", data=fields | {"pack-clerk": str(shop.clerk)})
    assert done.location == f"/today/sale/{sale}"
    assert now(ctx, sale)["state"] == "packing"


@pytest.mark.database
def test_what_is_sent_twice_happens_once(clerk: Any, login: Any, shop: Shop, ctx: Context) -> None:
    sale, key = shop.sales[0], str(uuid.uuid4())
    first = send(clerk, sale, "pack", key, **{"pack-clerk": str(shop.clerk)})
    assert first.status_code == 200
    assert first.json["version"] == now(ctx, sale)["version"]
    page = visit(clerk, f"/today/sale/{sale}")
    token = form_of(page, "_comment")["csrf_token"]
    again = clerk.post(
        f"/today/sale/{sale}/pack", data={"csrf_token": token}, headers={"X-Outbox": key}
    )
    assert again.status_code == 200
    assert again.json["version"] == first.json["version"]
    assert now(ctx, sale)["state"] == "packing"
    for key in ("x", "", "' or 1=1"):
        assert send(clerk, sale, "_comment", key, text="x").status_code in (200, 400)


def test_steps_of_later_states_are_there_and_are_taken_in_their_order(
    clerk: Any, shop: Shop, ctx: Context
) -> None:
    sale = shop.sales[0]
    page = visit(clerk, f"/today/sale/{sale}")
    assert sorted(str(one["data-steps"]) for one in page.html.find_all("template")) == [
        "packing", "waiting",
    ]  # fmt: skip
    kept = form_of(page, "hold")
    first = send(clerk, sale, "pack", **{"pack-clerk": str(shop.clerk)})
    # The version of what was kept is the one before; the phone knows the one that its own step made.
    fields = kept | {"hold-_version": first.json["version"], "hold-_note": "缺菜油"}
    held = clerk.post(
        f"/today/sale/{sale}/hold", data=fields, headers={"X-Outbox": str(uuid.uuid4())}
    )
    assert held.status_code == 200
    assert now(ctx, sale)["state"] == "waiting"


def test_what_somebody_else_has_changed_meanwhile_is_refused_and_nothing_is_written(
    clerk: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Sale

    sale = shop.sales[0]
    kept = form_of(visit(clerk, f"/today/sale/{sale}"), "refund")
    records.update(ctx, Sale, sale, {"summary": "改过了"})
    answer = clerk.post(
        f"/today/sale/{sale}/refund", data=kept, headers={"X-Outbox": str(uuid.uuid4())}
    )
    assert answer.status_code == 409
    assert "已被他人修改" in answer.json["refused"]
    assert now(ctx, sale)["state"] == "new"
    # The key of a refusal is free: the same is sent again, now as it is.
    key = str(uuid.uuid4())
    missing = send(clerk, sale, "pack", key, **{"pack-clerk": "", "pack-clerk__text": ""})
    assert missing.status_code == 422
    assert missing.json["refused"]
    assert send(clerk, sale, "pack", key, **{"pack-clerk": str(shop.clerk)}).status_code == 200
    gone = send(clerk, sale, "_comment", text=" ")
    assert gone.status_code == 422
    late = clerk.post(
        f"/today/sale/{sale}/refund", data=kept, headers={"X-Outbox": str(uuid.uuid4())}
    )
    assert late.status_code == 409
    assert "记录的状态已变" in late.json["refused"]


def test_a_note_is_said_in_the_timeline_once(clerk: Any, shop: Shop) -> None:
    sale, key = shop.sales[0], str(uuid.uuid4())
    for _time in range(2):
        assert send(clerk, sale, "_comment", key, text="门口没人").status_code == 200
    assert visit(clerk, f"/sale/history/{sale}").text.count("门口没人") == 1
    page = visit(clerk, f"/today/sale/{sale}")
    plain = clerk.post(
        f"/today/sale/{sale}/_comment", data=form_of(page, "_comment") | {"text": "再来"}
    )
    assert plain.location == f"/today/sale/{sale}"


def test_the_tasks_cost_the_same_for_few_and_for_many(
    clerk: Any, shop: Shop, ctx: Context, statements: Any
) -> None:
    from tests.sample.models import Sale

    def cost() -> list[int]:
        numbers = []
        for url in ("/today/", f"/today/sale/{shop.sales[0]}"):
            with statements() as seen:
                assert visit(clerk, url).status == 200
            numbers.append(len(seen))
        return numbers

    few = cost()
    with records.writing(ctx):
        for number in range(30):
            records.create(ctx, Sale, {"store": shop.near, "summary": f"又一单{number}"})
    assert cost() == few
    assert max(few) <= MOST


def test_the_pages_can_be_installed_and_the_worker_is_asked_for_anew(
    clerk: Any, shop: Shop
) -> None:
    page = visit(clerk, "/today/")
    link = page.html.select_one("link[rel=manifest]")
    manifest = clerk.get(str(link["href"]))
    assert manifest.mimetype == "application/manifest+json"
    told = manifest.get_json(force=True)
    assert told["name"] == "小店 · 我的任务"
    assert (told["start_url"], told["scope"], told["display"]) == (
        "/today/",
        "/today/",
        "standalone",
    )
    assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}
    for icon in told["icons"]:
        answer = clerk.get(icon["src"], buffered=True)
        assert answer.mimetype == "image/png"
        width = int.from_bytes(answer.data[16:20], "big")
        assert f"{width}x{width}" == icon["sizes"]
    worker = clerk.get(str(link["data-worker"]))
    assert worker.mimetype == "text/javascript"
    assert worker.headers["Cache-Control"] == "no-cache"
    assert '"scope":"/today/"' in worker.text
    assert clerk.get("/today/offline").status_code == 200


def test_logging_out_takes_what_the_browser_kept_along(clerk: Any, shop: Shop) -> None:
    token = form_of(visit(clerk, f"/today/sale/{shop.sales[0]}"), "_comment")["csrf_token"]
    answer = clerk.post("/logout/", data={"csrf_token": token})
    assert answer.headers["Clear-Site-Data"] == '"storage"'
