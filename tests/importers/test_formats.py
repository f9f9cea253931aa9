"""Each reader: what it carries over, and what it names as lost."""

from __future__ import annotations

import pytest

from generator.importers.report import CONDITION_KINDS, FIELD_KINDS
from tests.importers.conftest import FORMATS, Imported

Everything = dict[str, Imported]
UNSAYABLE = {
    # A unique index for some rows only, a moment that the database counts on.
    "db": {"Invoice.one_open", "booking.made"},
    # A look into the database, a function of the form's script.
    "doctype": {"Payment Slip: Cancel", "Service Invoice.script"},
}
"""What stands in our sources on purpose although nothing here can say it; named as the report names it."""


@pytest.mark.parametrize("form", FORMATS)
def test_every_field_and_nearly_every_condition_is_carried(
    everything: Everything, form: str
) -> None:
    """The sources hold what cannot be said on purpose; the report counts it as lost, and only it is lost."""
    report = everything[form].report
    assert report.share(FIELD_KINDS)["percent"] >= 99
    conditions = report.share(CONDITION_KINDS)
    assert conditions["percent"] >= 98
    unsayable = UNSAYABLE.get(form, set())
    lost = {
        one.name for one in report.items if one.effect == "lost" and one.kind in CONDITION_KINDS
    }
    assert lost == unsayable
    assert conditions["lost"] == len(unsayable)
    others = conditions["carried"] + conditions["lost"] - len(unsayable)
    assert conditions["carried"] / others >= 0.98
    totals = report.totals()
    for kind in CONDITION_KINDS & set(totals):
        assert totals[kind]["lost"] == len(everything[form].lost(kind))


@pytest.mark.parametrize("form", FORMATS)
def test_whatever_is_lost_has_a_place_a_reason_and_a_way(everything: Everything, form: str) -> None:
    items = everything[form].report.items
    assert items
    assert all(one.place.file and one.name and one.what and one.why and one.todo for one in items)
    if form not in ("db", "xlsx"):
        assert all(one.place.line > 0 for one in items)


def test_a_database_keeps_its_keys_rules_and_junctions(everything: Everything) -> None:
    db = everything["db"]
    assert len(db.plan.entities) == 10 + 4
    assert "track: {type: refs, to: Track" in db.line("track: {type: refs").replace("      ", " ")
    assert "min: 0" in db.line("total:")
    assert "values: {open:" in db.line("status:")
    assert "test: \"status != 'paid' or total > 0\"" in db.line("paid_has_total:")
    assert "formula: milliseconds / 60000" in db.line("minutes:")
    assert "unique: true" in db.line("iso:")
    assert 'pattern: "[A-Z][A-Z]-.*"' in db.line("code:")
    assert "on_delete: cascade" in db.line("seat:")
    assert db.lost("view") == ["sold: view"]
    assert db.lost("trigger") == ["touch: trigger"]
    # What reads no column is no rule about a row.
    assert db.lost("constant check") == ["Invoice.odd_one: abs(random()) >= 0"]


def test_jdl_keeps_validations_relationships_and_comments(everything: Everything) -> None:
    jdl = everything["jdl"]
    name = jdl.line("name:     {type")
    assert "min: 2, max: 60, required: true" in name
    assert "Name as printed on the cover" in name
    assert "{type: ref, to: User" in jdl.line("keeper:")
    assert "required: true, unique: true" in jdl.line("desk:")
    assert "on_delete: cascade" in jdl.line("shadow_of:")
    assert "{type: refs, to: Tag, required: true" in jdl.line("tags:")
    assert "{of: Book, by: author" in jdl.line("books:")
    assert "en: E-Book" in jdl.line("Format:")
    assert "methods: [list, get]" in jdl.text
    assert "Book: customThing value" in jdl.lost("option")


def test_doctypes_keep_conditions_permissions_and_workflows(everything: Everything) -> None:
    one = everything["doctype"]
    assert "visible: \"customer != null and (total > 1000 or state == 'submitted')\"" in one.line(
        "discount:"
    )
    assert "not status == 'open'" in one.line("discount:")
    assert "visible: is_return, required: is_return" in one.line("return_against:")
    assert "lookup: customer.customer_name" in one.line("customer_name:  {")
    assert "items_count != 0" in one.line("hint:")
    assert "created_by == user.id" in one.line("owner_note:")
    assert 'pattern: "SINV-{yyyy}-{seq:5}"' in one.line("naming_series:")
    assert 'when: "items_count > 0"' in one.line("submit:")
    assert "not: [creator]" in one.line("approve:")
    assert "by: [director]" in one.line("approve_2:")
    assert "billing_user: own" in one.line("read: {billing_manager: all, billing_user: own")
    told = " ".join(one.text.split())
    assert "secret_note: {read: [billing_manager], write: [billing_manager]}" in told
    assert "{zh: 服务发票, en: Service Invoice}" in one.text
    assert "posting_time:" in one.text
    assert "default: now()" in one.line("posting_time:")
    # What a script shows to a role is that role's on every surface here.
    told = " ".join(one.text.split())
    assert "for_managers: {read: [billing_manager], write: [billing_manager]}" in told
    assert "Service Invoice.script: fn:check_it" in one.lost("visible")


def test_prisma_keeps_defaults_native_types_and_relations(everything: Everything) -> None:
    prisma = everything["prisma"]
    assert "max: 120, required: true, unique: true" in prisma.line("email:")
    assert "default: [user, admin]" in prisma.line("roles:    {")
    assert "{type: money" in prisma.line("balance:")
    assert "{type: date," in prisma.line("born:")
    assert 'on_delete: "null"' in prisma.line("mentor:")
    assert "{of: AppUser, by: mentor" in prisma.line("pupils:")
    assert "required: true, default: {expression: uuid()}" in prisma.line("token:")
    assert "unique: [[author, slug]]" in prisma.text
    assert "unique: [[user, group]]" in prisma.text
    assert "shown" in prisma.line("name:     {type")
    assert prisma.lost("view") == ["Recent: 2 fields"]


def test_openapi_keeps_limits_references_and_compositions(everything: Everything) -> None:
    pets = everything["openapi"]
    assert "min: 2, max: 80, required: true" in pets.line("name:         {")
    assert 'required: "phone != null"' in pets.line("phone_kind:")
    assert "{type: enums, of: Status, max: 3" in pets.line("before:")
    assert "min: 0, max: 8, default: 4" in pets.line("legs:")
    assert 'test: "weight > 0"' in pets.line("weight_exclusive_minimum:")
    assert "{of: OwnerVisit, by: owner" in pets.line("visits:")
    assert "{type: ref, to: OwnerAddress" in pets.line("address:")
    assert "values: {cat:" in pets.line("kind:")
    assert "token: {read: []}" in pets.text
    assert "GET /pets: an operation" in pets.lost("operation")


def test_workbooks_tell_types_choices_and_references(everything: Everything) -> None:
    book = everything["xlsx"]
    assert "unique: true" in book.line("code:")
    assert "{type: phone" in book.line("phone:")
    assert "{type: bool" in book.line("flag_enabled:")
    assert "{type: money" in book.line("balance:")
    assert "空置" in book.line("kind:")
    assert "{type: ref, to: Owner" in book.line("customer:")
    assert "formula: qty * 2" in book.line("total:").replace('"', "")
    assert "Status: {" in book.text
    assert book.lost("sheet") == ["Empty: a sheet"]
