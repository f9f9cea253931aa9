"""The documents that are made from the generator's tables are the ones in docs/."""

from __future__ import annotations

import re
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from generator import load_text
from generator.codes import CODES, GROUPS
from generator.documents import FOLDER, documents
from generator.editor_schema import editor_schema
from generator.expression.functions import FUNCTIONS
from generator.field_types import FIELD_TYPES

TESTS = Path(__file__).parents[1]
GOOD = [
    TESTS / "schemas" / "shop.yaml",
    *(
        path
        for path in TESTS.glob("golden/*/schema.yaml")
        if not path.parent.name.startswith("bad_")
    ),
    TESTS / "expressions" / "schema.yaml",
]
GUIDE = (FOLDER / "schema-language.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", documents())
def test_a_made_document_is_in_step(name: str) -> None:
    told = f"{name} is behind: run python -m generator.documents"
    assert (FOLDER / name).read_text(encoding="utf-8") == documents()[name], told


def test_every_code_belongs_to_a_group_and_says_what_to_do() -> None:
    for code in CODES.values():
        assert code.code[:2] in GROUPS
        assert (
            code.title[0].islower() or not code.title[0].isalpha() or code.title.startswith("YAML")
        )
        assert code.explanation.endswith(".") or code.explanation.endswith("`")


def test_the_guide_begins_with_a_schema_that_works() -> None:
    example = re.search(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    assert example
    assert [entity.name for entity in load_text(example.group(1)).entities] == ["Agent", "Ticket"]


def test_the_guide_names_every_node_that_the_truth_table_has() -> None:
    text = (TESTS / "expressions" / "cases.json").read_text(encoding="utf-8")
    used = set(re.findall(r'\["([a-z_]+)",', text)) - set(FUNCTIONS) - set(FIELD_TYPES)
    nodes = used & {
        "lit", "field", "path", "user", "and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge", "is_null",
        "not_null", "in", "not_in", "list", "add", "sub", "mul", "div", "neg", "call",
    }  # fmt: skip
    assert len(nodes) == 24
    assert all(node in GUIDE for node in nodes)


def test_the_editor_schema_is_a_json_schema() -> None:
    jsonschema.Draft7Validator.check_schema(editor_schema())


@pytest.mark.parametrize("path", GOOD, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_editor_schema_accepts_what_the_generator_accepts(path: Path) -> None:
    document = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    errors = [
        f"{list(error.absolute_path)}: {error.message[:200]}"
        for error in jsonschema.Draft7Validator(editor_schema()).iter_errors(document)
    ]
    assert errors == []


@pytest.mark.parametrize(
    "case",
    [
        "unknown_key",
        "wrong_kind",
        "field_type",
        "option_not_for_type",
        "name",
        "not_a_choice",
        "nothing_given",
    ],
)
def test_the_editor_schema_refuses_mistakes_of_shape(case: str) -> None:
    text = (TESTS / "golden" / f"bad_{case}" / "schema.yaml").read_text(encoding="utf-8")
    document = YAML(typ="safe", pure=True).load(text)
    assert list(jsonschema.Draft7Validator(editor_schema()).iter_errors(document))
