"""Reading files: positions, plain data only, limits, includes."""

from __future__ import annotations

import random
import time
from decimal import Decimal
from pathlib import Path

import pytest

from generator import SchemaProblems, load, load_text, quick, source
from generator.nodes import ListNode, MapNode, ScalarNode
from generator.problem import Position, Problem

TESTS = Path(__file__).parents[1]
SCHEMAS = [
    TESTS.parent / "schema.yaml",
    *sorted(TESTS.parent.glob("schema/*.yaml")),
    *sorted(TESTS.glob("*/*.yaml")),
    *sorted(TESTS.glob("golden/*/schema.yaml")),
]


def nodes(text: str) -> MapNode:
    problems: list[Problem] = []
    root = source.read_text(text, problems)
    assert root is not None, problems
    return root


def codes(text: str) -> list[str]:
    with pytest.raises(SchemaProblems) as found:
        load_text(text)
    return [problem.code for problem in found.value.problems]


def slowly(text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[MapNode | None, list[Problem]]:
    """What ruamel.yaml alone reads."""
    problems: list[Problem] = []
    with monkeypatch.context() as patch:
        patch.setattr(quick, "read", lambda *args, **kwargs: None)
        return source.read_text(text, problems), problems


def test_values_remember_line_and_column() -> None:
    root = nodes("a: 1\nb: {c: [x, 'y']}\n")
    inner = root.mapping("b").get("c")
    assert isinstance(inner, ListNode)
    assert root.place("b") == Position("schema.yaml", 2, 1)
    assert [item.at.column for item in inner.items] == [9, 12]


def test_a_place_inside_a_quoted_text_counts_the_quote() -> None:
    node = nodes("a: 'x == y'\n").get("a")
    assert isinstance(node, ScalarNode)
    assert node.inside(5) == Position("schema.yaml", 1, 10)


def test_a_folded_text_has_only_its_beginning() -> None:
    node = nodes("a: >\n  x ==\n  y\n").get("a")
    assert isinstance(node, ScalarNode)
    assert node.text == "x == y\n"
    assert node.inside(5) == node.at


def test_values_follow_yaml_1_2() -> None:
    root = nodes("a: [true, yes, off, 0o17, 012, 1.50, null, ~, 1e3, 2026-01-31, 12:30, '1']\n")
    values = [node.value for node in root.texts("a")]
    assert values == [
        True,
        "yes",
        "off",
        "0o17",
        12,
        Decimal("1.50"),
        None,
        None,
        "1e3",
        "2026-01-31",
        "12:30",
        "1",
    ]


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_quick_reader_sees_what_ruamel_sees(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = path.read_text(encoding="utf-8")
    fast = quick.read(text, "schema.yaml", nodes=source.MAX_NODES, depth=source.MAX_DEPTH)
    slow, _ = slowly(text, monkeypatch)
    assert fast is None or fast.root == slow


@pytest.mark.parametrize(
    "text",
    [
        "a: b: c\n",
        "a: [1, 2\n",
        "a: {b: 1}}\n",
        "a: {b: 1 c: 2}\n",
        "a: {b:1}\n",
        "a: {b:}\n",
        "a: {b}\n",
        "a: [b: 1]\n",
        "a: [1,, 2]\n",
        "a: [1, ]\n",
        "a: {x: 'it''s'}\n",
        'a: {"x": 1}\n',
        'a: "x\\ty"\n',
        "a: 'x' y\n",
        "a: x # note\n",
        "a: x#note\n",
        "a: {b: 1} # note\n",
        "a: {b: 1}# note\n",
        "a:\n  - b\n  - {c: 1}\n",
        "a:\n- b\n- c\n",
        "a:\n  - from: x\n    to: y\n  - from: z\n",
        "a:\n  - - b\n",
        "a:\nb: 1\n",
        "a: x\n  y\n",
        "a: x\n   b: 1\n",
        "a:\n    b: 1\n  c: 2\n",
        "a: -5\n",
        "a: - 5\n",
        "a: -due_at\n",
        "a: ?x\n",
        "a: x?\n",
        "a: {b: x?}\n",
        "a: {b: state == 'x', c: [1]}\n",
        "a: {b: days(x, y)}\n",
        "a: {b: http://x/y}\n",
        "a: {b: 12:30}\n",
        "a: x: \n",
        "a: x:\n",
        "a: [x:y, z]\n",
        "a: {b: {c: {d: []}}, e: {}}\n",
        "a: |\n  x\n",
        "a: > # note\n  x\n",
        "? a\n: b\n",
        "'a': b\n",
        "a : b\n",
        "a:  b\n",
        "a: {b:  c  }\n",
        "a: { b: c , d: e }\n",
        "a: [ 'x' , \"y\" ]\n",
        "%YAML 1.1\n---\na: yes\n",
        "---\na: 1\n",
        "a: 1\n...\n",
        "a: &x 1\nb: *x\n",
        "a: !!str 1\n",
        "<<: {a: 1}\n",
        "a: 1\na: 2\n",
        "a: {b: 1, b: 2}\n",
        "a: @x\n",
        "a: `x`\n",
        "a: %x\n",
        "a: {b: %x}\n",
        "\ta: 1\n",
        "a:\t1\n",
        "a: 中文，也可以：真的\n",
        "a: {b: 中文：x}\n",
        "a: \u3000x\n",
        "- a\n- b\n",
        "a\n",
        "# only a note\n",
        "",
        "a: " + "x" * 2000 + "\n",
    ],
)
def test_the_quick_reader_gives_up_rather_than_differ(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fast = quick.read(text, "schema.yaml", nodes=source.MAX_NODES, depth=source.MAX_DEPTH)
    slow, problems = slowly(text, monkeypatch)
    if fast is not None:
        assert fast.root == slow
        assert not problems


PIECES = [
    "a", "b", ": ", ":", " ", "  ", "\n", "\n  ", "\n    ", "- ", "-", "{", "}", "[", "]", ", ", ",", '"', "'", "#", " #",
    "x y", "中", "1.5", "?", "!", "&", "*", "|", ">", "%", "a: ", "b: {", "c: [", "'q'", '"d"', "\n- ", "<<", "---", "=",
]  # fmt: skip


def test_random_documents_are_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(7)
    accepted = 0
    for _ in range(6_000):
        text = "a: " + "".join(chance.choice(PIECES) for _ in range(chance.randrange(1, 16)))
        fast = quick.read(text, "schema.yaml", nodes=1_000, depth=source.MAX_DEPTH)
        if fast is not None:
            accepted += 1
            assert (fast.root, []) == slowly(text, monkeypatch), text
    assert accepted > 100


def test_most_schemas_are_read_quickly() -> None:
    for path in SCHEMAS:
        if not path.parent.name.startswith("bad_"):
            text = path.read_text(encoding="utf-8")
            assert quick.read(text, path.name, nodes=source.MAX_NODES, depth=24), path


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(SchemaProblems, match="S001 cannot be read"):
        load(tmp_path / "schema.yaml")


def test_a_folder_is_no_schema(tmp_path: Path) -> None:
    with pytest.raises(SchemaProblems, match="S001 this is not a file"):
        load(tmp_path)


def test_bytes_that_are_not_utf_8_are_a_problem(tmp_path: Path) -> None:
    (tmp_path / "schema.yaml").write_bytes("a: 甲".encode("gbk"))
    with pytest.raises(SchemaProblems, match="S010 byte 4 is not UTF-8"):
        load(tmp_path / "schema.yaml")


def test_a_byte_order_mark_and_windows_lines_are_read(tmp_path: Path) -> None:
    shop = (TESTS / "schemas" / "shop.yaml").read_text(encoding="utf-8")
    (tmp_path / "schema.yaml").write_bytes(b"\xef\xbb\xbf" + shop.replace("\n", "\r\n").encode())
    assert load(tmp_path / "schema.yaml").app.name == "shop"


def test_too_many_bytes_are_refused_unread(tmp_path: Path) -> None:
    (tmp_path / "schema.yaml").write_text("#" * (source.MAX_BYTES + 1), encoding="utf-8")
    with pytest.raises(SchemaProblems, match="S003"):
        load(tmp_path / "schema.yaml")


def test_the_size_counts_over_all_files(tmp_path: Path) -> None:
    (tmp_path / "schema.yaml").write_text("include: '*.yaml'\n", encoding="utf-8")
    for number in range(3):
        (tmp_path / f"part{number}.yaml").write_text(
            "#" * (source.MAX_BYTES // 2), encoding="utf-8"
        )
    with pytest.raises(SchemaProblems, match="S003"):
        load(tmp_path / "schema.yaml")


def test_too_many_values_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_NODES", 1_000)
    assert "S005" in codes("a: [" + "x, " * 2_000 + "x]\n")


def test_a_very_long_text_is_refused() -> None:
    assert "S105" in codes("a: '" + "x" * 10_001 + "'\n")


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "a: " + "[" * 100_000,
        "a: " + "{a: " * 100_000,
        "a:\n" + "".join(" " * depth + "- \n" for depth in range(1, 3_000)),
        "? " * 50_000,
        "a: !!python/object/apply:os.system ['id']\n",
        "%TAG ! tag:evil.example,2000:\n---\n!x\n",
        "a: '" + "\\" * 100_000,
        "- " * 100_000,
    ],
    ids=["laughs", "lists", "mappings", "dashes", "keys", "python", "tag", "escapes", "items"],
)
def test_a_bomb_is_a_problem_within_two_seconds(text: str) -> None:
    began = time.process_time()
    assert codes(text)
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    "pattern",
    [
        "/etc/*.yaml",
        "../*.yaml",
        "schema/../../x.yaml",
        "~/x.yaml",
        "C:\\x.yaml",
        "**/x.yaml",
        "x.py",
    ],
)
def test_an_include_stays_inside_the_folder(pattern: str, tmp_path: Path) -> None:
    (tmp_path / "schema.yaml").write_text(f"include: ['{pattern}']\n", encoding="utf-8")
    with pytest.raises(SchemaProblems, match="S011"):
        load(tmp_path / "schema.yaml")


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("entities: {}\n", encoding="utf-8")
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "link.yaml").symlink_to(outside)
    (tmp_path / "app" / "schema.yaml").write_text("include: '*.yaml'\n", encoding="utf-8")
    with pytest.raises(SchemaProblems, match="leads out of the schema's folder"):
        load(tmp_path / "app" / "schema.yaml")


def test_a_file_that_is_not_yaml_is_told_without_what_other_files_miss_of_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "schema.yaml").write_text(
        "version: 1\ninclude: parts/*.yaml\nusers: {agent: {to: Agent}}\n", encoding="utf-8"
    )
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "agent.yaml").write_text("entities: {Agent: ]}\n", encoding="utf-8")
    with pytest.raises(SchemaProblems) as found:
        load(tmp_path / "schema.yaml")
    assert [(problem.file, problem.code) for problem in found.value.problems] == [
        ("parts/agent.yaml", "S002")
    ]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a:\n  b: {x: 1\n  c: {y: 2}\n", "look at the { } of line 2"),
        ("a: {x: may be: empty}\n", "look at the { } of line 1"),
        ("a: [1, 2\nb: 3\n", "look at the [ ] of line 1"),
        ("a: 'x\nb: 1\n", "the quote of line 1 is not closed"),
        ("a:\n\tb: 1\n", "indent with spaces"),
        ("a: b: c\n", "a text with ': ' or '- ' wants quotes"),
        ("a:\n  b: 1\n c: 2\n", "keys of one level begin in one column"),
    ],
)
def test_a_slip_of_yaml_is_told_with_what_to_mend(tmp_path: Path, text: str, hint: str) -> None:
    (tmp_path / "schema.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SchemaProblems) as found:
        load(tmp_path / "schema.yaml")
    (problem,) = found.value.problems
    assert problem.code == "S002"
    assert problem.hint.startswith(hint)


def test_included_entities_come_after_those_of_the_entry_in_the_order_of_the_files(
    tmp_path: Path,
) -> None:
    head, _, _ = (TESTS / "expressions/schema.yaml").read_text(encoding="utf-8").partition("users:")
    entity = "{module: main, label: {zh: 甲, en: A}, fields: {name: {type: string, label: {zh: 名, en: N}}}}"
    (tmp_path / "schema.yaml").write_text(
        f"{head}include: parts/*.yaml\nentities:\n  Last: {entity}\n", encoding="utf-8"
    )
    (tmp_path / "parts").mkdir()
    for file, name in (("b.yaml", "Second"), ("a.yaml", "First")):
        text = f"entities:\n  {name}: {entity}\n"
        (tmp_path / "parts" / file).write_text(text, encoding="utf-8")
    plan = load(tmp_path / "schema.yaml")
    assert [each.name for each in plan.entities] == ["Last", "First", "Second"]
