"""The counter: bills with their voucher, payments, refunds, counts, and what the books must say at any moment."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from app.custom.finance.books import control, sums
from app.custom.finance.cash import payments
from app.custom.finance.fees.single import bill_one
from app.generated.account import Account
from app.generated.bill import Bill
from app.generated.customer import Customer
from app.generated.payment import Payment
from app.generated.payment_allocation import PaymentAllocation
from app.generated.prepayment_entry import PrepaymentEntry
from app.generated.refund import Refund
from app.generated.voucher_line import VoucherLine
from app.runtime import records
from app.runtime.context import Context
from tests.custom.finance.fees.desk import Desk

D = Decimal
FAR = dt.date(2026, 12, 31)


class Till:
    """Short names for what the tests of money at the counter need."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    # -- people -----------------------------------------------------------------------------------

    @property
    def cashier(self) -> Context:
        return self.desk.fresh("郑出纳")

    @property
    def session(self) -> Any:
        return self.desk.session

    @property
    def ctx(self) -> Context:
        return self.desk.town.ctx

    def again(self, record: Any) -> Any:
        return self.desk.again(record)

    # -- acts -------------------------------------------------------------------------------------

    def bill(
        self, customer: Customer, amount: str = "276.53", *, due: dt.date = FAR, item: str = "property"
    ) -> Bill:  # fmt: skip
        """A bill in the books."""
        with records.writing(self.ctx):
            return bill_one(
                self.ctx, self.desk.items[item], project=self.desk.town.project.id,
                customer=customer.id, amount=D(amount), calc={}, due_on=due,
                unit=self.desk.town.units[0].id,
            )  # fmt: skip

    def payment(
        self, customer: Customer, amount: str, channel: str = "cash", **values: Any
    ) -> Payment:
        """Written down by the cashier, not yet received."""
        given = {"customer": customer.id, "amount": amount, "channel": channel, **values}
        return records.create(self.cashier, Payment, given)

    def receive(self, payment: Payment) -> Payment:
        return records.transition(self.cashier, Payment, payment.id, "receive")

    def pay(self, customer: Customer, amount: str, channel: str = "cash", **values: Any) -> Payment:
        return self.receive(self.payment(customer, amount, channel, **values))

    def settle(self, payment: Payment, number: str = "4200001", **values: Any) -> Payment:
        """As the part that hears the channels does."""
        given = {"fee": D("0.60"), "at": self.ctx.now, **values}
        with records.writing(self.ctx):
            payments.settle(self.ctx, payment, channel_trade_no=number, **given)
        return self.again(payment)

    def pay_refund(self, refund: Refund) -> Refund:
        return records.transition(self.cashier, Refund, refund.id, "pay")

    # -- reading ----------------------------------------------------------------------------------

    def lines(self, voucher: int | None) -> list[tuple[str, str, str]]:
        """(account, debit, credit) as printed."""
        rows = self.session.execute(
            select(Account.code, VoucherLine.debit, VoucherLine.credit)
            .join(Account, Account.id == VoucherLine.account_id)
            .where(VoucherLine.voucher_id == voucher, VoucherLine.deleted_at.is_(None))
            .order_by(VoucherLine.line)
        )
        return [(code, f"{debit:.2f}", f"{credit:.2f}") for code, debit, credit in rows]

    def prepaid(self, customer: Customer) -> Decimal:
        found = self.session.scalar(
            select(sums.total(PrepaymentEntry.delta)).where(
                PrepaymentEntry.customer_id == customer.id
            )
        )
        return D(found)

    def allocations(self, payment: Payment) -> list[tuple[int, str, Decimal]]:
        rows = self.session.execute(
            select(PaymentAllocation.bill_id, PaymentAllocation.part, PaymentAllocation.amount)
            .where(PaymentAllocation.payment_id == payment.id)
            .order_by(PaymentAllocation.id)
        )
        return [tuple(row) for row in rows]

    def must_tie(self, customer: Customer | None = None) -> None:
        """What holds at any moment: sub-ledgers are their control accounts, bills and payments (of one customer) the sums of their rows."""
        self.session  # noqa: B018 - what follows reads what is committed
        owed, ledger = control.receivables(self.ctx)
        assert owed == ledger
        ahead, ledger = control.in_advance(self.ctx)
        assert ahead == ledger
        for bill in self._all(Bill, customer):
            assert self._of_bill(bill, "principal") == (bill.paid or 0)
            assert self._of_bill(bill, "late") == (bill.late_paid or 0)
            gross = bill.amount - (bill.discount or 0)
            assert bill.balance in (gross - (bill.paid or 0), 0)
        for payment in self._all(Payment, customer):
            self._must_be_whole(payment)
        lowest = self.session.scalar(select(func.min(PrepaymentEntry.balance)))
        assert lowest is None or lowest >= 0

    def _all(self, entity: type[Any], customer: Customer | None) -> list[Any]:
        statement = select(entity)
        if customer is not None:
            statement = statement.where(entity.customer_id == customer.id)
        return list(self.session.scalars(statement))

    def _of_bill(self, bill: Bill, part: str) -> Decimal:
        return D(
            self.session.scalar(
                select(sums.total(PaymentAllocation.amount)).where(
                    PaymentAllocation.bill_id == bill.id, PaymentAllocation.part == part
                )
            )
        )

    def _must_be_whole(self, payment: Payment) -> None:
        if payment.state not in payments.BOOKED:
            assert self.allocations(payment) == []
            return
        assert payment.allocated + payment.prepaid == payment.amount
        paid_back = self.session.scalar(
            select(sums.total(Refund.amount)).where(
                Refund.payment_id == payment.id, Refund.state.in_(("paid", "closed"))
            )
        )
        assert D(paid_back) == payment.refunded <= payment.amount
