"""Who may commit, and what else the architecture stands on, as checks. Who may import whom: `lint-imports`, in `make check`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HAND_WRITTEN = [
    file
    for folder in ("app", "generator")
    for file in sorted((ROOT / folder).rglob("*.py"))
    if "generated" not in file.relative_to(ROOT).parts[:2]
]

# The transaction of records, and what is no business data: the job engine's rows, the count of logins,
# tables and roles brought into step by
# commands, what a backup puts back.
MAY_COMMIT = {
    "app/runtime/writing/transaction.py",
    "app/runtime/database.py",
    "app/runtime/jobs/claim.py",
    "app/runtime/jobs/manage.py",
    "app/runtime/audit/seal.py",
    "app/runtime/backup/restoring.py",
    "app/runtime/backup/runs.py",
    "app/runtime/jobs/run.py",
    "app/runtime/jobs/ticks.py",
    "app/runtime/accounts/login.py",
    "app/runtime/accounts/sessions.py",
    "app/runtime/clients/brief.py",
    "app/cli/migrate.py",
    "app/cli/migrations.py",
    "app/cli/trash/contents.py",
    "app/cli/trash/restoring.py",
}
# The edge of a process and the after-phase: what goes wrong there is written down, and life goes on.
MAY_CATCH_EVERYTHING = {
    "app/runtime/jobs/run.py",
    # One owner's rules among many: a job of its own meets the same error again, and shows it.
    "app/runtime/webhooks/dispatch.py",
    # Edges of processes that publish: whatever breaks is told on the page, and undone.
    "app/cli/publishing/rehearsing.py",
    "app/cli/publishing/serving.py",
    "app/cli/publishing/telling.py",
}
# Text that is SQL already: the full-text index has no SQLAlchemy form.
BANNED_CALLS = {"eval", "exec", "compile", "__import__"}
BANNED_MODULES = {"pickle", "marshal", "shelve"}


def _path(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def _nodes(file: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(file.read_text(encoding="utf-8")))


def _called(node: ast.AST) -> str | None:
    """The name of what is called: `commit` for `session.commit()`."""
    if not isinstance(node, ast.Call):
        return None
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else None


def test_only_the_write_path_commits() -> None:
    """Everything else goes through records, so that policy, checks, hooks and audit are never passed by."""
    found = set()
    for file in HAND_WRITTEN:
        for node in _nodes(file):
            begins = [item.context_expr for item in getattr(node, "items", ())]
            if _called(node) == "commit" or "begin" in map(_called, begins):
                found.add(_path(file))
    assert found <= MAY_COMMIT


def test_a_session_of_ones_own_is_opened_by_the_runtime_only() -> None:
    found = {
        _path(file)
        for file in HAND_WRITTEN
        for node in _nodes(file)
        if _called(node) == "write_session"
    }
    assert found == {"app/runtime/writing/transaction.py"}


def test_errors_are_not_swallowed() -> None:
    """`except Exception` and a bare `except` hide bugs; they belong to the edge of a process."""
    found = {
        _path(file)
        for file in HAND_WRITTEN
        for node in _nodes(file)
        if isinstance(node, ast.ExceptHandler) and _catches_everything(node)
    }
    assert found <= MAY_CATCH_EVERYTHING


def _catches_everything(handler: ast.ExceptHandler) -> bool:
    raises_again = any(
        isinstance(node, ast.Raise) and node.exc is None for node in ast.walk(handler)
    )
    broad = handler.type is None or (
        isinstance(handler.type, ast.Name) and handler.type.id in ("Exception", "BaseException")
    )
    return broad and not raises_again


def test_nothing_is_evaluated_and_nothing_is_unpickled() -> None:
    found = set()
    for file in HAND_WRITTEN:
        for node in _nodes(file):
            plain_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if plain_call and _called(node) in BANNED_CALLS:
                found.add(f"{_path(file)}: {_called(node)}")
            if isinstance(node, ast.Import):
                names = {alias.name for alias in node.names}
                found |= {f"{_path(file)}: {name}" for name in names & BANNED_MODULES}
            if isinstance(node, ast.ImportFrom) and node.module in BANNED_MODULES:
                found.add(f"{_path(file)}: {node.module}")
    assert found == set()


@pytest.mark.parametrize("file", HAND_WRITTEN, ids=_path)
def test_a_module_says_first_what_it_is_for(file: Path) -> None:
    docstring = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    assert docstring


def test_the_framework_knows_nothing_of_property_management() -> None:
    """Words of the application appear in its schema, its hand-written half and its tests only."""
    words = ("work_order", "workorder", "household", "ticket", "landlord")
    framework = [file for file in HAND_WRITTEN if "custom" not in file.relative_to(ROOT).parts[:2]]
    found = set()
    for file in framework:
        for node in _nodes(file):
            name = getattr(node, "id", None) or getattr(node, "attr", None)
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                name = node.name
            if isinstance(name, str) and any(word in name.lower() for word in words):
                found.add(f"{_path(file)}: {name}")
    assert found == set()


MOST_LINES = 400
WRITTEN_BY_HAND = [
    *HAND_WRITTEN,
    *sorted((ROOT / "migrations" / "operations").rglob("*.py")),
    *(
        file
        for file in sorted((ROOT / "tests").rglob("*.py"))
        if not {"golden", "sample"} & set(file.relative_to(ROOT).parts[1:2])
    ),
]


def test_no_file_written_by_hand_is_longer_than_400_lines() -> None:
    """A file is one noun. What grows beyond this holds two: give each a file of its own."""
    lines = {
        _path(file): len(file.read_text(encoding="utf-8").splitlines()) for file in WRITTEN_BY_HAND
    }
    assert {path: count for path, count in lines.items() if count > MOST_LINES} == {}
