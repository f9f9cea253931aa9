"""Bad input is told with its line and changes nothing; whatever comes, there is no traceback."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import settings as rules
from hypothesis import strategies as st

from app.cli import dougong
from generator.importers import Report, convert
from generator.importers.doctype import read as read_doctypes
from generator.importers.emit.patterns import lawful
from generator.loading import load_text
from generator.problem import SchemaProblems
from tests.importers.conftest import SOURCES

TEXTS = {
    name: (SOURCES / name).read_text("utf-8") for name in ("store.jdl", "blog.prisma", "pets.yaml")
}


@pytest.mark.parametrize(
    ("form", "name", "text", "told"),
    [
        ("jdl", "a.jdl", "entity A {\n  name String\n", "a.jdl:1:10: I002"),
        ("jdl", "a.jdl", "entity A {\n  name\n}", "a.jdl:3:1: I002"),
        ("jdl", "a.jdl", "enum E { A }", "a.jdl:1:1: I003"),
        ("prisma", "a.prisma", 'model A {\n  id Int @id\n  b String @default("x)\n}', "a.prisma:3:21: I002"),
        ("prisma", "a.prisma", "generator x {\n}", "a.prisma:1:1: I003"),
        ("openapi", "a.yaml", "components:\n  schemas: [\n", "a.yaml:"),
        ("openapi", "a.json", '{"openapi": "3.0.0", "paths": {}}', "I003"),
        ("doctype", "a.json", '{"doctype": "DocType",\n "fields": [}', "a.json:2:"),
        ("xlsx", "a.xlsx", "no workbook", "a.xlsx:1:1: I002"),
    ],
)  # fmt: skip
def test_bad_input_is_told_with_its_line(
    tmp_path: Path, form: str, name: str, text: str, told: str
) -> None:
    source = tmp_path / name
    source.write_text(text, "utf-8")
    out, report = tmp_path / "schema.yaml", tmp_path / "loss.json"
    done = CliRunner().invoke(
        dougong, ["import", form, str(source), "--out", str(out), "--report", str(report)]
    )
    assert done.exit_code == 1
    assert told in done.output
    assert "nothing was written" in done.output
    assert not out.exists()
    assert not report.exists()


def test_a_workbook_with_a_password_is_told_as_one(tmp_path: Path) -> None:
    """Spreadsheets put it into a compound file, as all workbooks before 2007 are."""
    source = tmp_path / "a.xlsx"
    source.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4096))
    done = CliRunner().invoke(
        dougong, ["import", "xlsx", str(source), "--out", str(tmp_path / "schema.yaml")]
    )
    assert done.exit_code == 1
    assert "protected by a password" in done.output
    assert "save it as .xlsx" in done.output


def test_the_command_writes_both_files_and_never_over_others(tmp_path: Path) -> None:
    out, report = tmp_path / "schema.yaml", tmp_path / "loss.json"
    order = [
        "import",
        "jdl",
        str(SOURCES / "store.jdl"),
        "--out",
        str(out),
        "--report",
        str(report),
    ]
    done = CliRunner().invoke(dougong, [*order, "--name", "books"])
    assert done.exit_code == 0, done.output
    assert load_text(out.read_text("utf-8")).app.name == "books"
    assert json.loads(report.read_text("utf-8"))["fields"]["percent"] == 100
    out.write_text("mine", "utf-8")
    assert CliRunner().invoke(dougong, order).exit_code == 1
    assert out.read_text("utf-8") == "mine"
    assert CliRunner().invoke(dougong, [*order, "--force"]).exit_code == 0


def test_a_database_that_is_not_there_is_told_and_not_made(tmp_path: Path) -> None:
    for url in (str(tmp_path / "none.db"), "mysql://me:secret@host/x", "nonsense://"):
        done = CliRunner().invoke(
            dougong,
            [
                "import",
                "db",
                url,
                "--out",
                str(tmp_path / "s.yaml"),
                "--report",
                str(tmp_path / "l.json"),
            ],
        )
        assert done.exit_code == 1
        assert "secret" not in done.output
    assert list(tmp_path.iterdir()) == []


def _spoiled(text: str) -> st.SearchStrategy[str]:
    """A source with a piece cut out, doubled or put in."""
    places = st.tuples(
        st.integers(0, len(text)),
        st.integers(0, 60),
        st.sampled_from(["", "{", "}", '"', "@", "(", "\n", "[", "/*", "'", ":", "\x00"]),
    )
    return places.map(lambda given: text[: given[0]] + given[2] + text[given[0] + given[1] :])


def _never_a_traceback(text: str, name: str) -> None:
    module = {"store.jdl": "jdl", "blog.prisma": "prisma", "pets.yaml": "openapi"}[name]
    report = Report()
    try:
        model = import_module(f"generator.importers.{module}.read").read_text(text, name, report)
        load_text(convert(model, report))
    except SchemaProblems as found:
        codes = {problem.code for problem in found.problems}
    else:
        codes = set()
    assert codes <= {"I001", "I002", "I003"}


@rules(max_examples=10)
@given(_spoiled(TEXTS["store.jdl"]))
def test_spoiled_jdl_is_read_or_refused(text: str) -> None:
    _never_a_traceback(text, "store.jdl")


@rules(max_examples=10)
@given(_spoiled(TEXTS["blog.prisma"]))
def test_spoiled_prisma_is_read_or_refused(text: str) -> None:
    _never_a_traceback(text, "blog.prisma")


@rules(max_examples=5)
@given(_spoiled(TEXTS["pets.yaml"]))
def test_spoiled_openapi_is_read_or_refused(text: str) -> None:
    _never_a_traceback(text, "pets.yaml")


def test_odd_doctypes_are_read_or_refused(tmp_path: Path) -> None:
    for number, document in enumerate(
        ({"fields": [{"fieldname": 1, "fieldtype": None}, "x", {"fieldtype": "Table"}], "permissions": ["x", {"role": None}]},
         {"fields": {}, "doctype": "DocType"}, {"doctype": "DocType", "fields": [], "autoname": ["x"], "links": [1], "states": None})
    ):  # fmt: skip
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "a.json").write_text(json.dumps({"name": f"Odd {number}", **document}), "utf-8")
        report = Report()
        load_text(convert(read_doctypes(folder, report), report))


@pytest.mark.parametrize(
    ("source", "ours"),
    [(r"^\d{3}$", r"^\d{3}$"), (r"[a-z]+(-[a-z]+)*", r"[a-z]{1,}[\-a-z]*"), (r"^(?<year>\d{4})$", r"^(?P<year>\d{4})$"), (r"\p{Lu}+", "[A-ZÀ-ÞΑ-ΩА-Я]+")],
)  # fmt: skip
def test_patterns_are_written_as_ours(source: str, ours: str) -> None:
    assert lawful(source, 100)[0] == ours


def test_a_pattern_that_is_none_is_lost() -> None:
    assert lawful("([a-z", 100)[0] == ""
