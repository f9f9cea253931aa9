"""A thousand random tamperings of a sealed log, all found; and how fast a long log is sealed and verified."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import records
from app.runtime.audit import seal
from app.runtime.audit.verify import verify
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.system import AuditLog
from tests.sample.models import Store
from tests.support import tampering

pytestmark = pytest.mark.prove

TAMPERINGS = 1000
LONG = 200_000


def test_a_thousand_tamperings_are_all_found(
    ctx: Context, database: Database, data: Path, proof: Any
) -> None:
    for number in range(60):
        records.create(ctx, Store, {"code": f"S{number}", "name": f"店 {number}"})
    seal.seal()
    rows = tampering.sealed_rows(database)
    tampering.unprotected(database)
    found: dict[str, int] = {}
    missed = []
    for number in range(TAMPERINGS):
        act, changed = tampering.tampered(rows, random.Random(number))
        tampering.put(database, changed)
        if verify().broken is None:
            missed.append((number, act))
        found[act] = found.get(act, 0) + 1
    proof.record("audit tamperings found", {"tried": TAMPERINGS, "missed": len(missed), **found})
    assert missed == []


def test_a_long_log_is_sealed_and_verified(
    ctx: Context, database: Database, data: Path, proof: Any
) -> None:
    records.create(ctx, Store, {"code": "S1", "name": "East"})
    model = tampering.sealed_rows(database)[0]
    del model["id"]
    with database.begin() as session:
        for _ in range(LONG // 10_000):
            session.execute(sa.insert(AuditLog), [model] * 10_000)
    started = time.perf_counter()
    seal.seal()
    sealed = time.perf_counter()
    report = verify()
    verified = time.perf_counter()
    assert (report.sealed, report.broken) == (LONG + 1, None)
    proof.record(
        "audit rows per second",
        {"sealed": round(LONG / (sealed - started)), "verified": round(LONG / (verified - sealed))},
    )
