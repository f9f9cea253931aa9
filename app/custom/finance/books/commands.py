"""`dougong ledger`: set up the books, verify the chain of vouchers, hand the journal to other programs.

`load`, which `dougong` hands over, loads code and database.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from sqlalchemy import select

if TYPE_CHECKING:
    from app.runtime.context import Context

Load = Callable[[], None]


@click.group(help="账簿：建账、校验、导出 / The books: set up, verify, export.")
def ledger() -> None:
    pass


@ledger.command(help="建立科目表和凭证规则，可重复执行 / Chart and voucher rules; may be repeated.")
@click.pass_obj
def setup(load: Load) -> None:
    load()
    from app.runtime import context

    from . import setup as module

    with context.system("cli") as ctx:
        made = module.set_up(ctx)
    click.echo(
        f"新建科目 {made.accounts} 个、规则 {made.rules} 条、期间 {made.periods} 个 / "
        f"{made.accounts} accounts, {made.rules} rules, {made.periods} periods made"
    )


@ledger.command(
    help="校验凭证链，发现问题则退出码 1 / Is every posted voucher as it was? Exit code 1 if not."
)
@click.pass_obj
def verify(load: Load) -> None:
    load()
    from app.generated.accounting_period import AccountingPeriod
    from app.runtime import context

    from . import chain

    with context.system("cli") as ctx:
        found = ctx.session.scalars(
            select(AccountingPeriod).order_by(AccountingPeriod.period)
        ).all()
        broken = [f"{one.period} {name}" for one in found for name in chain.broken(ctx, one)]
        count = sum(one.vouchers or 0 for one in found)
    if broken:
        told = ", ".join(broken[:50])
        raise click.ClickException(f"凭证链断裂 / the chain of vouchers is broken at: {told}")
    click.echo(f"{count} 张凭证完好 / {count} vouchers are as they were")


@ledger.command(
    help="导出日记账，或按 GB/T 24589.1 导出年度账簿 / Write the journal for beancount or hledger, or a year's books by GB/T 24589.1."
)
@click.option(
    "--format", "form", type=click.Choice(["beancount", "hledger", "gbt24589"]), required=True
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="文件；gbt24589 为目录 / a file; a directory for gbt24589",
)
@click.option(
    "--until", metavar="PERIOD", help="到哪个期间，如 2026-01 / the last period, such as 2026-01"
)
@click.option(
    "--year",
    type=int,
    help="gbt24589：会计年度，默认最近一年 / the financial year, else the last one",
)
@click.pass_obj
def export(load: Load, form: str, out: Path, until: str | None, year: int | None) -> None:
    load()
    from app.runtime import context

    if out.is_dir() != (form == "gbt24589") and out.exists():
        raise click.BadParameter(
            f"{out}: 文件或目录不符 / a file or a directory, as the format asks."
        )
    with context.system("cli") as ctx:
        written = _write_year(ctx, out, year) if form == "gbt24589" else _write_journal(ctx, form, out, until)  # fmt: skip
    for path in written:
        click.echo(f"已写入 {path} / {path} written")


def _write_journal(ctx: Context, form: str, out: Path, until: str | None) -> list[Path]:
    from . import export as module

    with out.open("w", encoding="utf-8") as file:
        for line in module.journal(ctx, form, until=until):
            file.write(line + "\n")
    return [out]


def _write_year(ctx: Context, out: Path, year: int | None) -> list[Path]:
    from app.custom.finance.audits import interface

    known = interface.years(ctx)
    chosen = year if year is not None else next(iter(known), None)
    if chosen not in known:
        raise click.ClickException(f"账簿没有 {chosen} 年度 / The books have no year {chosen}.")
    out.mkdir(parents=True, exist_ok=True)
    for name, pieces in interface.files(ctx, chosen).items():
        with (out / name).open("w", encoding="utf-8") as file:
            file.writelines(pieces)
    return [out / name for name in interface.NAMES]
