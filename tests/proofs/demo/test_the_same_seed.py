"""The demo is the same for the same seed and day: people, machines and money."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from sqlalchemy import select

from app.generated.bill import Bill
from app.generated.customer import Customer
from app.generated.equipment import Equipment
from app.generated.inspection_task import InspectionTask
from app.generated.payment import Payment
from app.generated.voucher import Voucher
from app.runtime import database
from app.runtime.context import Context
from tests.custom.demo.conftest import fill
from tests.support.databases import Databases
from tests.support.proofs import Proof
from tests.support.worlds import APPLICATION

pytestmark = pytest.mark.prove


def test_the_same_seed_makes_the_same_people_machines_and_money(
    databases: Databases, tmp_path: Path, proof: Proof
) -> None:
    APPLICATION.activate()
    first, rows = _made(databases, tmp_path)
    second, _ = _made(databases, tmp_path)
    proof.record("Small demo made twice", {"rows compared": rows, "equal": first == second})
    assert first == second


def _made(databases: Databases, folder: Path) -> tuple[str, int]:
    """Digest of a demo's rows, and how many they are."""
    url = databases.empty(folder)
    fill(APPLICATION, url)
    made = database.Database(url)
    database.activate(made)
    try:
        with Context.system() as ctx:
            told = [
                ctx.session.execute(select(*columns).order_by(columns[0])).all()
                for columns in (
                    (Customer.id, Customer.customer_no, Customer.name, Customer.phone, Customer.id_no),
                    (Equipment.equip_no, Equipment.serial_no, Equipment.qr_token, Equipment.expires_on),
                    (InspectionTask.task_no, InspectionTask.finished_at, InspectionTask.result),
                    (Bill.id, Bill.bill_no, Bill.amount, Bill.balance, Bill.paid_on),
                    (Payment.id, Payment.payment_no, Payment.customer_id, Payment.amount, Payment.paid_at),
                    (Voucher.id, Voucher.voucher_no, Voucher.hash),
                )
            ]  # fmt: skip
    finally:
        made.dispose()
        databases.drop(url)
    return hashlib.sha256(repr(told).encode()).hexdigest(), sum(map(len, told))
