"""Attached files: one's own upload, once; then the record's policy rules over them."""

from __future__ import annotations

from typing import Any

import pytest

from app.runtime import database, records
from app.runtime.context import Context
from app.runtime.errors import ValidationFailed
from app.runtime.system import Attachment
from tests.sample.models import Article, Sale


def upload(ctx: Context, count: int = 1) -> list[int]:
    """Rows as files.store makes them: the uploader's, nobody's yet."""
    with database.current().begin() as session:
        made = [
            Attachment(
                sha256="0" * 64,
                name="a.png",
                mime="image/png",
                size=1,
                created_at=ctx.now,
                created_by_id=ctx.actor.id,
            )
            for _ in range(count)
        ]
        session.add_all(made)
        session.flush()
        return [row.id for row in made]


def owner(id: int) -> tuple[str | None, int | None, str | None]:
    with Context.system() as ctx:
        row = ctx.session.get(Attachment, id)
        assert row is not None
        return row.entity, row.record_id, row.field


def test_an_upload_belongs_to_the_record_once_it_is_saved(shop: Any) -> None:
    one, two, three = upload(shop.manager, 3)
    article = records.update(
        shop.manager, Article, shop.article, {"picture": one, "pictures": [two, three]}
    )
    assert (article.picture, article.pictures) == (one, [two, three])
    assert owner(one) == ("article", shop.article, "picture")
    assert owner(three) == ("article", shop.article, "pictures")


def test_somebody_elses_upload_cannot_be_taken(shop: Any) -> None:
    (theirs,) = upload(shop.manager)
    with pytest.raises(ValidationFailed) as caught:
        records.update(shop.ann, Article, shop.article, {"picture": theirs})
    assert caught.value.errors[0].code == "file"
    assert owner(theirs) == (None, None, None)


def test_a_file_of_another_record_cannot_be_taken(shop: Any) -> None:
    (mine,) = upload(shop.ann)
    first = shop.sale(signed=mine)
    with pytest.raises(ValidationFailed):
        shop.sale(signed=mine)
    kept = records.update(shop.ann, Sale, first.id, {"signed": mine, "summary": "again"})
    assert kept.signed == mine


def test_too_many_files_are_refused(shop: Any) -> None:
    with pytest.raises(ValidationFailed) as caught:
        records.update(shop.manager, Article, shop.article, {"papers": upload(shop.manager, 4)})
    assert caught.value.errors[0].code == "max"


def test_a_file_that_does_not_exist_is_refused(shop: Any) -> None:
    with pytest.raises(ValidationFailed):
        records.update(shop.manager, Article, shop.article, {"manual": 999})
