"""`dougong check`: do the schema, the generated code, the migrations and the database agree?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from app.cli.console import both, refuse_with, say
from app.cli.project import Project, here

if TYPE_CHECKING:
    from generator.plan import Plan


@click.command(help=both("检查一致性，不一致则退出码 1", "Do they all agree? Exit code 1 if not."))
@click.option("--code", is_flag=True, help=both("不看数据库", "leave the database out"))
def check(code: bool) -> None:
    project = here()
    found = list(code_problems(project))
    if not found and not code:
        found = list(database_problems())
    if found:
        refuse_with("\n".join(found))
    say("一致", "everything agrees")


def code_problems(project: Project) -> Iterator[str]:
    """Schema ↔ generated files ↔ migrations/schema.json ↔ the functions that the schema names."""
    from generator import SchemaProblems, output
    from generator.build import build

    try:
        made = build(project.schema, project.migrations)
    except SchemaProblems as problems:
        yield str(problems)
        return
    edits = output.hand_edits(project.generated, made.files)
    yield from map(str, edits)
    outcome = output.compare(project.generated, made.files)
    stale = [*outcome.written, *outcome.removed]
    if stale and not edits:
        shown = ", ".join(stale[:5]) + (" …" if len(stale) > 5 else "")
        yield both(
            f"app/generated 与 schema 不符（{shown}）：执行 dougong generate",
            f"app/generated does not match the schema ({shown}): run dougong generate",
        )
    if made.migration:
        yield both(
            f"缺少迁移 {made.migration.name}：执行 dougong generate",
            f"the migration {made.migration.name} is missing: run dougong generate",
        )
    elif project.snapshot.is_file() and project.snapshot.read_text("utf-8") != made.snapshot:
        yield both(
            "migrations/schema.json 已过时：执行 dougong generate",
            "migrations/schema.json is out of date: run dougong generate",
        )
    yield from _manual_problems(made.plan, project)
    if not stale and not edits:
        yield from _missing_functions(made.plan)


def _manual_problems(plan: Plan, project: Project) -> Iterator[str]:
    """docs/manual says what the schema says."""
    from generator import manual
    from generator.build import manual_folder

    behind = manual.stale(plan, manual_folder(project.migrations))
    if behind:
        shown = ", ".join(behind[:5]) + (" …" if len(behind) > 5 else "")
        yield both(
            f"docs/manual 与 schema 不符（{shown}）：执行 dougong generate",
            f"docs/manual does not match the schema ({shown}): run dougong generate",
        )


def _missing_functions(plan: Plan) -> Iterator[str]:
    """`custom: name` in the schema wants a function in app/custom."""
    from app.cli.application import load_code

    registry = load_code()
    for kind, entity, name in _wanted_functions(plan):
        try:
            registry.custom_function(kind, entity, name)
        except LookupError as error:
            yield both(f"schema 中 {entity} 的 `custom: {name}` 没有对应的函数", str(error.args[0]))


def _wanted_functions(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """(kind, entity, name) of everything that the schema leaves to a function."""
    for entity in plan.entities:
        transitions = entity.workflow.transitions if entity.workflow else ()
        named = [("scope", scope.expression) for scope in entity.scopes]
        named += [("formula", field.formula) for field in entity.fields if field.formula]
        named += [("guard", item.when) for item in transitions if item.when]
        for kind, expression in named:
            if expression.custom:
                yield kind, entity.name, expression.custom


def database_problems() -> Iterator[str]:
    """Database ↔ migrations ↔ models."""
    from app.cli import migrations
    from app.cli.application import load_code
    from app.cli.finishing import drifted_before
    from app.config import Config

    url = Config.from_environment().database_url
    now, newest = migrations.current(url), migrations.head()
    if now != newest and not migrations.is_known(now):
        yield migrations.unknown(now, newest)
        return
    if now != newest:
        yield both(
            f"数据库在 {now or '空'}，迁移在 {newest}：执行 dougong migrate",
            f"the database is at {now or 'nothing'}, the migrations at {newest}: run dougong migrate",
        )
        return
    load_code()
    from app.runtime.accounts.users import metadata

    differences = migrations.differences(url, metadata)
    for difference in differences:
        yield both(f"数据库与模型不符：{difference}", f"database and models differ: {difference}")
    # What Alembic does not compare, a trigger for example.
    for table in [] if differences else drifted_before(url):
        yield both(f"表 {table} 被手工改动过", f"the table {table} was altered by hand")
