"""Uploads in forms: stored when they arrive, kept through errors, opened by who may read the field."""

from __future__ import annotations

import io
from typing import Any

import pytest

from app.runtime import query
from app.runtime.context import Context
from tests.web.conftest import Shop
from tests.web.pages import Page, visit

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc33"
    "0000000049454e44ae426082"
)


def upload(page: Page, field: str, /, *files: tuple[bytes, str], **changes: Any) -> Page:
    return page.send(
        **{f"{field}__new": [(io.BytesIO(data), title) for data, title in files]}, **changes
    )


def test_a_picture_is_kept_shown_and_taken_away_again(
    manager: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Article

    url = f"/article/edit/{shop.articles[0]}"
    assert upload(visit(manager, url), "pictures", (PNG, "甲.png"), (PNG, "乙.png")).status == 302
    ids = query.get(ctx, Article, shop.articles[0])["pictures"]
    assert len(ids) == 2
    page = visit(manager, f"/article/show/{shop.articles[0]}")
    assert [img["src"] for img in page.html.select("img.image-thumb")] == [
        f"/files/{i}" for i in ids
    ]
    with manager.get(f"/files/{ids[0]}") as answer:
        assert answer.data == PNG
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    dropped = visit(manager, url).send(pictures__drop=str(ids[0]))
    assert dropped.status == 302
    ctx.session.rollback()
    assert query.get(ctx, Article, shop.articles[0])["pictures"] == ids[1:]


def test_an_upload_survives_an_error_elsewhere_in_the_form(
    manager: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Article

    page = visit(manager, f"/article/edit/{shop.articles[0]}")
    answer = upload(page, "picture", (PNG, "甲.png"), name="")
    assert answer.status == 422
    assert len(answer.html.select(".uploads li")) == 1
    assert answer.send(name="大米").status == 302
    assert query.get(ctx, Article, shop.articles[0])["picture"] is not None


def test_a_file_whose_content_is_no_picture_is_refused_at_its_field(
    manager: Any, shop: Shop
) -> None:
    page = visit(manager, f"/article/edit/{shop.articles[0]}")
    answer = upload(page, "picture", (b"<script>alert(1)</script>", "a.png"))
    assert answer.status == 422
    assert set(answer.errors()) == {"picture"}


def test_a_file_is_not_opened_by_who_may_not_read_its_record(
    manager: Any, login: Any, client: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Article

    page = visit(manager, f"/article/edit/{shop.articles[0]}")
    upload(page, "picture", (PNG, "甲.png"))
    picture = query.get(ctx, Article, shop.articles[0])["picture"]
    number = picture["id"] if isinstance(picture, dict) else picture
    for visitor, status in ((login("auditor"), 200), (login("cashier"), 404), (client, 302)):
        with visitor.get(f"/files/{number}") as answer:
            assert answer.status_code == status


def token(client: Any, page: str = "/article/add") -> dict[str, str]:
    return {"X-CSRFToken": dict(visit(client, page).values())["csrf_token"]}


def send_alone(
    client: Any, data: bytes, title: str, kind: str = "image", page: str = "/article/add"
) -> Any:
    body = {"file": (io.BytesIO(data), title), "kind": kind}
    return client.post("/files/", data=body, headers=token(client, page))


def test_a_file_that_the_script_sends_alone_belongs_to_its_maker_until_a_record_takes_it(
    manager: Any, login: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Article

    answer = send_alone(manager, PNG, "甲.png")
    assert answer.status_code == 201
    told = answer.json
    assert (told["name"], told["is_picture"]) == ("甲.png", True)
    other = login("manager")
    with other.get(told["url"]) as refused:
        assert refused.status_code == 404
    stolen = visit(other, f"/article/edit/{shop.articles[0]}").send(
        pictures=["", str(told["id"])], name=""
    )
    assert "甲.png" not in stolen.text
    page = visit(manager, f"/article/edit/{shop.articles[0]}")
    assert page.send(pictures=["", str(told["id"])]).status == 302
    assert query.get(ctx, Article, shop.articles[0])["pictures"] == [told["id"]]
    assert "甲.png" in visit(manager, f"/article/edit/{shop.articles[0]}").text


def test_a_file_sent_alone_is_looked_at_like_any_other(manager: Any, client: Any) -> None:
    script = send_alone(manager, b"<script>alert(1)</script>", "a.png")
    assert script.status_code == 422
    assert "不支持" in script.json["error"]
    assert send_alone(manager, PNG, "a.png", kind="program").status_code == 400
    assert manager.post("/files/", headers=token(manager)).status_code == 400
    assert send_alone(client, PNG, "a.png", page="/login/").status_code == 401


def test_the_limits_are_told_before_anything_is_chosen(manager: Any, shop: Shop) -> None:
    page = visit(manager, f"/article/edit/{shop.articles[0]}")
    assert "不超过 10 MB" in page.html.select_one("[data-field=pictures] .help").get_text()


@pytest.mark.database
def test_a_form_tells_no_name_of_a_file_that_its_sender_does_not_see(
    login: Any, manager: Any, shop: Shop, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.sample.models import Article
    from tests.sample.registry import registry as sample

    url = f"/article/edit/{shop.articles[0]}"
    assert upload(visit(manager, url), "picture", (PNG, "扣款通知.png")).status == 302
    hidden = query.get(ctx, Article, shop.articles[0])["picture"]
    policy = sample.entity("Article").policy
    clerk = login("clerk")
    token = dict(visit(clerk, url).values())["csrf_token"]
    sent = {"csrf_token": token, "name": "", "pictures": str(hidden)}
    monkeypatch.setattr(policy, "_rules", dict(policy._rules))
    policy.restrict_field("picture", read=["manager"])
    answer = clerk.post(url, data=sent)
    assert answer.status_code == 422
    assert "扣款通知" not in answer.get_data(as_text=True)
