"""What the code may not say, whoever writes it: SQL made of text, markup without escaping, a loader that makes objects.

Ruff's rules `S` (those of bandit) run with `make check`; these are the rules that are ours.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = [
    file
    for folder in ("app", "generator", "migrations")
    for file in sorted((ROOT / folder).rglob("*.py"))
]
TEMPLATES = sorted((ROOT / "app").rglob("*.html"))

# Names of tables and columns have no place in a bind; these files quote names that the schema or the catalogue gave.
SQL_WITH_NAMES = {
    # LOCK TABLE, of the tables that the catalogue lists
    "app/cli/migrations.py",
    "app/cli/plan.py",
    "app/cli/trash/contents.py",
    # triggers of ours, lifted while the full demo spoils its books on purpose
    "app/custom/finance/demo/planted.py",
    "app/runtime/backup/sqlite.py",
    # a PRAGMA takes no bind; the text is a whole number
    "app/runtime/clients/brief.py",
    # a channel of ours, which LISTEN takes as a name only
    "app/runtime/jobs/engine.py",
    "generator/migration/using.py",
}
MAY_START_PROGRAMS = {
    # npm and our own build of the assets, by a command and never while serving
    "app/cli/node.py",
    "app/runtime/backup/postgresql.py",
    # our own command in a process of its own: what publishes must not be what is published
    "app/cli/publishing/children.py",
    "app/cli/publishing/serving.py",
    "app/studio/publish/processes.py",
    # git, asked whether something is not committed
    "app/runtime/publication/place.py",
}
MAY_READ_YAML = {
    "generator/loading.py",
    "generator/source.py",
    "generator/quick.py",
    # composes nodes of a document of somebody else, for the lines that a loss report names
    "generator/importers/located.py",
    # composes nodes for their places, makes no value of them; and writes one text at a time, quoted as it must be
    "generator/edit/places.py",
    "generator/edit/writing.py",
}
MAY_MAKE_MARKUP = {
    # richtext, cleaned again in the same line
    "app/web/cells.py": 1,
    # a tag that is a literal of ours, and attributes that html_params escapes
    "app/forms/fields/widgets.py": 4,
    # the squares that segno draws of an address of ours
    "app/web/documents/codes.py": 1,
    # a flow chart of the generator, which escapes every label
    "app/web/documents/manual.py": 1,
    # the same flow chart of a draft, and entities around one, whose labels are escaped where they are written
    "app/studio/schema/entity.py": 1,
    "app/studio/schema/diagram.py": 1,
    "app/studio/schema/atlas.py": 2,
    # a checklist, and the sheet of parts, as our templates draw them
    "app/custom/equipment/tasks/phone.py": 1,
    "app/custom/equipment/repair/phone.py": 1,
    # the map of a process, whose every text is escaped where it is drawn
    "app/custom/processes/map.py": 1,
}
SAFE_IN_TEMPLATES = {
    # a literal
    "app/templates/grid.html": 1,
    # a picture that segno draws of our own text
    "app/templates/security/enrol.html": 1,
}
SQL_CALLS = {"text", "literal_column", "exec_driver_sql", "execute", "executescript", "executemany"}
PROGRAMS = {"Popen", "run", "call", "check_call", "check_output", "system", "popen", "spawn"}
LOADERS = {"pickle", "cPickle", "dill", "marshal", "shelve", "jsonpickle", "cloudpickle"}
RENDERED_FROM_TEXT = {"render_template_string", "from_string"}


def _path(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def _nodes(file: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(file.read_text(encoding="utf-8")))


def _calls(names: set[str]) -> Iterator[tuple[str, ast.Call, str]]:
    """(file, call, name) of every call of one of the names, as a function or as a method."""
    for file in CODE:
        for node in _nodes(file):
            if isinstance(node, ast.Call):
                called = node.func
                name = getattr(called, "attr", None) or getattr(called, "id", None)
                if name in names:
                    yield _path(file), node, str(name)


def made_of_pieces(node: ast.AST) -> bool:
    """Text that is put together with something: an f-string, `+`, `%` or `.format`."""
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
        sides = (node.left, node.right)
        return any(isinstance(side, ast.JoinedStr | ast.Constant) for side in sides) and not all(
            isinstance(side, ast.Constant) for side in sides
        )
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "format"
        and isinstance(node.func.value, ast.Constant)
    )


def test_no_statement_is_made_of_text_with_something_in_it() -> None:
    """Migrations name tables; everything else gives values as binds, and names by SQLAlchemy's own quoting."""
    found = {
        path
        for path, call, _name in _calls(SQL_CALLS)
        if call.args and made_of_pieces(call.args[0]) and not path.startswith("migrations/")
    }
    assert found <= SQL_WITH_NAMES, found - SQL_WITH_NAMES


@pytest.mark.parametrize(
    ("source", "verdict"),
    [
        ("f'SELECT {x}'", True),
        ("'SELECT ' + x", True),
        ("'SELECT %s' % x", True),
        ("'SELECT {}'.format(x)", True),
        ("'SELECT 1'", False),
        ("f'SELECT 1'", False),
        ("'SELECT ' + '1'", False),
        ("select(x)", False),
    ],
)
def test_the_rule_about_statements_sees_what_it_should(source: str, verdict: bool) -> None:
    assert made_of_pieces(ast.parse(source, mode="eval").body) is verdict


def test_markup_is_made_of_literals_and_of_what_was_escaped() -> None:
    """`Markup("<b>{}</b>").format(value)` escapes the value; `Markup(value)` believes it."""
    found: dict[str, int] = {}
    for path, call, _name in _calls({"Markup", "mark_safe", "HTMLString"}):
        if not (call.args and isinstance(call.args[0], ast.Constant)):
            found[path] = found.get(path, 0) + 1
    for path, number in found.items():
        assert number <= MAY_MAKE_MARKUP.get(path, 0), path


def test_no_template_believes_a_value() -> None:
    found: dict[str, int] = {}
    for file in TEMPLATES:
        text = file.read_text(encoding="utf-8")
        number = len(re.findall(r"\|\s*safe\b|autoescape|Markup", text))
        if number:
            found[_path(file)] = number
    assert found == SAFE_IN_TEMPLATES


def test_no_template_stands_in_a_value() -> None:
    """A template is a file of ours; text of people is a value in it and nothing else."""
    found = {(path, name) for path, _call, name in _calls(RENDERED_FROM_TEXT)}
    assert found == set()


def test_every_attribute_of_a_template_is_quoted() -> None:
    """`value={{ x }}` without quotes ends at the first blank of x."""
    found = [
        f"{_path(file)}:{number}"
        for file in TEMPLATES
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"<[^>]*\s[\w-]+=\{\{", line)
    ]
    assert found == []


def test_no_loader_makes_objects() -> None:
    found = set()
    for file in CODE:
        for node in _nodes(file):
            names = {alias.name.split(".")[0] for alias in getattr(node, "names", ())} if isinstance(node, ast.Import) else set()  # fmt: skip
            if isinstance(node, ast.ImportFrom):
                names = {(node.module or "").split(".")[0]}
            found |= {(_path(file), name) for name in names & LOADERS}
            if names & {"yaml", "ruamel"}:
                assert _path(file) in MAY_READ_YAML, _path(file)
    assert found == set()
    unsafe = re.compile(
        r"typ\s*=\s*[\"']unsafe|UnsafeLoader|FullLoader|yaml\.load\(|yaml\.unsafe_load"
    )
    assert [f for f in map(_path, CODE) if unsafe.search((ROOT / f).read_text("utf-8"))] == []


def test_only_known_places_start_a_program_and_none_by_a_shell() -> None:
    found = set()
    for path, call, name in _calls(PROGRAMS):
        owner = getattr(getattr(call.func, "value", None), "id", "")
        if owner not in ("subprocess", "os"):
            continue
        assert name not in ("system", "popen"), path
        assert not any(keyword.arg == "shell" for keyword in call.keywords), path
        assert call.args, path
        assert not isinstance(call.args[0], ast.Constant | ast.JoinedStr), path
        found.add(path)
    assert found <= MAY_START_PROGRAMS


def test_a_redirect_leads_to_a_path_of_ours() -> None:
    """A target is written down, made by url_for, or judged by own_path: never what the request said."""
    found = [
        (path, ast.unparse(call))
        for path, call, _name in _calls({"redirect"})
        if re.search(r"request\.(args|form|values|referrer|headers|url)\b", ast.unparse(call))
        and "own_path" not in ast.unparse(call)
    ]
    assert found == []


def test_every_leave_that_a_rule_about_sql_or_programs_is_given_says_why() -> None:
    """`# noqa: S608 - why`, or a comment close before it. Landed migrations stay as they are."""
    found = []
    for file in CODE:
        if _path(file).startswith("migrations/"):
            continue
        lines = file.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines):
            leave = re.search(r"#\s*noqa:\s*S(?!101\b)\d+\s*(.*)$", line)
            nearby = lines[max(0, number - 12) : number]
            said = any(near.strip().startswith("#") or '"""' in near for near in nearby)
            if leave is not None and not leave[1].startswith("-") and not said:
                found.append(f"{_path(file)}:{number + 1}")
    assert found == []


def test_templates_end_as_those_that_are_escaped_do() -> None:
    """Flask escapes in `.html` and its like; a template with another ending would show values as they are."""
    from flask import Flask

    escapes = Flask("x").select_jinja_autoescape
    assert escapes("page.html")
    assert not escapes("page.txt")
    folder = ROOT / "app" / "templates"
    assert all(escapes(file.name) for file in folder.rglob("*") if file.is_file())
