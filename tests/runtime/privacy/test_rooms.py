"""A person's own data holds what he said and how he keeps his pages; with his record it goes, and what others share stays."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import notify, records, saved
from app.runtime.comments import write
from app.runtime.comments.tables import Comment
from app.runtime.context import Context
from app.runtime.notify.tables import Delivery, NotificationChoice
from app.runtime.personal import preferences, recents
from app.runtime.personal.tables import Preference, Recent
from app.runtime.privacy import erasure, handout, own, page
from app.runtime.saved.tables import ListView
from app.runtime.subscriptions import manage
from app.runtime.subscriptions.tables import ReportSubscription
from app.runtime.system import Notification
from tests.sample.models import Buyer, Clerk, Sale, Store, StoreRole
from tests.support.people import People

WHY = "She asked for it."
OF_A_LOGIN = (Recent, Preference, ReportSubscription, NotificationChoice, Notification, Delivery)


@pytest.fixture
def shop(ctx: Context, people: People) -> dict[str, int]:
    """Clerk Li with a login, a sale of her store, a buyer with a login, a manager."""
    users = {name: people.user(name) for name in ("clerk", "buyer", "manager")}
    with records.writing(ctx):
        store = ctx.create(Store, code="S1", name="East").id
        ctx.create(StoreRole, user=users["clerk"], store=store)
        li = ctx.create(Clerk, login=users["clerk"], name="Li", store=store).id
        buyer = ctx.create(Buyer, login=users["buyer"], name="Wang", phone="13800001111").id
        sale = ctx.create(Sale, store=store, buyer=buyer, summary="Lamp").id
    return {**users, "li": li, "buyer_record": buyer, "sale": sale}


@pytest.fixture
def kept(shop: dict[str, int], ctx: Context) -> dict[str, int]:
    """Li has said and kept something in every room; a mail about her record and one to her went out."""
    with Context.for_user(shop["clerk"]) as li:
        write.add(li, Sale, shop["sale"], "Li's words")
        taken = write.add(li, Sale, shop["sale"], "Li's regret").id
        write.delete(li, Sale, shop["sale"], taken)
        for name, shared in (("Mine", "private"), ("Ours", "everybody")):
            saved.create(li, Sale, saved.Wanted(name, [("state", "new")], shared))
        saved.keep_columns(li, Sale, ["summary"])
        preferences.save(li, {"theme": "dark"})
        recents.note(li, Sale, shop["sale"])
        notify.save(li, notify.Choice({}, {}, "en", None, None, None))
    with Context.for_user(shop["manager"]) as boss:
        write.add(boss, Sale, shop["sale"], "The manager's words")
        manage.add(boss, "sales", every="day")
        boss.session.execute(sa.update(ReportSubscription).values(user_id=shop["clerk"]))
        boss.session.commit()
    with records.writing(ctx):
        for person, record in (
            (shop["clerk"], None),
            (shop["manager"], ctx.get(Clerk, shop["li"])),
        ):
            notify.send(
                ctx, person, "comment.mention", record=record, dedup_key="k", who="A", text="B"
            )
        for told in ctx.session.scalars(sa.select(Notification)):
            ctx.session.add(_delivery(told, ctx))
    return shop


def _delivery(told: Notification, ctx: Context) -> Delivery:
    return Delivery(
        notification_id=told.id, recipient_id=told.recipient_id, channel="email",
        idempotency_key=f"d{told.id}", state="sent", created_at=ctx.now,
    )  # fmt: skip


def test_ones_own_data_holds_what_one_said_and_how_one_keeps_ones_pages(
    kept: dict[str, int],
) -> None:
    with Context.for_user(kept["clerk"]) as li:
        told = own.collect(li)
        shown = page.of(told, "en")
    assert [(one["entity"], one["text"]) for one in told["comments"]] == [("sale", "Li's words")]
    assert [one["view"] for one in told["views"]] == ["", "Mine", "Ours"]
    assert [one["report"] for one in told["subscriptions"]] == ["sales"]
    assert told["preferences"] == [{"theme": "dark"}, {"language": "en"}]
    assert [(one["entity"], one["record"]) for one in told["opened"]] == [("sale", kept["sale"])]
    assert told["manuals"] == []
    assert "regret" not in json.dumps(told)
    for word in ("Comments that I wrote", "Li&#x27;s words", "Saved views", "Opened last", "dark"):
        assert word in shown
    assert "The manager" not in shown


def test_nobody_gets_what_is_another_s(kept: dict[str, int]) -> None:
    with Context.for_user(kept["buyer"]) as wang:
        told = own.collect(wang)
    for name in ("comments", "views", "subscriptions", "preferences", "opened", "manuals"):
        assert told[name] == [], name
    assert "Li's words" not in json.dumps(told)


def test_a_handout_holds_what_its_reader_may_read_of_what_was_said(
    kept: dict[str, int], ctx: Context
) -> None:
    told = handout.collect(ctx, Buyer, kept["buyer_record"], reason=WHY)
    said = [(one["entity"], one["text"]) for one in told["comments"]]
    assert said == [("sale", "Li's words"), ("sale", "The manager's words")]
    with Context.for_user(kept["buyer"]) as wang:
        mine = handout.collect(wang, Buyer, kept["buyer_record"], reason=WHY, own=True)
    assert mine["comments"] == []
    records.delete(ctx, Sale, kept["sale"])
    assert handout.collect(ctx, Buyer, kept["buyer_record"], reason=WHY)["comments"] == []


def test_with_the_record_of_a_login_its_rooms_are_emptied_and_what_is_shared_stays(
    kept: dict[str, int], ctx: Context
) -> None:
    erasure.erase(ctx, Clerk, kept["li"], reason=WHY)
    ctx.session.rollback()
    for table in OF_A_LOGIN:
        assert ctx.session.scalar(sa.select(sa.func.count()).select_from(table)) == 0, table
    assert ctx.session.scalars(sa.select(ListView.name)).all() == ["Ours"]
    texts = ctx.session.scalars(sa.select(Comment.text).order_by(Comment.id)).all()
    assert texts == ["Li's words", "", "The manager's words"]


def test_the_rooms_of_others_are_left_alone(kept: dict[str, int], ctx: Context) -> None:
    erasure.erase(ctx, Buyer, kept["buyer_record"], reason=WHY)
    ctx.session.rollback()
    for table in (Recent, Preference, ReportSubscription, NotificationChoice):
        assert ctx.session.scalar(sa.select(sa.func.count()).select_from(table)) == 1, table
    assert len(ctx.session.scalars(sa.select(ListView)).all()) == 3
    # What was said about the sale was said about its buyer.
    assert set(ctx.session.scalars(sa.select(Comment.text))) == {""}


def test_a_message_that_went_out_does_not_hold_up_an_erasure(
    kept: dict[str, int], ctx: Context, as_user: Callable[..., Any]
) -> None:
    with records.writing(ctx):
        notify.send(
            ctx, kept["manager"], "comment.mention", record=ctx.get(Buyer, kept["buyer_record"]),
            dedup_key="m", who="A", text="13800001111",
        )  # fmt: skip
        told = ctx.session.scalars(
            sa.select(Notification).where(Notification.dedup_key == "m")
        ).one()
        ctx.session.add(_delivery(told, ctx))
    erasure.erase(ctx, Buyer, kept["buyer_record"], reason=WHY)
    ctx.session.rollback()
    left = sa.select(Notification.id).where(Notification.dedup_key == "m")
    assert ctx.session.scalars(left).all() == []
