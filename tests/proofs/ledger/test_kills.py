"""kill -9 while vouchers are made and posted: what was acknowledged is there, nothing is doubled, half done or left out."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import func, select

from app.custom.finance.books import chain, checklist
from app.generated.voucher import Voucher
from app.runtime.database import Database
from tests.custom.crm.conftest import town
from tests.custom.finance.books.conftest import at, database_url, office, world
from tests.custom.finance.books.office import Office
from tests.support.proofs import Proof

__all__ = ["at", "database_url", "office", "town", "world"]  # fixtures

pytestmark = [pytest.mark.prove, pytest.mark.database]
KILLS = 30
ROOT = Path(__file__).parents[3]


def test_thirty_kills_leave_no_gap(office: Office, database: Database, proof: Proof) -> None:
    random = Random(1)
    said: list[int] = []
    for _ in range(KILLS):
        said += _until_killed(database, random.randint(1, 40))
    session = office.session
    numbers = session.scalars(
        select(Voucher.number).where(Voucher.hash.is_not(None)).order_by(Voucher.number)
    ).all()
    assert numbers == list(range(1, len(numbers) + 1))
    assert set(said) <= set(numbers)
    half = session.scalar(
        select(func.count())
        .select_from(Voucher)
        .where((Voucher.hash.is_(None)) != (Voucher.state == "checked"))
    )
    assert half == 0
    period = office.period()
    assert chain.broken(office.ctx, period) == []
    assert checklist.kept(office.ctx, period).ok
    assert office.balance("5401") == Decimal(30) * len(numbers)
    proof.record(
        "kill -9 while vouchers are made and posted",
        {"kills": KILLS, "acknowledged": len(said), "posted": len(numbers), "lost": 0, "gaps": 0},
    )


def _until_killed(database: Database, after: int) -> list[int]:
    """Start a poster, let it acknowledge so many, kill it in the middle of the next; what it said."""
    url = database.url.render_as_string(hide_password=False)
    said: list[int] = []
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.proofs.ledger.poster", url],
        cwd=ROOT, env=dict(os.environ), stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip().isdigit():
                said.append(int(line))
            if len(said) == after:
                break
        process.send_signal(signal.SIGKILL)
        said += [int(line) for line in process.stdout if line.strip().isdigit()]
    return said
