"""What a plan becomes: files that stand by themselves, and nothing more than needed when it changes."""

from __future__ import annotations

import ast
import time
from dataclasses import replace

from generator.emit import emit
from generator.emit.package import HASH_PREFIX, digest
from generator.plan import Plan
from tests.generator.plans import entity, enum, field, plan, with_entity, with_field, workflow


def shop() -> Plan:
    return plan(
        entity("Store", field("name", required=True)),
        entity(
            "Sale",
            field("summary", max=60),
            field("store", "ref", target="Store"),
            field("level", "enum", enum="Level"),
            field("kind", "enum", enum="SaleKind"),
            workflow=workflow("new", "done", final="done"),
        ),
        enums=(enum("Level", "low", "high"), enum("SaleKind", "cash", "card")),
    )


def changed(before: Plan, after: Plan) -> set[str]:
    old, new = emit(before), emit(after)
    return {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}


def test_a_changed_entity_touches_only_its_own_files() -> None:
    touched = changed(shop(), with_field(shop(), "Sale", field("note", "text")))
    assert touched == {"sale/model.py", "sale/view.py", "sale/manual.json", "schema.json"}


def test_a_changed_inline_enum_touches_only_its_own_entity() -> None:
    enums = (shop().enums[0], enum("SaleKind", "cash", "card", "check"))
    assert changed(shop(), replace(shop(), enums=enums)) == {"sale/model.py", "schema.json"}


def test_a_changed_grant_touches_only_the_policy_and_the_manual() -> None:
    sale = shop().entities[1]
    grants = {**sale.permissions.grants, "update": {"clerk": None}}
    wider = replace(sale, permissions=replace(sale.permissions, grants=grants))
    assert changed(shop(), with_entity(shop(), wider)) == {
        "sale/policy.py",
        "sale/manual.json",
        "schema.json",
    }


def test_the_same_plan_gives_the_same_text() -> None:
    assert emit(shop()) == emit(shop())


def test_every_file_parses_and_carries_the_hash_of_its_body() -> None:
    for path, text in emit(shop()).items():
        if path.endswith(".py"):
            ast.parse(text)
            head, _, body = text.partition(HASH_PREFIX)
            found, _, body = body.partition("\n")
            assert found == digest(body), path
            assert head.count("\n") == 2


def test_fields_may_be_called_like_the_helpers_that_make_them() -> None:
    names = ("field", "label", "text", "date", "datetime", "relationship", "enums", "expression")
    fields = [field(name, "date", unique=True) for name in names]
    model = emit(plan(entity("Odd", *fields)))["odd/model.py"]
    compile(model, "model.py", "exec")
    assert "from app.runtime.field import field as _field" in model
    assert "label: Mapped[datetime.date" not in model


def test_entities_may_be_called_like_the_classes_that_make_them() -> None:
    names = ("Policy", "Index", "Section", "Resource", "Entity", "Mapped", "Registry", "Role")
    files = emit(plan(*(entity(name, field("name", unique=True)) for name in names)))
    assert "class Index(Entity):" in files["index/model.py"]
    assert "from sqlalchemy import Index as _Index" in files["index/model.py"]
    assert "class Entity(_Entity):" in files["entity/model.py"]
    assert "from app.runtime.registry import Registry as _Registry" in files["registry.py"]


def test_texts_of_the_schema_cannot_become_code() -> None:
    hostile = '"""\nimport os\n"""; \\" {x}'
    labels = {"zh": hostile, "en": hostile}
    odd = replace(entity("Odd", field("name")), labels=labels, title=hostile, process=hostile)
    for path, text in emit(plan(odd)).items():
        if path.endswith(".py"):
            imported = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Import)]
            assert all(name.name != "os" for node in imported for name in node.names), path


def test_a_hundred_entities_are_written_within_a_second() -> None:
    many = [
        entity(
            f"Thing{number}",
            *(field(f"field{place}", max=60, search=True) for place in range(20)),
            field("store", "ref", target="Store"),
            workflow=workflow("new", "packed", "done", final="done"),
        )
        for number in range(100)
    ]
    large = plan(entity("Store", field("name")), *many)
    started = time.process_time()
    emit(large)
    assert time.process_time() - started < 1.0
