"""`dougong audit`: seals what is new, and checks the chain from its first row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from app.cli.console import both, refuse_with, say

if TYPE_CHECKING:
    from app.runtime.audit.verify import Break, Report


@click.group(help=both("审计日志：封存与校验", "Seal and verify the audit log."))
def audit() -> None:
    pass


@audit.command(
    help=both("封存新记录", "Seal what is new now; a serving process does it by itself.")
)
def seal() -> None:
    from app.cli.application import load_with_database
    from app.runtime.audit import seal as module

    load_with_database()
    count = module.seal()
    say(f"已封存 {count} 条", f"{count} rows sealed")


@audit.command(help=both("校验，发现问题则退出码 1", "Is it as it was sealed? Exit code 1 if not."))
@click.option(
    "--anchor",
    "anchors",
    multiple=True,
    metavar="SEQ:SEAL",
    help=both("另存的封条，可多次", "a seal that was kept elsewhere, as often as you like"),
)
def verify(anchors: tuple[str, ...]) -> None:
    from app.cli.application import load_with_database
    from app.runtime.audit import anchor
    from app.runtime.audit import verify as module

    try:
        extra = [anchor.parse(text) for text in anchors]
    except ValueError:
        raise click.BadParameter(both("应为 序号:封条", "is written SEQ:SEAL")) from None
    load_with_database()
    report = module.verify(extra)
    _tell_state(report)
    if report.triggers_missing:
        names = ", ".join(report.triggers_missing)
        click.echo(
            both(
                f"保护审计日志的触发器缺失：{names}",
                f"triggers that protect the audit log are missing: {names}",
            ),
            err=True,
        )
    if report.broken:
        refuse_with(told(report.broken))
    if not report.is_whole:
        raise SystemExit(1)
    say("审计日志完整", "the audit log is whole")


def _tell_state(report: Report) -> None:
    say(f"已校验封存记录 {report.sealed} 条", f"{report.sealed} sealed rows checked")
    if report.unsealed:
        say(
            f"尚未封存 {report.unsealed} 条，最早 {report.waiting_since:%Y-%m-%d %H:%M:%S} UTC",
            f"{report.unsealed} rows are not sealed yet, the oldest of"
            f" {report.waiting_since:%Y-%m-%d %H:%M:%S} UTC",
        )
    if not report.anchors:
        say(
            "没有锚点：无法发现末尾被截断（data/audit）",
            "there is no anchor: a cut tail would not be noticed (data/audit)",
        )


def told(broken: Break) -> str:
    """What was found, where."""
    place = f"seq {broken.seq}" + (f" (id {broken.id})" if broken.id is not None else "")
    zh, en = {
        "changed": ("内容与封条不符", "is not what was sealed"),
        "missing": ("记录缺失", "is missing"),
        "cut": (
            "起的记录被截断，锚点之前本应存在",
            "and later rows are gone: an anchor knows them",
        ),
        "anchor": (
            "与锚点不符：整条链被改写",
            "is not what the anchor says: the chain was rewritten",
        ),
    }[broken.kind]
    return both(f"审计日志被破坏：{place} {zh}", f"the audit log is broken: {place} {en}")
