"""The office that charges the town: company, books, items with prices and tax, and those who run bills."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from app.custom.finance.books import setup
from app.generated.account import Account
from app.generated.bill import Bill
from app.generated.bill_exception import BillException
from app.generated.bill_run import BillRun
from app.generated.company import Company
from app.generated.customer import Customer
from app.generated.fee_assignment import FeeAssignment
from app.generated.fee_item import FeeItem
from app.generated.fee_price import FeePrice
from app.generated.fee_tier import FeeTier
from app.generated.meter import Meter
from app.generated.meter_reading import MeterReading
from app.generated.occupancy import Occupancy
from app.generated.tax_kind import TaxKind
from app.generated.tax_rate import TaxRate
from app.generated.unit import Unit
from app.runtime import jobs, records
from app.runtime.context import Context
from tests.custom.crm.town import Town

D = Decimal
STAFF = {"周会计": "accountant", "吴经理": "fin_mgr", "郑出纳": "cashier", "王总": "gm"}
TAXES = {"property": 6, "lease": 9, "water": 3}
OLD = dt.date(2024, 1, 1)


@dataclass
class Desk:
    """Short names for what the tests of fees need."""

    town: Town
    items: dict[str, FeeItem] = field(default_factory=dict)
    _open: dict[str, Context] = field(default_factory=dict)

    def build(self) -> Desk:
        """Once for all tests."""
        create = self.town.ctx_create
        create(
            Company, code="YX", name="雅信物业", uscc="91110000600037341L", fiscal_start="2026-01",
        )  # fmt: skip
        for name, role in STAFF.items():
            self.town.staff(role, "GM", name=name)
        setup.set_up(self.town.ctx)
        with records.writing(self.town.ctx):
            for code, percent in TAXES.items():
                kind = self.town.ctx.create(TaxKind, code=code, name=code)
                self.town.ctx.create(
                    TaxRate, tax_kind=kind.id, taxpayer="general", from_on=OLD, rate=percent
                )
        self.item("property", "area", late_rate="0.0003", late_cap=30)
        self.item("parking", "fixed", tax="lease", proration="d30")
        self.item("water", "tier", tax="water", meter_kind="water", kind="water")
        self.price("property", "2.80")
        self.price("parking", 300)
        return self

    def found(self) -> Desk:
        """What `build` made, read."""
        self.items = {row.code: row for row in self.session.scalars(select(FeeItem))}
        self.town.found(self.town.people.database)
        return self

    def item(
        self, code: str, formula: str, *, tax: str | None = "property", **values: Any
    ) -> FeeItem:
        """A fee item with the account of property fees."""
        kind = self.session.scalar(select(TaxKind.id).where(TaxKind.code == tax)) if tax else None
        account = self.session.scalar(select(Account.id).where(Account.code == "500101"))
        given = {
            "code": code, "name": code, "kind": "property", "formula": formula, "tax_kind": kind,
            "revenue_account": account, **values,
        }  # fmt: skip
        self.items[code] = self.town.ctx_create(FeeItem, **given)
        return self.items[code]

    def price(
        self, code: str, price: Any, *, from_on: dt.date = OLD, use: str | None = None
    ) -> FeePrice:
        return self.town.ctx_create(
            FeePrice, fee_item=self.items[code].id, project=self.town.project.id, price=price,
            from_on=from_on, unit_kind=use,
        )  # fmt: skip

    def tiers(self, code: str = "water", basis: str = "year") -> None:
        """180 at 5, until 260 at 7, above at 9."""
        for seq, (upto, price) in enumerate(((180, 5), (260, 7), (None, 9)), start=1):
            self.town.ctx_create(
                FeeTier, fee_item=self.items[code].id, from_on=OLD, seq=seq, upto=upto,
                price=price, basis=basis,
            )  # fmt: skip

    def customer(self, name: str) -> Customer:
        number = 100 + len(self.session.scalars(select(Customer.id)).all())
        return self.town.ctx_create(
            Customer, project=self.town.project.id, name=name, phone=f"139111{number:05d}",
            source="desk",
        )  # fmt: skip

    def pays(
        self, name: str, unit: int = 0, *, from_on: dt.date = OLD, to_on: dt.date | None = None
    ) -> Customer:
        """Somebody who holds the unit and pays for it."""
        made = self.customer(name)
        self.town.ctx_create(
            Occupancy, customer=made.id, unit=self.town.units[unit].id, payer=True, approved=True,
            from_date=from_on, to_date=to_on,
        )  # fmt: skip
        return made

    def area(self, unit: int, area: str) -> Unit:
        return records.update(self.town.ctx, Unit, self.town.units[unit].id, {"gross_area": area})

    def assign(self, code: str = "property", unit: int | None = 0, **values: Any) -> FeeAssignment:
        """An active assignment of the item to the unit."""
        given = {
            "fee_item": self.items[code].id, "project": self.town.project.id, "from_on": OLD,
            **({"unit": self.town.units[unit].id} if unit is not None else {}), **values,
        }  # fmt: skip
        with records.writing(self.town.ctx):
            made = self.town.ctx.create(FeeAssignment, **given)
            if made.override_price is None and not made.discount:
                return self.town.ctx.transition(made, "activate")
        records.transition(self.accountant, FeeAssignment, made.id, "submit", {"ground": "合同"})
        return records.transition(self.manager, FeeAssignment, made.id, "approve")

    def meter(self, unit: int = 0, kind: str = "water", **values: Any) -> Meter:
        given = {
            "meter_no": f"M-{kind}-{unit}", "kind": kind, "unit": self.town.units[unit].id,
            "project": self.town.project.id, "installed_on": OLD, **values,
        }  # fmt: skip
        return self.town.ctx_create(Meter, **given)

    def read(self, meter: Meter, curr: Any, day: str, **values: Any) -> MeterReading:
        """A reading on that day at noon."""
        at = dt.datetime.fromisoformat(f"{day}T12:00:00+08:00")
        given = {"meter": meter.id, "period": day[:7], "curr": curr, "read_at": at, **values}
        return records.create(self.accountant, MeterReading, given)

    # -- runs -------------------------------------------------------------------------------------

    def run(self, code: str = "property", period: str = "2026-02", **values: Any) -> BillRun:
        """A run of the accountant, previewed."""
        given = {
            "project": self.town.project.id, "fee_item": self.items[code].id, "period": period,
            **values,
        }  # fmt: skip
        made = records.create(self.accountant, BillRun, given)
        return self.preview(made)

    def preview(self, run: BillRun) -> BillRun:
        records.transition(self.accountant, BillRun, run.id, "preview")
        jobs.run_due()
        return self.again(run)

    def post(self, run: BillRun) -> BillRun:
        """Approved by the manager, and posted."""
        records.transition(self.manager, BillRun, run.id, "approve")
        jobs.run_due()
        return self.again(run)

    def posted(self, code: str = "property", period: str = "2026-02", **values: Any) -> BillRun:
        return self.post(self.run(code, period, **values))

    # -- reading ----------------------------------------------------------------------------------

    def again(self, record: Any) -> Any:
        return self.session.get(type(record), record.id)

    def bills(self, *, of: BillRun | None = None) -> list[Bill]:
        statement = select(Bill).order_by(Bill.unit_id, Bill.period_from, Bill.id)
        if of is not None:
            statement = statement.where(Bill.run_id == of.id)
        return list(self.session.scalars(statement))

    def problems(self, run: BillRun) -> list[tuple[str, str]]:
        """(reason, state) of each."""
        rows = self.session.scalars(
            select(BillException).where(BillException.run_id == run.id).order_by(BillException.id)
        )
        return [(row.reason, row.state) for row in rows]

    @property
    def accountant(self) -> Context:
        return self.fresh("周会计")

    @property
    def manager(self) -> Context:
        return self.fresh("吴经理")

    def fresh(self, name: str) -> Context:
        """With the rights of this moment; the connection of the one before is given back, for there are not many."""
        if name in self._open:
            self._open[name].close()
        self._open[name] = self.town.as_(name)
        return self._open[name]

    @property
    def session(self) -> Any:
        """A reader that sees what is committed now."""
        self.town.ctx.session.rollback()
        self.town.ctx.session.expire_all()
        return self.town.ctx.session
