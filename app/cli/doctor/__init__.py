"""`dougong doctor`: looks at the machine, the settings, the data and the code, and says what to do."""

from __future__ import annotations

import click

from app.cli.console import PROBLEM, both


@click.command(help=both("检查运行环境", "Look at the machine and the data."))
def doctor() -> None:
    """Exit code 1 when something has to be done."""
    from app.cli.doctor import machine, serving, setting, state

    looks = (
        machine.python, machine.packages, machine.sqlite, machine.data,
        setting.settings, setting.keys, setting.hosts, setting.watched,
        serving.others, serving.publication,
        state.pages, state.database, state.stored, state.backups,
        machine.tools,
    )  # fmt: skip
    bad = 0
    for look in looks:
        for finding in look():
            mark = "✓" if finding.ok else "–" if finding.ok is None else "✗"
            click.echo(f"{mark} {finding.text}")
            bad += finding.ok is False
    if bad:
        raise SystemExit(PROBLEM)
