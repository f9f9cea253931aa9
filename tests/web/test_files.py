"""Uploads in forms: stored when they arrive, kept through errors, opened by who may read the field."""

from __future__ import annotations

import io
from typing import Any

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
