"""A state machine: people bill, pay, pay ahead, use it, reduce and give back, in any order; money is neither made nor lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select

from app.custom.finance.cash import offsets
from app.generated.bill import Bill
from app.generated.bill_reduction import BillReduction
from app.generated.payment import Payment
from app.generated.refund import Refund
from app.runtime import jobs, records
from app.runtime.errors import AppError
from tests.custom.finance.cash.till import Till

FEN = st.integers(1, 60_000)


@dataclass
class Stage:
    """The counter of all runs; every run has a customer of its own."""

    till: Till
    customers: int = 0
    numbers: int = 0
    done: Counter[str] = field(default_factory=Counter)


class MoneyMachine(RuleBasedStateMachine):
    stage: ClassVar[Stage]

    @property
    def till(self) -> Till:
        return self.stage.till

    @initialize()
    def begin(self) -> None:
        self.stage.customers += 1
        self.customer = self.till.desk.customer(f"客户{self.stage.customers}")
        self.billed = self.received = self.back = self.reduced = Decimal(0)
        self.make_a_bill(27_653)
        self.pay(30_000, "cash")

    # -- acts -------------------------------------------------------------------------------------

    @rule(fen=FEN)
    def make_a_bill(self, fen: int) -> None:
        amount = Decimal(fen) / 100
        self.till.bill(self.customer, str(amount))
        self.billed += amount
        self.stage.done["bill"] += 1

    @rule(fen=FEN, channel=st.sampled_from(("cash", "bank", "pos", "wechat")))
    def pay(self, fen: int, channel: str) -> None:
        amount = Decimal(fen) / 100
        self.stage.numbers += 1
        number = f"N-{self.stage.numbers}"
        more = {"channel_trade_no": number} if channel in ("bank", "pos") else {}
        made = self.till.payment(self.customer, str(amount), channel, **more)
        if channel == "wechat":
            for _ in range(2):
                self.till.settle(made, number)
        else:
            self.till.receive(made)
        self.received += amount
        self.stage.done["payment"] += 1

    @rule(fen=FEN)
    def use_what_is_paid_ahead(self, fen: int) -> None:
        """Done exactly when both the balance and the bills reach so far."""
        amount = Decimal(fen) / 100
        most = min(self.till.prepaid(self.customer), self.owed())
        made = self.till.payment(self.customer, str(amount), "offset")
        self._act("offset", amount <= most, lambda: self.till.receive(made))

    @rule()
    def let_the_night_use_it(self) -> None:
        ahead, owed = self.till.prepaid(self.customer), self.owed()
        with records.writing(self.till.ctx):
            self.till.ctx.enqueue(offsets.JOB, run=0)
        jobs.run_due()
        assert self.till.prepaid(self.customer) == ahead - min(ahead, owed)
        self.stage.done["night"] += 1

    @rule(fen=FEN, which=st.integers(0, 9))
    def reduce(self, fen: int, which: int) -> None:
        bill = self._one(Bill, which)
        amount = Decimal(fen) / 100
        given = {"bill": bill.id, "kind": "waiver", "amount": str(amount), "reason": "优惠"}

        def act() -> None:
            asked = records.create(self.till.desk.accountant, BillReduction, given)
            records.transition(self.till.desk.manager, BillReduction, asked.id, "approve")

        if self._act("reduction", bill.balance >= amount, act):
            self.reduced += amount

    @rule(fen=FEN, which=st.integers(0, 9), kind=st.sampled_from(("prepaid", "mistake")))
    def give_back(self, fen: int, which: int, kind: str) -> None:
        payment = self._one(Payment, which)
        amount = Decimal(fen) / 100
        given = {"payment": payment.id, "kind": kind, "amount": str(amount), "reason": "退"}

        def act() -> None:
            asked = records.create(self.till.desk.accountant, Refund, given)
            desk = self.till.desk
            records.transition(desk.accountant, Refund, asked.id, "calculate", {"amount": amount})
            records.transition(desk.manager, Refund, asked.id, "approve")
            self.till.pay_refund(asked)

        before = payment.refunded or Decimal(0)
        try:
            act()
        except AppError:
            self.stage.done[f"{kind}: refused"] += 1
            return
        assert before + amount <= payment.amount
        if payment.channel != "offset":
            self.back += amount
        jobs.run_due()
        self.stage.done[f"{kind}: done"] += 1

    # -- what holds -------------------------------------------------------------------------------

    @invariant()
    def money_is_neither_made_nor_lost(self) -> None:
        bills = self._all(Bill)
        on_bills = sum((bill.paid + (bill.late_paid or 0) for bill in bills), Decimal(0))
        assert on_bills + self.till.prepaid(self.customer) == self.received - self.back
        assert self.owed() == self.billed - self.reduced - on_bills
        self.till.must_tie(self.customer)

    def owed(self) -> Decimal:
        return sum((bill.balance for bill in self._all(Bill)), Decimal(0))

    def _all(self, entity: type[Any]) -> list[Any]:
        statement = select(entity).where(entity.customer_id == self.customer.id)
        return list(self.till.session.scalars(statement.order_by(entity.id)))

    def _one(self, entity: type[Any], which: int) -> Any:
        found = self._all(entity)
        return found[which % len(found)]

    def _act(self, name: str, may: bool, act: Callable[[], Any]) -> bool:
        refused: AppError | None = None
        try:
            act()
        except AppError as error:
            refused = error
        assert may == (refused is None), (name, may, refused)
        self.stage.done[f"{name}: {'done' if may else 'refused'}"] += 1
        return may
