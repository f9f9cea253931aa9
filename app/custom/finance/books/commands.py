"""`dougong ledger`: set up the books, verify the chain of vouchers, hand the journal to other programs."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.console import both, refuse_with, say


@click.group(help=both("账簿：建账、校验、导出", "The books: set up, verify, export."))
def ledger() -> None:
    pass


@ledger.command(
    help=both("建立科目表和凭证规则，可重复执行", "Chart and voucher rules; may be repeated.")
)
def setup() -> None:
    from app.cli.application import load_with_database
    from app.custom.finance.books import setup as module
    from app.runtime import context

    load_with_database()
    with context.system("cli") as ctx:
        made = module.set_up(ctx)
    say(
        f"新建科目 {made.accounts} 个、规则 {made.rules} 条、期间 {made.periods} 个",
        f"{made.accounts} accounts, {made.rules} rules, {made.periods} periods made",
    )


@ledger.command(
    help=both(
        "校验凭证链，发现问题则退出码 1", "Is every posted voucher as it was? Exit code 1 if not."
    )
)
def verify() -> None:
    from sqlalchemy import select

    from app.cli.application import load_with_database
    from app.custom.finance.books import chain
    from app.generated.accounting_period import AccountingPeriod
    from app.runtime import context

    load_with_database()
    with context.system("cli") as ctx:
        found = ctx.session.scalars(
            select(AccountingPeriod).order_by(AccountingPeriod.period)
        ).all()
        broken = [f"{one.period} {name}" for one in found for name in chain.broken(ctx, one)]
        count = sum(one.vouchers or 0 for one in found)
    if broken:
        told = ", ".join(broken[:50])
        refuse_with(both(f"凭证链断裂：{told}", f"the chain of vouchers is broken at: {told}"))
    say(f"{count} 张凭证完好", f"{count} vouchers are as they were")


@ledger.command(help=both("导出日记账", "Write the journal for beancount or hledger."))
@click.option("--format", "form", type=click.Choice(["beancount", "hledger"]), required=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option(
    "--until",
    metavar="PERIOD",
    help=both("到哪个期间，如 2026-01", "the last period, such as 2026-01"),
)
def export(form: str, out: Path, until: str | None) -> None:
    from app.cli.application import load_with_database
    from app.custom.finance.books import export as module
    from app.runtime import context

    load_with_database()
    with context.system("cli") as ctx, out.open("w", encoding="utf-8") as file:
        for line in module.journal(ctx, form, until=until):
            file.write(line + "\n")
    say(f"已写入 {out}", f"{out} written")
