"""Sensitive values: encrypted in the database, masked wherever they are shown, revealed for a reason, kept by forms."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import filters, query, records
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.errors import AppError, BadRequest, Forbidden, NotFound, ValidationFailed
from app.runtime.privacy import cipher, keys, rotation
from app.runtime.privacy.column import CannotCompare
from app.runtime.privacy.mask import mask
from app.runtime.privacy.reveal import reveal
from app.runtime.system import AuditLog
from tests.sample.models import Buyer, Clerk, Store
from tests.support.people import People

CARD = "11010519491231002X"
OTHER = "440524188001010014"
WHY = "The owner asked for it."


@pytest.fixture
def store(ctx: Context) -> int:
    return int(records.create(ctx, Store, {"code": "S1", "name": "East"}).id)


@pytest.fixture
def clerk(ctx: Context, store: int) -> int:
    given = {"name": "Li", "store": store, "wage": "5000.10", "bank": "6222020000001234"}
    return int(records.create(ctx, Clerk, given).id)


@pytest.fixture
def manager(people: People, clerk: int) -> Any:
    with Context.for_user(people.user("manager")) as made:
        yield made


def everything(database: Database) -> str:
    """All that the database holds, as text."""
    with database.read_session() as session:
        tables = sa.inspect(session.connection()).get_table_names()
        rows = [
            list(map(str, row))
            for name in tables
            for row in session.execute(sa.text(f'SELECT * FROM "{name}"'))
        ]
    return json.dumps(rows)


def test_no_sensitive_value_stands_anywhere_in_the_database(
    ctx: Context, clerk: int, database: Database
) -> None:
    records.create(ctx, Buyer, {"name": "Bob", "card": CARD})
    records.update(ctx, Clerk, clerk, {"wage": "6000.20"})
    told = everything(database)
    for value in (CARD, "6222020000001234", "5000.1", "500010", "6000.2", "600020"):
        assert value not in told


def test_python_reads_the_value_as_it_was_written(ctx: Context, clerk: int) -> None:
    found = ctx.get(Clerk, clerk)
    assert (found.wage, found.bank) == (Decimal("5000.10"), "6222020000001234")


def test_a_value_moved_to_another_column_is_not_read(
    ctx: Context, clerk: int, database: Database
) -> None:
    with database.begin() as session:
        session.execute(sa.text("UPDATE clerk SET wage = bank"))
    with Context.system() as later, pytest.raises(cipher.CannotDecrypt):
        later.get(Clerk, clerk)


def test_it_is_masked_in_rows_of_every_kind(manager: Context, clerk: int) -> None:
    listed = query.rows(manager, Clerk, columns=["wage", "bank"]).items[0]
    assert (str(listed["wage"]), str(listed["bank"])) == ("••••", "************1234")
    assert query.get(manager, Clerk, clerk)["bank"] == "************1234"


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("phone", "13812348000", "138****8000"),
        ("id_no", "110105194912311234", "110***********1234"),
        ("bank_account", "6222020000001234", "************1234"),
        ("string", "王小明", "王**"),
        ("email", "bob@example.org", "b***@example.org"),
        ("money", Decimal("1.00"), "••••"),
        ("bool", False, "••••"),
        ("date", dt.date(2026, 1, 1), "••••"),
        ("phone", "12345", "*****"),
        ("id_no", None, None),
    ],
)
def test_each_type_has_its_mask(kind: str, value: Any, shown: str | None) -> None:
    from app.runtime.field import Field, label

    assert mask(Field(kind, label(zh="x", en="x"), pii="sensitive"), value) == shown


def test_equality_finds_it_and_nothing_else_may_be_asked(ctx: Context, clerk: int) -> None:
    def found(*pairs: tuple[str, str]) -> int:
        where = filters.parse(Clerk, ctx.actor, pairs)
        return len(query.rows(ctx, Clerk, where=where).items)

    assert found(("bank", "6222020000001234")) == 1
    assert found(("bank__in", "6222020000009999,6222020000001234")) == 1
    assert found(("bank", "6222020000009999")) == 0
    assert found(("wage", "5000.1")) == 1
    assert found(("bank__ne", "6222020000001234")) == 0
    assert found(("bank__is_null", "false")) == 1
    for key, value in (
        ("bank__contains", "1234"), ("bank__starts", "62"), ("wage__gt", "1"),
        ("wage__between", "1,9"),
    ):  # fmt: skip
        with pytest.raises(BadRequest) as refused:
            found((key, value))
        assert (refused.value.code, refused.value.errors[0].field) == ("unknown_operator", key)
    with pytest.raises(BadRequest) as refused:
        query.rows(ctx, Clerk, sort=["wage"])
    assert refused.value.code == "not_sortable"


def test_code_cannot_compare_it_otherwise_either() -> None:
    for compare in (
        lambda: Clerk.wage > 1,
        lambda: Clerk.bank.like("62%"),
    ):
        with pytest.raises(CannotCompare):
            compare()


def test_the_mask_that_comes_back_changes_nothing(ctx: Context, clerk: int) -> None:
    before = ctx.get(Clerk, clerk).version
    shown = query.get(ctx, Clerk, clerk)
    kept = records.update(ctx, Clerk, clerk, {"wage": shown["wage"], "bank": str(shown["bank"])})
    assert (kept.version, kept.wage, kept.bank) == (before, Decimal("5000.10"), "6222020000001234")
    changed = records.update(ctx, Clerk, clerk, {"bank": "6222020000005678"})
    assert changed.bank == "6222020000005678"


def test_another_mask_is_no_value(ctx: Context, clerk: int) -> None:
    with pytest.raises(ValidationFailed):
        records.update(ctx, Clerk, clerk, {"bank": "************9999"})


def test_unique_knows_equal_values(ctx: Context, store: int) -> None:
    pair = [{"name": "A", "card": CARD}, {"name": "B", "card": OTHER}]
    assert records.write_set(ctx, Buyer, pair, action="create", audit="x") == 2
    with ctx.session.no_autoflush:
        found = ctx.session.scalars(sa.select(Buyer.name).where(Buyer.card == OTHER)).all()
    assert found == ["B"]


def test_a_large_set_stays_set_based(ctx: Context, statements: Any) -> None:
    def cost(**more: str) -> int:
        rows = [{"name": f"N{n}", **more} for n in range(200)]
        with statements() as seen:
            records.write_set(ctx, Buyer, rows, action="create", audit="x")
        return len(seen)

    assert cost(card=OTHER) <= cost()


def test_reveal_wants_permission_reason_and_field(
    manager: Context, clerk: int, as_user: Callable[..., Context], database: Database
) -> None:
    assert reveal(manager, Clerk, clerk, ["bank"], reason=WHY) == {"bank": "6222020000001234"}
    with database.read_session() as session:
        row = session.scalars(sa.select(AuditLog).where(AuditLog.action == "reveal")).one()
        assert (row.record_id, row.diff) == (clerk, {"fields": ["bank"], "note": WHY})
    for names, reason, field in (
        (["bank"], "x", "reason"),
        (["name"], WHY, "fields"),
        ([], WHY, "fields"),
    ):
        with pytest.raises(ValidationFailed) as refused:
            reveal(manager, Clerk, clerk, names, reason=reason)
        assert [error.field for error in refused.value.errors] == [field]
    with pytest.raises((Forbidden, NotFound)):
        reveal(as_user("auditor"), Clerk, clerk, ["bank"], reason=WHY)


def test_what_is_not_logged_is_not_shown(manager: Context, clerk: int, database: Database) -> None:
    with database.begin() as session:
        session.execute(sa.text("ALTER TABLE sys_audit_log RENAME TO elsewhere"))
    with pytest.raises(sa.exc.DatabaseError):
        reveal(manager, Clerk, clerk, ["bank"], reason=WHY)


def test_a_new_key_takes_over_while_both_are_valid(
    ctx: Context, clerk: int, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = keys.current()
    records.create(ctx, Buyer, {"name": "Bob", "card": CARD, "phone": "13800001111"})
    fresh = keys.parse(keys.new_set(dt.date(2026, 1, 1)))
    both = keys.Keyring({**fresh.data, **old.data}, old.index, old.audit)
    monkeypatch.setattr(keys, "_current", [both])
    assert ctx.get(Clerk, clerk).bank == "6222020000001234"
    done = rotation.rotate(ctx, chunk=1)
    next(done)
    done.close()  # stopped half-way
    places = {place for place, _ in rotation.rotate(ctx, chunk=1)}
    assert places & {"clerk.bank", "clerk.wage", "buyer.card", "sys_subject_key.wrapped"}
    assert list(rotation.rotate(ctx)) == []
    monkeypatch.setattr(keys, "_current", [keys.Keyring(fresh.data, old.index, old.audit)])
    with Context.system() as later:
        assert later.get(Clerk, clerk).bank == "6222020000001234"
        found = later.session.scalars(sa.select(Buyer.name).where(Buyer.card == CARD)).all()
        assert found == ["Bob"]


def test_an_error_text_holds_no_value(ctx: Context, store: int, database: Database) -> None:
    with database.begin() as session:
        session.execute(sa.text("ALTER TABLE clerk RENAME TO elsewhere"))
    with pytest.raises((sa.exc.DatabaseError, AppError)) as failed:
        records.create(ctx, Clerk, {"name": "Li", "store": store, "bank": "6222020000001234"})
    assert "6222020000001234" not in str(failed.value)
