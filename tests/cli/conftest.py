"""An empty application of its own, as `dougong new` makes it, and its commands."""

from __future__ import annotations

import compileall
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.cli.new import create
from tests.migrations.road import driven
from tests.support.databases import Databases
from tests.support.forking import Forker

SEVERAL = """
import contextlib, io, json
from app.cli import main

def run_all(commands):
    answers = []
    for command in commands:
        said, code = io.StringIO(), 0
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            try:
                main(command)
            except SystemExit as left:
                code = left.code or 0
        answers.append((code, said.getvalue()))
    print(json.dumps(answers))
"""


@dataclass
class Project:
    """A folder with an application, and what its commands say."""

    folder: Path
    forker: Forker
    environment: dict[str, str] = field(default_factory=dict)
    url: str = ""

    def revision(self, further: int = 0) -> str:
        """The newest migration in the folder, or the one that comes `further` after it."""
        files = (self.folder / "migrations" / "versions").glob("[0-9]*.py")
        return f"{max(int(file.name[:4]) for file in files) + further:04}"

    def value(self, sql: str) -> object:
        """One value from the database."""
        engine = sa.create_engine(driven(self.url), poolclass=sa.NullPool)
        with engine.connect() as connection:
            return connection.scalar(sa.text(sql))

    def execute(self, sql: str, *, on: str = "") -> None:
        """One statement; `on`: the table that PostgreSQL wants with a trigger."""
        engine = sa.create_engine(driven(self.url), poolclass=sa.NullPool)
        more = f" ON {on}" if on and engine.dialect.name == "postgresql" else ""
        with engine.begin() as connection:
            connection.execute(sa.text(sql + more))

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """One command; stdout and stderr as text."""
        return self.process(str(self.folder / "dougong_cli.py"), *arguments)

    def process(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """`python <arguments>` in the folder, as a process of its own."""
        return self.forker.run(*arguments, cwd=self.folder, env=self.clean() | self.environment)

    def module(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """`python -m <arguments>` in the folder; a fork runs scripts and code only."""
        return subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=self.folder, env=self.clean() | self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def several(self, *commands: Sequence[str]) -> list[tuple[int, str]]:
        """Commands one after the other in one process, which starts only once: (exit code, text)."""
        told = self.python(f"{SEVERAL}\nrun_all({[list(command) for command in commands]!r})")
        return [(int(code), text) for code, text in json.loads(told)]

    def succeed(self, *arguments: str) -> str:
        done = self.run(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def refuse(self, *arguments: str, code: int = 1) -> str:
        """What is said when the command ends with `code`; never a traceback."""
        done = self.run(*arguments)
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout + done.stderr

    def python(self, code: str) -> str:
        """Run code as the application's own."""
        done = self.process("-c", code)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def change(self, old: str, new: str, file: str = "schema.yaml") -> None:
        """Edit a file as a person would."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    @staticmethod
    def clean() -> dict[str, str]:
        """The environment without the settings of whoever runs the tests."""
        names = ("DATABASE_URL", "SECRET_KEY", "DATA_KEYS", "DOUGONG_DATA", "HOST", "PORT")
        names += ("PYTHONDONTWRITEBYTECODE",)
        return {key: value for key, value in os.environ.items() if key not in names}


@pytest.fixture(scope="session")
def made(pytestconfig: pytest.Config) -> Path:
    """The whole folder, made once for all processes of the session; `project` copies what commands need of it."""
    databases: Databases = pytestconfig.databases  # type: ignore[attr-defined]
    folder = databases.folder / "new_project"
    with databases.locked(folder.name):
        if not folder.is_dir():
            create(folder)
            # Every test starts several processes on a copy: compiled once is compiled for all.
            compileall.compile_dir(folder, quiet=1)
    return folder


@pytest.fixture
def project(made: Path, forker: Forker, tmp_path: Path) -> Project:
    """A fresh application; its database is a SQLite file in its data folder."""
    folder = tmp_path / "project"
    heavy = {str(made): {"tests", "docs"}}
    shutil.copytree(made, folder, ignore=lambda here, _names: heavy.get(here, set()))
    shutil.copytree(made / "docs" / "manual", folder / "docs" / "manual")
    return Project(folder, forker)


@pytest.fixture
def filled(project: Project, databases: Databases) -> Iterator[Project]:
    """A fresh application, migrated and filled with its demo, on a database of the session's kind."""
    data = project.folder / "data"
    data.mkdir()

    def build(url: str) -> None:
        builder = Project(project.folder, project.forker, {"DATABASE_URL": url})
        builder.succeed("migrate", "--yes")
        builder.succeed("demo")

    project.url = databases.copy("starter", build, data)
    if databases.kind != "sqlite":
        project.environment["DATABASE_URL"] = project.url
    yield project
    databases.drop(project.url)
