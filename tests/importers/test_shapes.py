"""Sources whose shape is unusual: each is read to its end, and means here what it meant there."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from openpyxl import Workbook

from app.cli.importing.reflect import catalog_of
from app.cli.importing.urls import lawful
from generator.importers import Report, convert, naming, reader
from generator.importers.db import model_of
from generator.importers.doctype.read import read as read_doctypes
from generator.importers.jdl.read import read_text as jdl
from generator.importers.model import Model
from generator.importers.openapi.read import read_text as openapi
from generator.importers.prisma.read import read_text as prisma
from generator.loading import load_text
from tests.importers.conftest import Imported
from tests.support.databases import Databases


def made(read: Callable[[str, str, Report], Model], text: str) -> Imported:
    report = Report("", "source")
    written = convert(read(text, "source", report), report)
    return Imported(written, load_text(written), report)


def test_tables_called_like_the_frameworks_get_other_names() -> None:
    taken: list[str] = []
    for table in ("sys_user", "sys_role", "SysUser", "ab_user", "pg_stat", "user", "Order__Item"):
        taken.append(naming.free_entity(naming.camel(table, "Entity"), taken))
    assert taken == [
        "SystemUser", "SystemRole", "SystemUserRecord", "AppUser", "AppStat", "UserRecord", "OrderItem",
    ]  # fmt: skip


def test_refs_whose_pairs_meet_a_table_are_renamed() -> None:
    one = made(
        prisma,
        """model Order { id Int @id
           tag Tag[] }
           model Tag { id Int @id
           orders Order[] }
           model OrderTags { id Int @id
           note String }""",
    )
    assert one.report.share(frozenset({"relation"}))["lost"] == 0
    assert "tag_refs: {type: refs, to: Tag" in one.text.replace("  ", " ")


def test_wide_numbers_keep_their_64_bits() -> None:
    most = "max: 9223372036854775807"
    assert most in made(jdl, "entity A { size Long, few Integer }").line("size:")
    assert most in made(prisma, "model A { id Int @id\n size BigInt\n few Int }").line("size:")
    limited = made(jdl, "entity A { size Long max(9000000000) }").line("size:")
    assert "max: 9000000000" in limited


def test_the_people_and_roles_of_jhipster_stand_on_either_side() -> None:
    one = made(
        jdl,
        """entity Car { plate String }
           relationship OneToMany { User{cars} to Car{owner} }
           relationship ManyToOne { Car{level} to Authority }""",
    )
    assert "{type: ref, to: User" in one.line("owner:")
    assert "{type: ref, to: Authority" in one.line("level:")
    assert one.report.share(frozenset({"relation"}))["lost"] == 0


def test_an_enum_that_is_declared_again_is_told() -> None:
    one = made(jdl, "entity A { b B }\nenum B { X, Y }\nenum B { Z }")
    assert one.lost("enum") == ["B: declared again"]


def test_bodies_without_a_name_are_entities_where_no_schema_has_one() -> None:
    body = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}
    answer = {"type": "object", "properties": {"made": {"type": "string", "format": "date"}}}
    listed = {"type": "array", "items": answer}
    document = {
        "openapi": "3.0.3",
        "info": {"title": "Shop"},
        "paths": {
            "/shops/{id}/orders": {
                "post": {
                    "requestBody": {"content": {"application/json": {"schema": body}}},
                    "responses": {"201": {"description": "made"}},
                },
                "get": {
                    "responses": {"200": {"content": {"application/json": {"schema": listed}}}}
                },
            }
        },
    }
    one = made(openapi, json.dumps(document))
    assert [each.name for each in one.plan.entities] == ["Order"]
    assert "required: true" in one.line("name:")
    assert "{type: date" in one.line("made:")


def test_a_property_that_is_demanded_and_never_described_may_hold_anything() -> None:
    schema = {"type": "object", "required": ["a", "b"], "properties": {"a": {"type": "string"}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "X"},
        "components": {"schemas": {"A": schema}},
    }
    assert "{type: json, required: true" in made(openapi, json.dumps(document)).line("b:")


CHECKS = """
CREATE TABLE person (
    id INTEGER PRIMARY KEY, code VARCHAR(20), mail VARCHAR(80), name VARCHAR(40), hired DATE, left_on DATE, a INT, b INT, flag BOOLEAN,
    CONSTRAINT c1 CHECK (mail LIKE '%@%'), CONSTRAINT c2 CHECK (name = lower(name)), CONSTRAINT c3 CHECK (code LIKE 'AB-__'),
    CONSTRAINT c4 CHECK ((a IS NOT NULL) + (b IS NOT NULL) = 1), CONSTRAINT c5 CHECK (a % 5 = 0),
    CONSTRAINT c6 CHECK (left_on <= hired + 30), CONSTRAINT c7 CHECK (instr(mail, '@') > 0), CONSTRAINT c8 CHECK (a IS DISTINCT FROM b)
);
CREATE UNIQUE INDEX one_code ON person (code) WHERE code IS NOT NULL;
CREATE UNIQUE INDEX one_mail ON person (mail) WHERE left_on IS NULL;
CREATE TABLE sys_user (id INTEGER PRIMARY KEY, login VARCHAR(30) NOT NULL UNIQUE, size BIGINT,
    seen TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP, gone DATE NOT NULL DEFAULT '0000-00-00');
"""


def test_checks_of_many_shapes_hold_here(tmp_path: Path) -> None:
    path = tmp_path / "people.db"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript(CHECKS)
    report = Report("db", "people")
    text = convert(model_of(catalog_of(lawful(str(path))), report), report)
    one = Imported(text, load_text(text), report)
    assert "test: contains(mail, '@')" in one.line("c1:").replace('"', "")
    assert 'pattern: "^[^A-Z]*$"' in one.line("name:")
    assert r"pattern: 'AB\-[\s\S][\s\S]'" in one.line("code:").replace('"', "'").replace(
        "\\\\", "\\"
    )
    assert "a != null and b == null or a == null and b != null" in one.line("c4:")
    assert "round(a / 5) * 5 == a" in one.line("c5:")
    assert "days(hired, left_on) <= 30" in one.line("c6:")
    assert "unique: true" in one.line("code:")
    assert one.lost("unique") == ["person.one_mail: (mail) where left_on IS NULL"]
    assert "max: 9223372036854775807" in one.line("size:")
    assert "{type: datetime, required: true, default: now()" in one.line("seen:")
    assert "{type: date, label" in one.line("gone:")
    assert one.lost("check") == one.lost("default") == []


@pytest.mark.parametrize(
    ("source", "ours"),
    [
        ("eval:(doc.rows || []).length > 2", '"rows_count > 2"'),
        ("eval:doc.kind == 'A' || doc.kind == 'No such'", "\"kind == 'a'\""),
        ("eval:!doc.never && doc.flag", "flag"),
        ("eval:frappe.session.user == 'Administrator'", "\"user.username == 'Administrator'\""),
        ("eval:doc.due < frappe.datetime.add_days(frappe.datetime.nowdate(), 7)", '"days(today(), due) < 7"'),
        ("eval:frappe.boot.developer_mode || doc.flag", "flag"),
    ],
)  # fmt: skip
def test_conditions_of_forms_say_the_same(source: str, ours: str, tmp_path: Path) -> None:
    fields = [
        {"fieldname": "kind", "fieldtype": "Select", "options": "A\nB"}, {"fieldname": "flag", "fieldtype": "Check"},
        {"fieldname": "due", "fieldtype": "Date"}, {"fieldname": "rows", "fieldtype": "Table", "options": "Row"},
        {"fieldname": "shown", "fieldtype": "Data", "depends_on": source},
    ]  # fmt: skip
    row = {"doctype": "DocType", "name": "Row", "istable": 1, "fields": fields[1:2]}
    file = tmp_path / "all.json"
    file.write_text(json.dumps([{"doctype": "DocType", "name": "Main", "fields": fields}, row]))
    one = made(lambda _text, _name, report: read_doctypes(file, report), "")
    assert f"visible: {ours}" in one.line("shown:")


def test_keys_that_the_database_makes_are_a_random_default() -> None:
    one = made(
        prisma,
        """model A { id Int @id
           a String @default(uuid(7))
           b String @default(nanoid(10))
           c String @default(cuid()) @unique
           d String @default(dbgenerated("gen_random_uuid()")) @db.Uuid
           short String @default(nanoid(8)) @db.VarChar(8)
           yes Boolean @default(dbgenerated("true")) }""",
    )
    assert all("default: {expression: uuid()}" in one.line(f"{name}:") for name in "abcd")
    assert "unique: true" in one.line("c:")
    assert "default: true" in one.line('"yes":')
    # What does not fit is told, not cut off.
    assert one.lost("default") == ["A.short: default: uuid()"]


def test_a_combination_with_the_records_own_number_is_unique_by_itself() -> None:
    one = made(
        prisma, "model A { id BigInt @id @default(autoincrement())\n b Int\n @@unique([b, id]) }"
    )
    assert one.lost("unique") == []
    assert "unique:" not in one.text


def test_a_workbook_names_columns_without_a_header_and_keeps_mixed_cells_as_they_are(
    tmp_path: Path,
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["姓名", "混合", None, "日期", "日期"])
    for number in range(12):
        mixed = [1, "a", True][number % 3]
        sheet.append([f"n{number}", mixed, "x", f"2026-01-{number + 1:02d}", "2026/2/3"])
    book.save(tmp_path / "lists.xlsx")
    report = Report("xlsx", "lists.xlsx")
    text = convert(reader("xlsx")(tmp_path / "lists.xlsx", report), report)
    one = Imported(text, load_text(text), report)
    assert one.lost("column") == ["Sheet.C: a column with values"]
    assert len([field for field in one.plan.entities[0].fields if field.type == "date"]) == 2
    assert not [field for field in one.plan.entities[0].fields if field.type == "enum"]


@pytest.mark.database
def test_what_postgresql_has_beside_plain_tables_is_carried_or_named(
    databases: Databases, tmp_path: Path
) -> None:
    engine = sa.create_engine(databases.empty(tmp_path), poolclass=sa.NullPool)
    if engine.dialect.name == "postgresql":
        odd = """CREATE TABLE parted (id int, d date NOT NULL) PARTITION BY RANGE (d);
            CREATE TABLE parted1 PARTITION OF parted FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
            CREATE TABLE nothing ();
            CREATE TABLE "客户" ("编号" serial PRIMARY KEY, "from" text, bits bit(3), rng int4range,
                uid uuid DEFAULT gen_random_uuid(), twice int GENERATED ALWAYS AS (3 * 2) STORED);
            CREATE UNIQUE INDEX folded ON "客户" (lower("from"));"""
        lost = [
            '客户.folded: lower("from")',
            "parted1: partition",
            "nothing: table without columns",
        ]
        changed = {"客户.bits", "客户.rng"}
    else:
        odd = """CREATE TABLE "客户" ("编号" INTEGER PRIMARY KEY, "from" TEXT, uid CHAR(36), other INT4RANGE);
            CREATE UNIQUE INDEX folded ON "客户" (lower("from"));"""
        lost, changed = ["folded: unique"], set[str]()
    with engine.begin() as connection:
        for statement in odd.split(";"):
            if statement.strip():
                connection.exec_driver_sql(statement)
    report = Report("db", "odd")
    text = convert(model_of(catalog_of(engine.url), report), report)
    one = Imported(text, load_text(text), report)
    told = {f"{each.name}: {each.what}" for each in report.items if each.effect == "lost"}
    # What keeps two rows apart is a rule: it counts among the conditions.
    assert report.totals()["unique"]["lost"] == 1
    assert told >= set(lost)
    assert {each.name for each in report.items if each.effect == "changed"} >= changed
    assert "default: {expression: uuid()}" in text or engine.dialect.name == "sqlite"
    assert len(one.plan.entities) == (2 if engine.dialect.name == "postgresql" else 1)
