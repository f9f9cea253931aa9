"""1.1: a resident's login is made, opened, closed and handed over only on record."""

from __future__ import annotations

from app.generated.customer import Customer
from app.runtime import records
from app.runtime.database import Database
from tests.custom.crm.customers.test_merging import merge, pair
from tests.custom.crm.customers.test_registration import PHONE, customer_of, form
from tests.custom.crm.town import Town
from tests.support.trail import on_record


def test_a_login_made_at_registration_is_on_record(town: Town, database: Database) -> None:
    """By the page that everybody can open: the number that is the user name does not stand in the log."""
    town.roster_entry("王小明", PHONE)
    with on_record(database, changed=1) as rows:
        form(town)
    made = next(row for row in rows if row.action == "create")
    assert (made.channel, made.by_system) == ("portal", True)
    assert made.diff["roles"] == [None, ["customer"]]
    assert made.diff["active"] == [None, True]
    assert PHONE not in str([row.diff for row in rows])


def test_who_opened_a_login_is_on_record(town: Town, database: Database) -> None:
    made = customer_of(town, form(town))
    desk = town.as_("csr")
    with on_record(database, changed=1) as rows:
        records.transition(desk, Customer, made.id, "verify")
    assert [(row.actor_id, row.diff["active"]) for row in rows] == [(desk.actor.id, [False, True])]


def test_who_closed_a_login_is_on_record(town: Town, database: Database) -> None:
    known, desk = town.resident(), town.as_("csr")
    with on_record(database, changed=1) as rows:
        records.transition(desk, Customer, known.id, "move_out")
    assert [(row.actor_id, row.diff["active"]) for row in rows] == [(desk.actor.id, [True, False])]


def test_a_merge_and_its_undoing_leave_both_on_record(town: Town, database: Database) -> None:
    kept, doubled = pair(town)
    records.update(town.as_("csr"), Customer, doubled.id, {"phone": "13900000001"})
    with on_record(database, changed=1) as rows:
        merge(town, doubled, kept)
    assert [row.diff["active"] for row in rows] == [[True, False]]
    with on_record(database, changed=1) as rows:
        records.transition(town.as_("csr"), Customer, doubled.id, "unmerge", note="不是同一人")
    assert [row.diff["active"] for row in rows] == [[False, True]]
