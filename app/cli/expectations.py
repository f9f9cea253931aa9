"""`dougong test-permissions`: the `tests:` of the schema, asked of the rows of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from app.cli.console import both, complain, refuse_with, say
from app.cli.project import Project, here

if TYPE_CHECKING:
    from app.runtime.access.expectations import Expectation


@click.command(
    name="test-permissions",
    help=both(
        "用数据库里的记录检验 schema 的 tests:，不符则退出码 1",
        "Do the tests: of the schema hold for the rows of the database? Exit code 1 if not.",
    ),
)
def test_permissions() -> None:
    from app.cli.application import load_with_database
    from app.runtime import database
    from app.runtime.access import expectations

    project = here()
    load_with_database()
    wanted = expected(project)
    with database.current().read_session() as session:
        outcome = expectations.run(session, wanted)
    for line in outcome.idle:
        complain(
            both(
                f"{line.place}：没有可检验的记录（{line.role}）",
                f"{line.place}: no row to ask about ({line.role})",
            )
        )
    if outcome.failures:
        refuse_with("\n".join(str(failure) for failure in outcome.failures))
    say(
        f"{len(wanted)} 条权限测试成立，共问 {outcome.asked} 次",
        f"{len(wanted)} permission tests hold, {outcome.asked} questions asked",
    )


def expected(project: Project) -> list[Expectation]:
    """Every line of `tests:` with its place. Leaves with the schema's problems when it has any."""
    from app.studio.permissions import drafted
    from generator import SchemaProblems
    from generator.loading import load, places_of_tests

    try:
        plan = load(project.schema)
    except SchemaProblems as problems:
        refuse_with(str(problems))
    return list(drafted.of(plan, places_of_tests(project.schema)))
