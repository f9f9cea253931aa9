"""A field that one may not read does not exist for him: not in answers, filters, sorting, history or errors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.runtime import records
from app.runtime.context import Context
from tests.rest.conftest import Api, Shop
from tests.sample.models import Article, Sale


def without_name(body: Any, name: str) -> str:
    """A problem document with the field's name taken out, so that two can be compared."""
    kept = {key: value for key, value in body.items() if key not in ("request_id", "instance")}
    return str(kept).replace(name, "FIELD")


QUERIES = [
    "{}=1",
    "{}__gt=1",
    "{}__is_null=true",
    "{}__nonsense=1",
    "sort={}",
    "sort=-{}",
    "fields=name,{}",
    "or=({}=1|name=x)",
]


def test_a_hidden_field_is_refused_with_the_words_for_an_unknown_one(
    api: Callable[..., Api], shop: Shop, subtests: pytest.Subtests
) -> None:
    program = api(user=shop.clerk_user)
    for query in QUERIES:
        with subtests.test(query):
            hidden = program.get(f"/article?{query.format('cost')}")
            unknown = program.get(f"/article?{query.format('cast')}")
            assert hidden.status_code == unknown.status_code == 400
            said = without_name(hidden.get_json(), "cost")
            assert said == without_name(unknown.get_json(), "cast")


def test_a_hidden_field_behind_a_reference_is_refused_like_an_unknown_one(
    api: Callable[..., Api], shop: Shop, sale: int, subtests: pytest.Subtests
) -> None:
    program = api("auditor")
    for query in ("{}=1", "sort={}", "fields={}", "{}.name=1"):
        with subtests.test(query):
            hidden = program.get(f"/sale?{query.format('clerk.wage')}")
            unknown = program.get(f"/sale?{query.format('clerk.wego')}")
            assert hidden.status_code == unknown.status_code == 400
            said = without_name(hidden.get_json(), "clerk.wage")
            assert said == without_name(unknown.get_json(), "clerk.wego")


@pytest.mark.database
def test_a_hidden_field_is_in_no_answer(
    api: Callable[..., Api], shop: Shop, sale: int, ctx: Context
) -> None:
    records.update(ctx, Sale, sale, {"internal_note": "worse still"})
    program = api(user=shop.buyer_user)
    for path in (
        "/sale",
        f"/sale/{sale}",
        f"/sale/{sale}/history",
        "/sale?expand=lines,store,buyer",
        f"/sale/{sale}/transitions",
    ):
        answer = program.get(path)
        assert answer.status_code == 200, path
        assert "internal_note" not in answer.text
        assert "difficult" not in answer.text
        assert "worse" not in answer.text


def test_expanding_shows_only_what_the_other_record_shows(
    api: Callable[..., Api], shop: Shop, sale: int, ctx: Context
) -> None:
    records.update(ctx, Sale, sale, {"clerk": shop.clerk})
    found = api("auditor").items("/sale?expand=clerk")[0]["clerk"]
    assert found["name"] == "Li"
    assert "wage" not in found
    line = api("manager").items("/sale?expand=lines")[0]["lines"][0]
    assert line["article"]["title"] == "Lamp"


@pytest.mark.database
def test_a_reference_to_a_row_out_of_scope_has_no_title_and_is_not_expanded(
    api: Callable[..., Api], shop: Shop, sale: int, ctx: Context
) -> None:
    """Buyers read no clerks."""
    records.update(ctx, Sale, sale, {"clerk": shop.clerk})
    buyer = api(user=shop.buyer_user)
    found = buyer.get(f"/sale/{sale}?expand=clerk").get_json()
    assert found["clerk"] == {"id": shop.clerk, "title": None}
    assert buyer.get("/sale?clerk.name=Li").status_code == 400
    assert buyer.get("/clerk").status_code == 403


def test_a_hidden_field_in_a_body_is_refused_and_not_written(
    api: Callable[..., Api], shop: Shop, ctx: Context
) -> None:
    program = api(user=shop.clerk_user)
    tag = program.get(f"/article/{shop.article}").headers["ETag"]
    answer = program.patch(f"/article/{shop.article}", {"cost": "1.00", "stock": 7}, etag=tag)
    assert answer.status_code in (403, 422)
    assert [error["field"] for error in answer.get_json()["errors"]] == ["cost"]
    stored = ctx.session.get_one(Article, shop.article)
    assert (str(stored.cost), stored.stock) == ("80.00", 0)


def test_a_secret_is_written_and_never_read(
    api: Callable[..., Api], shop: Shop, ctx: Context
) -> None:
    program = api("manager")
    tag = program.get(f"/article/{shop.article}").headers["ETag"]
    changed = program.patch(f"/article/{shop.article}", {"token": "swordfish"}, etag=tag)
    assert changed.status_code == 200, changed.text
    assert ctx.session.get_one(Article, shop.article).token == "swordfish"
    for path in (
        "/article",
        f"/article/{shop.article}",
        f"/article/{shop.article}/history",
        "/article?fields=token",
        f"/article/{shop.article}?fields=token",
        "/article?token=swordfish",
        "/article?sort=token",
    ):
        answer = program.get(path)
        assert "swordfish" not in answer.text.replace("token=swordfish", ""), path
    assert program.get("/article?fields=token").status_code == 400
    assert program.get("/article?token__is_null=false").status_code == 400


@pytest.mark.database
def test_two_worlds_that_differ_in_a_hidden_field_answer_alike(
    api: Callable[..., Api], shop: Shop, ctx: Context
) -> None:
    program = api("auditor")
    paths = (
        "/clerk",
        f"/clerk/{shop.clerk}",
        "/clerk?search=5000",
        "/clerk?sort=wage",
        "/clerk?wage__gt=1",
        "/sale?expand=clerk",
    )

    def answers() -> list[tuple[int, Any]]:
        found = []
        for path in paths:
            answer = program.get(path)
            body = answer.get_json()
            body.pop("request_id", None)
            found.append((answer.status_code, body))
        return found

    before = answers()
    from sqlalchemy import update

    from app.runtime import database
    from tests.sample.models import Clerk

    with database.current().begin() as session:
        session.execute(update(Clerk).values(wage=999999))
    assert answers() == before
