"""`dougong events`: the log of a process for programs of process mining, written by whoever keeps the machine."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.console import both, refuse, say

if TYPE_CHECKING:
    from app.runtime.entity import Entity

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group(help=both("流程事件日志", "Event logs of processes."))
def events() -> None:
    pass


@events.command(
    help=both(
        "导出 XES（IEEE 1849）：在这些日子结束的案例；默认化名",
        "Write XES (IEEE 1849): the cases that ended in these days, with pseudonyms unless asked otherwise.",
    )
)
@click.argument("entity", metavar="ENTITY")
@click.option("--from", "first", type=DAY, required=True, help=both("第一天", "the first day"))
@click.option("--to", "last", type=DAY, required=True, help=both("最后一天", "the last day"))
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help=both("文件", "the file")
)
@click.option(
    "--end", "ends", multiple=True, metavar="STATE",
    help=both("结束状态，可多次；默认是流程的终态", "a state that ends a case, as often as you like; else the final ones"),
)  # fmt: skip
@click.option(
    "--people", is_flag=True, help=both("写出经办人姓名，记入审计日志", "with names; it stands in the audit log")
)  # fmt: skip
def export(
    entity: str,
    first: dt.datetime,
    last: dt.datetime,
    out: Path,
    ends: tuple[str, ...],
    people: bool,
) -> None:
    from app.cli.application import load_with_database
    from app.runtime import context
    from app.runtime.events import Process, Window
    from app.runtime.events import export as module
    from app.runtime.events.measure import midnight

    if last < first:
        refuse("最后一天早于第一天", "the last day is before the first")
    load_with_database()
    process = Process(_entity(entity), ends=frozenset(ends))
    if unknown := process.ends - set(process.workflow.states):
        names = ", ".join(process.workflow.states)
        refuse(
            f"没有状态 {', '.join(sorted(unknown))}；有：{names}",
            f"no state {', '.join(sorted(unknown))}; there are: {names}",
        )
    window = Window(midnight(first.date()), midnight(last.date() + dt.timedelta(days=1)))
    part = out.with_name(f"{out.name}.part")
    with context.system("cli") as ctx, part.open("wb") as file:
        cases = 0
        for piece in module.stream(ctx, module.Asked(process, window, people=people)):
            file.write(piece)
            cases += piece.count(b"<trace>")
    # Whoever reads the file never meets half of it.
    part.replace(out)
    say(f"已导出 {cases} 个案例到 {out}", f"{cases} cases written to {out}")


def _entity(name: str) -> type[Entity]:
    from app.runtime import registry

    known = registry.current()
    if not known.has(name) or known.entity(name).workflow is None:
        names = ", ".join(one.entity.key() for one in known.entities() if one.workflow is not None)
        refuse(f"没有名为 {name} 的流程；有：{names}", f"no process {name}; there are: {names}")
    return known.entity(name).entity
