"""`dougong openapi`, `hooks` and `workflow`: what the application is, written out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.console import both, refuse, refuse_with
from app.cli.project import here

if TYPE_CHECKING:
    from generator.plan import Entity, Plan


@click.command(help=both("OpenAPI 3.1 文档", "The OpenAPI 3.1 document."))
@click.option("--role", help=both("只含该角色可见的部分", "only what this role may see and do"))
@click.option("--language", type=click.Choice(["zh", "en"]), default="en", show_default=True)
def openapi(role: str | None, language: str) -> None:
    from importlib import import_module

    from app.cli.application import load_code
    from app.rest.openapi import build

    registry = load_code()
    if role is not None and registry.role(role) is None:
        names = ", ".join(item.name for item in registry.roles)
        refuse(f"没有角色 {role}；有：{names}", f"there is no role {role}; there are: {names}")
    resources = import_module("app.generated.apis").RESOURCES
    document = build(registry, role, resources=resources, language=language)
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


@click.command(help=both("列出手写规则", "List the hand-written rules."))
@click.argument("entity", required=False)
def hooks(entity: str | None) -> None:
    from app.cli.application import load_code
    from app.runtime import jobs
    from app.runtime.errors import NotFound

    registry = load_code()
    try:
        entries = [registry.entity(entity)] if entity else list(registry.entities())
    except NotFound as error:
        refuse(error.message.in_language("zh"), error.message.in_language("en"))
    for entry in entries:
        for hook in entry.hooks.all():
            phase = f'{hook.phase}("{hook.transition}")' if hook.transition else hook.phase
            click.echo(f"{entry.entity.key():24} {phase:32} {hook.name}")
            first = (hook.function.__doc__ or "").strip().splitlines()
            if first:
                click.echo(f"{'':24} {'':32}   {first[0]}")
    if entity is None:
        for found in jobs.schedules():
            click.echo(f"{'schedule':24} {found.cron or '':32} {found.name}")


@click.command(help=both("流程图", "The diagram of a workflow."))
@click.argument("entity")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["text", "dot", "mermaid", "svg"]),
    default="text",
    show_default=True,
)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="diagram.svg")
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
def workflow(entity: str, kind: str, output: Path | None, language: str) -> None:
    from generator import SchemaProblems, diagram
    from generator.loading import load

    try:
        plan = load(here().schema)
    except SchemaProblems as found:
        refuse_with(str(found))
    chosen = _find(plan, entity)
    if output is not None and output.suffix == ".svg":
        kind = "svg"
    text = diagram.draw(plan, chosen, kind, language)
    if output is None:
        click.echo(text)
    else:
        output.write_text(text, encoding="utf-8")


def _find(plan: Plan, name: str) -> Entity:
    """By `WorkOrder` or `work_order`; only entities that have a workflow."""
    found = {entity.name: entity for entity in plan.entities if entity.workflow}
    names = ", ".join(found) or "-"
    found |= {entity.table: entity for entity in found.values()}
    if name not in found:
        refuse(
            f"{name} 没有流程；有流程的：{names}",
            f"{name} has no workflow; these have one: {names}",
        )
    return found[name]
