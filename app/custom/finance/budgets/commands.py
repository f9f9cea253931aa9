"""`dougong budget`: do the figures of the budgets agree with vouchers and expenses? And reckon them anew.

`load`, which `dougong` hands over, loads code and database.
"""

from __future__ import annotations

from collections.abc import Callable

import click

Load = Callable[[], None]


@click.group(help="预算：核对与重算 / Budgets: compare, reckon anew.")
def budget() -> None:
    pass


@budget.command(
    help="核对执行数与占用数，不符则退出码 1 / Do actual and committed agree? Exit code 1 if not."
)
@click.option("--year", type=int, help="年度，缺省为全部 / one year, else all")
@click.option("--mend", is_flag=True, help="按凭证和费用单重算 / reckon them anew")
@click.pass_obj
def check(load: Load, year: int | None, *, mend: bool) -> None:
    load()
    from app.runtime import context, records

    from . import actuals, checking

    told = []
    with context.system("cli") as ctx:
        for one in [year] if year is not None else checking.years(ctx):
            with records.writing(ctx):
                told += [(one, drift) for drift in actuals.drift(ctx, one, mend=mend)]
    for one, drift in told:
        click.echo(
            f"{one}-{drift.spot.month:02d} budget {drift.spot.budget} account {drift.spot.account} "
            f"{drift.column}: {drift.stored:.2f} → {drift.right:.2f}"
        )
    if told and not mend:
        raise click.ClickException(f"{len(told)} 处不符 / {len(told)} figures differ")
    click.echo(f"{len(told)} 处已改 / {len(told)} mended" if told else "相符 / all agree")
