"""A bill run of 100,000 and of 1,000,000 units, beside the same rows by one `INSERT … SELECT` by hand: seconds of CPU, memory.

A fee by area at one price, 12,000 different areas, everybody pays for the whole month. By hand is one script that knows
its data: it asks for no exception, no half month and no discount, and writes the same rows: bills with numbers, amounts,
VAT and arithmetic, their road, their words for the search.

Then the voucher of the run, with a line for every customer, and two nights in which every bill is overdue.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.command import run
from benchmarks.contender import WORK
from benchmarks.inspections import migrated

UNITS = (100_000, 1_000_000)
GOAL = 3.0
AREAS = 12_000


NIGHTS = ("2026-06-30", "2026-07-01")
Lines = list[dict[str, Any]]


def measure(*, tell: Callable[[str], None], units: tuple[int, ...] = UNITS) -> tuple[Lines, Lines]:
    """A line for each size: preview, posting, by hand, and the run once more, when nothing is left to bill.

    The second list has a line for each size and each thing that comes after the bills.
    """
    bills: Lines = []
    after: Lines = []
    for number in units:
        ours, hand = _copies(number, tell)
        bills.append(_line(number, ours, hand, tell))
        after += _after(number, ours, hand, tell)
        for copy in (ours, hand):
            copy.unlink()
    return bills, after


def _copies(units: int, tell: Callable[[str], None]) -> tuple[Path, Path]:
    """The same town twice: for Dougong, and by hand."""
    folder = WORK / f"bills-{units}"
    full = folder / "full.sqlite3"
    if not full.exists():
        tell(f"filling {units:,} units ...")
        made = migrated(folder)
        fill(made, units)
        made.rename(full)
    ours, hand = (full.with_name(f"{name}.sqlite3") for name in ("dougong", "hand"))
    for copy in (ours, hand):
        for leftover in folder.glob(f"{copy.stem}*"):
            leftover.unlink()
        shutil.copyfile(full, copy)
    return ours, hand


def _line(units: int, ours: Path, hand: Path, tell: Callable[[str], None]) -> dict[str, Any]:
    preview, first, again = (_run(ours, act) for act in ("preview", "post", "post"))
    written = run([sys.executable, "-m", "benchmarks.bills_by_hand", hand])
    told = [one.told["made"] for one in (preview, first, again, written)]
    if told != [units, units, 0, units] or _bills(ours) != _bills(hand):
        raise RuntimeError(f"They disagree: {told}, {_bills(ours)}, {_bills(hand)}.")
    ratio = first.told["cpu"] / written.told["cpu"]
    line = {
        "units": f"{units:,}",
        "preview, s CPU": f"{preview.told['cpu']:.1f}",
        "Dougong, s CPU": f"{first.told['cpu']:.1f}",
        "by hand, s CPU": f"{written.told['cpu']:.1f}",
        "ratio": f"{ratio:.2f} (goal {GOAL:g})",
        "met": "yes" if ratio <= GOAL else "**no**",
        "once more, s CPU": f"{again.told['cpu']:.1f}",
        "memory, MB": first.told["memory"],
    }
    tell(f"bills {line}")
    return line


def _after(units: int, ours: Path, hand: Path, tell: Callable[[str], None]) -> list[dict[str, Any]]:
    """The voucher of the run and the nights, both sides with books that are set up and a fee item with a late fee."""
    for copy in (ours, hand):
        _run(copy, "books")
        with sqlite3.connect(copy) as connection:
            connection.execute("UPDATE fee_item SET late_rate = 300")
    found = []
    for name, act, *day in (
        ("voucher, a line for every customer", "voucher"),
        *(("late fees of a night", "late", night) for night in NIGHTS),
    ):
        one = _run(ours, act, *day)
        written = run([sys.executable, "-m", "benchmarks.bills_by_hand", hand, act, *day])
        if (one.told["made"], _state(ours)) != (written.told["made"], _state(hand)):
            raise RuntimeError(f"They disagree: {_state(ours)}, {_state(hand)}.")
        ratio = one.told["cpu"] / written.told["cpu"]
        line = {
            "units": f"{units:,}",
            "what": name,
            "Dougong, s CPU": f"{one.told['cpu']:.1f}",
            "by hand, s CPU": f"{written.told['cpu']:.1f}",
            "ratio": f"{ratio:.2f} (goal {GOAL:g})",
            "met": "yes" if ratio <= GOAL else "**no**",
            "memory, MB": one.told["memory"],
        }
        tell(f"after bills {line}")
        found.append(line)
    return found


def _run(file: Path, *act: str) -> Any:
    return run([sys.executable, "-m", "benchmarks.bills_run", file, *act])


def _state(file: Path) -> tuple[Any, ...]:
    """What must be the same after the voucher and after each night."""
    with sqlite3.connect(file) as connection:
        return connection.execute(
            "SELECT (SELECT sum(late_fee) FROM bill), (SELECT sum(overdue) FROM bill), (SELECT sum(version) FROM bill),"
            " count(*), sum(debit), sum(credit), sum(line), sum(customer_id),"
            " (SELECT sum(debit) + sum(credit) FROM voucher) FROM voucher_line"
        ).fetchone()


def _bills(file: Path) -> list[tuple[Any, ...]]:
    """What must be the same: how many, for whom, how much, and how it was reckoned."""
    with sqlite3.connect(file) as connection:
        return connection.execute(
            "SELECT count(*), sum(unit_id), sum(customer_id), sum(amount), sum(net), sum(vat), sum(balance),"
            " count(DISTINCT bill_no), min(due_on), max(json_extract(calc, '$.amount')),"
            " (SELECT count(*) FROM sys_transition_log WHERE entity = 'bill'),"
            " (SELECT count(*) FROM sys_search_entry WHERE entity = 'bill') FROM bill"
        ).fetchall()


def fill(file: Path, units: int) -> None:
    """One project and price; as many units, owners who pay, and assignments."""
    stamp = "'2026-01-01 00:00:00.000000'"
    system = f"{stamp}, {stamp}, 1"
    columns = "created_at, updated_at, version"
    count = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {units})"
    connection = sqlite3.connect(file)
    for statement in (
        "INSERT INTO company (id, code, name, uscc, accounting_standard, vat_taxpayer, vat_point, fiscal_start,"
        f" {columns}) SELECT 1, 'C', 'C', 'U', 'sbe', 'general', 'bill', '2026-01', {system}",
        f"INSERT INTO project (id, code, name, kind, contract_from, charging_mode, {columns})"
        f" SELECT 1, 'YX', 'YX', 'residential', '2024-01-01', 'lump', {system}",
        f"INSERT INTO building (id, project_id, code, {columns}) {count}"
        f" SELECT i, 1, 'B' || i, {system} FROM n WHERE i <= {units} / 200 + 1",
        f"INSERT INTO unit (id, project_id, building_id, room_no, full_no, kind, gross_area, fee_coefficient, state,"
        f" {columns}) {count} SELECT i, 1, i / 200 + 1, i, 'YX-' || i, 'home', 4000 + i * 7919 % {AREAS},"
        f" 1000000, 'occupied', {system} FROM n",
        f"INSERT INTO customer (id, project_id, name, phone, source, kind, state, {columns}) {count}"
        f" SELECT i, 1, 'owner ' || i, i, 'desk', 'owner', 'active', {system} FROM n",
        f"INSERT INTO occupancy (id, customer_id, unit_id, project_id, role, payer, from_date, approved, {columns})"
        f" {count} SELECT i, i, i, 1, 'owner', 1, '2024-01-01', 1, {system} FROM n",
        f"INSERT INTO tax_kind (id, code, name, {columns}) SELECT 1, 'service', 'service', {system}",
        f"INSERT INTO tax_rate (id, tax_kind_id, taxpayer, from_on, rate, {columns})"
        f" SELECT 1, 1, 'general', '2024-01-01', 600, {system}",
        f"INSERT INTO account (id, code, name, category, direction, {columns})"
        f" SELECT 1, '500101', 'fees', 'pl', 'cr', {system}",
        "INSERT INTO fee_item (id, code, name, kind, formula, cycle, timing, due_day, grace_days, proration, rounding,"
        f" discount_policy, tax_kind_id, revenue_account_id, active, {columns}) SELECT 1, 'WY', 'WY', 'property',"
        f" 'area', 'month', 'arrears', 25, 0, 'actual', 'fen', 'pro_rata', 1, 1, 1, {system}",
        f"INSERT INTO fee_price (id, fee_item_id, project_id, price, from_on, {columns})"
        f" SELECT 1, 1, 1, 28000, '2024-01-01', {system}",
        f"INSERT INTO fee_assignment (id, fee_item_id, project_id, unit_id, from_on, state, {columns}) {count}"
        f" SELECT i, 1, 1, i, '2024-01-01', 'active', {system} FROM n",
        f"INSERT INTO bill_run (id, run_no, project_id, fee_item_id, period, state, {columns})"
        f" SELECT 1, 'CZ1', 1, 1, '2026-02', 'previewed', {system}",
    ):
        connection.execute(statement)
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("ANALYZE")
    connection.close()
