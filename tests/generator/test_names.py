"""Names that mean something to Python, SQL or the generated code itself, and are allowed: the code still works."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator import SchemaProblems, load_text, naming
from tests.support.generated import generate_package

NAMES = Path(__file__).parent / "names.yaml"

IMPORTS = """
import importlib, sys
sys.path[:0] = sys.argv[1:]
for module in ("registry", "models", "views", "apis"):
    importlib.import_module(f"odd_names.{module}")
from sqlalchemy.orm import configure_mappers
configure_mappers()
"""


def test_code_generated_from_odd_names_imports_and_maps(tmp_path: Path) -> None:
    generate_package(NAMES, tmp_path / "odd_names")
    root = str(Path(__file__).parents[2])
    # A process of its own: classes of one name cannot be declared twice on the one metadata.
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORTS, str(tmp_path), root],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["Label", "Literal", "EnumType", "EnumValue"])
def test_an_enum_cannot_take_the_name_of_what_its_module_imports(name: str) -> None:
    text = NAMES.read_text(encoding="utf-8").replace("Lbl", name)
    with pytest.raises(SchemaProblems) as found:
        load_text(text)
    assert {problem.code for problem in found.value.problems} == {"S202"}


@pytest.mark.parametrize(
    ("entity", "table"),
    [
        ("WorkOrder", "work_order"),
        ("SLAPolicy", "sla_policy"),
        ("Unit2", "unit2"),
        ("ABTest", "ab_test"),
        ("URL", "url"),
        ("HTTPCall", "http_call"),
    ],
)
def test_a_table_is_the_entity_in_snake_case(entity: str, table: str) -> None:
    assert naming.table(entity) == table
