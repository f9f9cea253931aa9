"""Twenty at one moment, through a real server and through records: one effect, nothing lost, no gap."""

from __future__ import annotations

import sqlalchemy as sa

from app.runtime import records
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.errors import AppError, StaleRecord
from app.runtime.system import AuditLog, TransitionLog
from tests.faults.conftest import numbers, together, value
from tests.faults.serving import Serving
from tests.sample.models import Article, Buyer, Clerk, Sale

THREADS, TIMES = 20, 10


def _count(entity: type) -> object:
    return sa.select(sa.func.count()).select_from(entity)


def test_twenty_requests_with_one_key_are_one_effect(
    served: Serving, token: str, database: Database, store: int
) -> None:
    answers = together(
        THREADS,
        lambda _: served.send(
            "POST", "/api/v1/sale", {"store": store, "summary": "once"},
            token=token, **{"Idempotency-Key": "one"},
        ),
    )  # fmt: skip
    assert {answer.status for answer in answers} == {201}
    assert len({answer.body["id"] for answer in answers}) == 1
    assert value(database, _count(Sale)) == 1


def test_twenty_programs_that_each_add_twice_add_forty(
    served: Serving, token: str, database: Database
) -> None:
    """Who was overtaken (412) reads again and tries again; nothing else may happen."""
    path = "/api/v1/article/1"
    others = set()

    def add(_: int) -> None:
        done = 0
        while done < 2:
            seen = served.send("GET", path, token=token)
            answer = served.send(
                "PATCH", path, {"stock": seen.body["stock"] + 1}, token=token,
                **{"If-Match": seen.headers["ETag"]},
            )  # fmt: skip
            done += answer.status == 200
            if answer.status not in (200, 412):
                others.add((answer.status, str(answer.body)))

    assert together(THREADS, add) == [None] * THREADS
    assert others == set()
    assert value(database, sa.select(Article.stock).where(Article.id == 1)) == THREADS * 2


def test_twenty_who_take_one_step_take_it_once(
    served: Serving, token: str, database: Database, ctx: Context, store: int
) -> None:
    clerk = records.create(ctx, Clerk, {"name": "Ann", "store": store})
    sale = records.create(ctx, Sale, {"store": store, "summary": "race"})
    path = f"/api/v1/sale/{sale.id}/transitions/pack"
    answers = together(
        THREADS, lambda _: served.send("POST", path, {"clerk": clerk.id}, token=token)
    )
    assert sorted(answer.status for answer in answers) == [200] + [409] * (THREADS - 1)
    assert (
        value(
            database,
            sa.select(sa.func.count()).where(
                TransitionLog.record_id == sale.id, TransitionLog.transition == "pack"
            ),
        )
        == 1
    )


def test_twenty_who_sell_leave_no_gap_and_no_number_twice(
    served: Serving, token: str, database: Database, store: int
) -> None:
    """Some are refused on the way (the summary is missing): they take no number with them."""

    def sell(number: int) -> list[int]:
        bodies = [
            {"store": store, "summary": "s"},
            {"store": store},
            {"store": store, "summary": "s"},
        ]
        return [served.send("POST", "/api/v1/sale", body, token=token).status for body in bodies]

    assert together(THREADS, sell) == [[201, 422, 201]] * THREADS
    assert numbers(database, Sale.sale_no) == list(range(1, 2 * THREADS + 1))


def test_a_gapless_series_survives_those_who_give_up(database: Database, store: int) -> None:
    """Through records: every third is undone after it took its number."""

    def sell(number: int) -> None:
        with Context.system() as ctx:
            for turn in range(3):
                try:
                    with records.writing(ctx):
                        records.create(ctx, Sale, {"store": store, "summary": "s"})
                        if turn == 1:
                            raise _GivenUp
                except _GivenUp:
                    continue

    assert together(THREADS, sell) == [None] * THREADS
    assert numbers(database, Sale.sale_no) == list(range(1, 2 * THREADS + 1))


def test_a_fast_series_gives_nobody_the_same_number(database: Database) -> None:
    def arrive(_: int) -> None:
        with Context.system() as ctx:
            for _turn in range(3):
                records.create(ctx, Buyer, {"name": "Wang"})

    assert together(THREADS, arrive) == [None] * THREADS
    with database.read_session() as session:
        given = list(session.scalars(sa.select(Buyer.number)))
    assert len(set(given)) == len(given) == 3 * THREADS


def test_updates_through_records_lose_nothing(database: Database, store: int) -> None:
    def add(_: int) -> None:
        done = 0
        while done < TIMES:
            with Context.system() as ctx:
                article = ctx.get(Article, 1)
                try:
                    records.update(
                        ctx, Article, 1, {"stock": article.stock + 1}, version=article.version
                    )
                except StaleRecord:
                    continue
                done += 1

    failures = [found for found in together(THREADS, add) if isinstance(found, AppError | OSError)]
    assert failures == []
    assert value(database, sa.select(Article.stock).where(Article.id == 1)) == THREADS * TIMES
    assert (
        value(
            database,
            sa.select(sa.func.count()).where(
                AuditLog.entity == "article", AuditLog.action == "update"
            ),
        )
        == THREADS * TIMES
    )


class _GivenUp(Exception):
    """The caller changes his mind after everything was written."""
