"""`dougong new DIR`: an empty application: the framework, a schema with two entities, nothing else."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click

from app.cli import assets
from app.cli.console import both, refuse, refuse_with, say

ROOT = Path(__file__).parents[2]
STARTER = ROOT / "app" / "starter"

FILES = (
    "dougong_cli.py",
    "Makefile",
    "setup.py",
    "pyproject.toml",
    "requirements.txt",
    "requirements.lock",
    "requirements-dev.txt",
    ".gitignore",
    ".ci/run",
    "tests/conftest.py",
    "tests/test_contracts.py",
)
FOLDERS = (
    "app",
    "frontend",
    "generator",
    "migrations",
    "docs",
    "deploy",
    "tests/support",
    "tests/generated",
)
"""Of the tests: those that every entity of any schema inherits; the framework's own stay at home."""

APPLICATION = (
    "app/generated",
    "app/custom",
    "migrations/schema.json",
    "docs/screenshots",
    "docs/ux.md",
    "docs/manual",
)
"""What is this application's and not the framework's."""


LOGINS = re.compile(r"\(`[a-z`, _]+`\)")
"""The roles that README.md of the starter names."""

LEFT_OUT = ("__pycache__", "node_modules", ".pytest_cache", ".hypothesis")


@click.command(help=both("新建空白应用", "Make an empty application."))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--schema",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help=both(
        "以此 schema 代替示例；旁边的 custom/ 与 tests/ 一并复制",
        "this schema instead of the example, with custom/ and tests/ beside it",
    ),
)
def new(folder: Path, schema: Path | None) -> None:
    from generator import SchemaProblems

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        refuse(f"{folder} 不是空文件夹", f"{folder} is not an empty folder")
    if not (ROOT / "Makefile").is_file():
        refuse(
            "安装的包里没有 Makefile 与测试：请从源码仓库运行",
            "the installed package lacks the Makefile and the tests: run it from a source checkout",
        )
    try:
        create(folder, schema)
    except SchemaProblems as found:
        refuse_with(str(found))
    say(
        f"已建好 {folder}：cd {folder} && make run（测试：make test）",
        f"{folder} is ready: cd {folder} && make run (its tests: make test)",
    )


def create(folder: Path, schema: Path | None = None) -> None:
    """Copy the framework and the starter, and generate it. With a schema: that one and what stands beside it.

    Beside a schema may stand its includes, `custom/` (its hooks and demo) and `tests/` (of these): an application without the framework, as the
    folders of `examples/` are. SchemaProblems: the schema is wrong; nothing was copied.
    """
    from generator.loading import load

    plan = load(schema or STARTER / "schema.yaml")
    for source in _sources():
        target = folder / source.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)
    _copy_migrations(folder)
    _copy_application(folder, schema or STARTER / "schema.yaml")
    readme = (STARTER / "README.md").read_text(encoding="utf-8")
    roles = ", ".join(f"`{role.name}`" for role in plan.roles)
    (folder / "README.md").write_text(LOGINS.sub(f"({roles})", readme), encoding="utf-8")
    _generate(folder)
    assets.adopt(ROOT, folder)


def _copy_application(folder: Path, schema: Path) -> None:
    """The schema with its includes, the hand-written half and its tests."""
    from generator.source import files

    for file in files(schema):
        target = folder / file.relative_to(schema.parent)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, target)
    if schema.name != "schema.yaml":
        (folder / schema.name).rename(folder / "schema.yaml")
    copy_rules(folder, schema.parent)


def copy_rules(folder: Path, beside: Path) -> None:
    """What stands in `custom/` beside a schema, and its tests; without it, app/custom of a schema that has no rules yet."""
    if (beside / "custom").is_dir():
        shutil.copytree(beside / "custom", folder / "app" / "custom", ignore=_caches)
        if (beside / "tests").is_dir():
            shutil.copytree(beside / "tests", folder / "tests", ignore=_caches, dirs_exist_ok=True)
    _list_rules(folder / "app" / "custom")


def _list_rules(target: Path) -> None:
    """app/custom/__init__.py, unless it came along: it lists every module that is there but the demo."""
    target.mkdir(parents=True, exist_ok=True)
    if (target / "__init__.py").exists():
        return
    names = sorted(file.stem for file in target.glob("*.py") if file.stem != "demo")
    listed = "".join(f'    "app.custom.{name}",\n' for name in names)
    text = (STARTER / "custom" / "__init__.py").read_text(encoding="utf-8")
    without = "".join(line for line in text.splitlines(True) if '"app.custom.' not in line)
    made = without.replace("MODULES: list[str] = [\n", f"MODULES: list[str] = [\n{listed}")
    (target / "__init__.py").write_text(made, encoding="utf-8")


def _sources() -> Iterator[Path]:
    for name in FILES:
        if (ROOT / name).is_file():
            yield ROOT / name
    for name in FOLDERS:
        yield from (path for path in sorted((ROOT / name).rglob("*")) if _belongs(path))


def _copy_migrations(folder: Path) -> None:
    """The framework's migrations, in one chain of their own."""
    from app.cli import migrations

    versions = folder / "migrations" / "versions"
    versions.mkdir(parents=True, exist_ok=True)
    for number, file in enumerate(migrations.of_framework(ROOT / "migrations")):
        name, text = migrations.renumbered(file, after=number)
        (versions / name).write_text(text, encoding="utf-8")


def _belongs(path: Path) -> bool:
    """A file of the framework, but for the migrations: those are chained anew."""
    place = path.relative_to(ROOT)
    if not path.is_file() or set(LEFT_OUT) & set(place.parts):
        return False
    if place.parts[:2] == ("migrations", "versions"):
        return False
    return not any(place.is_relative_to(part) for part in _of_the_application())


@cache
def _of_the_application() -> tuple[str, ...]:
    """APPLICATION, and the templates and assets of each hand-written package."""
    packages = [path.name for path in (ROOT / "app" / "custom").iterdir() if path.is_dir()]
    assets = [f"app/{kind}/{name}" for name in packages for kind in ("templates", "static")]
    return (*APPLICATION, *assets)


def _caches(_folder: str, names: list[str]) -> set[str]:
    return set(LEFT_OUT) & set(names)


def _generate(folder: Path) -> None:
    from generator.build import build, write

    migrations = folder / "migrations"
    made = build(folder / "schema.yaml", migrations)
    write(made, folder / "app" / "generated", migrations)
