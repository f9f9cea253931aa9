"""3.4: the exported journal passes bean-check, which reckons every balance anew."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from pathlib import Path

import pytest
from beancount import loader
from click.testing import CliRunner

from app.cli import commands as known
from app.custom.finance.books import export
from tests.custom.finance.books import january
from tests.custom.finance.books.office import Office


@pytest.fixture
def month(office: Office) -> Office:
    """January closed, a voucher in February."""
    january.play(office)
    january.close(office)
    office.posted("repair_parts", amounts={"amount": 30}, on=dt.date(2026, 2, 1))
    return office


def test_beancount_agrees_with_every_balance(month: Office) -> None:
    text = "\n".join(export.journal(month.ctx, "beancount"))
    entries, errors, _ = loader.load_string(text)
    assert errors == []
    kinds = [type(entry).__name__ for entry in entries]
    assert kinds.count("Transaction") == 14
    assert kinds.count("Balance") > 30
    assert "2026-02-01 balance Assets:1002  557009.20 CNY" in text


def test_beancount_notices_what_was_tampered_with(month: Office) -> None:
    text = "\n".join(export.journal(month.ctx, "beancount"))
    changed = text.replace("53000.00 CNY", "53001.00 CNY").replace("-84800.00", "-84801.00")
    assert changed != text
    assert loader.load_string(changed)[1]


def test_the_journal_ends_with_the_period_that_was_asked_for(month: Office) -> None:
    text = "\n".join(export.journal(month.ctx, "hledger", until="2026-01"))
    assert "2026-02-01" not in text
    transactions = re.findall(r"^2026-01-31 \* (记-\d{4}) \| ", text, re.MULTILINE)
    assert transactions == [f"记-{number:04d}" for number in range(1, 13)]
    assert "Assets:1002  0 = 557009.20 CNY" in text


def test_the_command_is_one_of_dougong(tmp_path: Path) -> None:
    assert "ledger" in known()
    from app.cli import dougong

    told = CliRunner().invoke(dougong, ["ledger", "export", "--help"]).output
    assert "--format" in told
    assert "beancount|hledger" in told


def test_the_commands_of_the_books_are_there_in_a_process_of_their_own() -> None:
    """Nothing else has loaded the entities when the name of the command is looked up."""
    done = subprocess.run(
        [sys.executable, "dougong_cli.py", "ledger", "--help"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "export" in done.stdout
