"""A state machine: people do random things to vouchers, in turn and out of turn; a model knows what must happen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from app.custom.finance.books import chain, checklist
from app.generated.accounting_period import AccountingPeriod
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.runtime import records
from app.runtime.errors import AppError, Forbidden, InvalidState, NotFound, RuleViolation
from tests.custom.finance.books.office import ACCOUNTANT, CASHIER, JANUARY, MANAGER, Office

STAFF = (ACCOUNTANT, CASHIER, MANAGER)
PERSON = {
    "submit": ACCOUNTANT, "check": MANAGER, "sign": CASHIER, "post": MANAGER, "correct": ACCOUNTANT,
}  # fmt: skip
SOURCE = {
    "submit": "draft", "check": "submitted", "sign": "checked", "post": "checked", "correct": "posted",
}  # fmt: skip
TARGET = {
    "submit": "submitted", "check": "checked", "sign": "checked", "post": "posted", "correct": "posted",
}  # fmt: skip
STEPS = (None,) * 10 + tuple(PERSON)
OFTEN = 25
"""All books are asked after each of so many first runs, then after each so-manieth: they grow with every run."""
POSTED = Voucher.hash.is_not(None)
REFUSALS = (Forbidden, InvalidState, NotFound, RuleViolation)
TAMPERING = (
    "UPDATE voucher SET summary = 'x' WHERE id = {id}",
    "UPDATE voucher_line SET debit = debit + 1 WHERE voucher_id = {id}",
    "DELETE FROM voucher WHERE id = {id}",
)


@dataclass
class Known:
    """What the model knows of a voucher."""

    id: int
    state: str
    balanced: bool = True
    cash: bool = False
    signed: bool = False
    red_of: Known | None = None


@dataclass
class Stage:
    """The office of all runs: what was posted in one stays for the next, for nothing of it is ever deleted."""

    office: Office
    events: int = 0
    runs: int = 0
    done: Counter[str] = field(default_factory=Counter)

    def books_hold(self) -> None:
        """Everything that all runs have posted: balances and chain are those of the lines."""
        period = self.office.period()
        assert checklist.kept(self.office.ctx, period).ok
        assert chain.broken(self.office.ctx, period) == []


class LedgerMachine(RuleBasedStateMachine):
    stage: ClassVar[Stage]

    def __init__(self) -> None:
        super().__init__()
        self.known: list[Known] = []
        self.closing = False
        self.before = self.posted_before = 0
        """The last voucher of the runs before this one, and the last number of their posted ones."""

    @property
    def office(self) -> Office:
        return self.stage.office

    @initialize()
    def begin(self) -> None:
        self.known, self.closing = [], False
        newest = select(func.max(Voucher.id), func.max(Voucher.number).filter(POSTED))
        self.before, self.posted_before = (
            found or 0 for found in self.office.session.execute(newest).one()
        )
        self._by_hand(500, 0, True)
        self._event(3000, 2)

    def teardown(self) -> None:
        self.states_agree()
        if self.closing:
            self._period_step("abort")

    # -- making -----------------------------------------------------------------------------------

    @rule(amount=st.integers(1, 99_999), off=st.sampled_from((0, 0, 0, 1)), cash=st.booleans())
    def make_by_hand(self, amount: int, off: int, cash: bool) -> None:
        self._by_hand(amount, off, cash)

    def _by_hand(self, amount: int, off: int, cash: bool) -> None:
        value = Decimal(amount) / 100
        flow = {"cashflow": "op_out_other"} if cash else {}
        if self.closing:
            return
        made = self.office.by_hand(
            ("5603", value, 0, flow), ("1002" if cash else "2202", 0, value + off)
        )
        self.known.append(Known(made.id, "draft", off == 0, cash))
        self.stage.done["made by hand"] += 1

    @rule(amount=st.integers(1, 99_999), times=st.integers(1, 3))
    def make_by_rule(self, amount: int, times: int) -> None:
        self._event(amount, times)

    def _event(self, amount: int, times: int) -> None:
        """However often the same event is told, it makes one voucher."""
        if self.closing:
            return
        self.stage.events += 1
        ids = set()
        for _ in range(times):
            made = self.office.event(
                "repair_parts",
                key=f"m{self.stage.events}",
                amounts={"amount": Decimal(amount) / 100},
            )
            assert made is not None
            ids.add(made.id)
        assert len(ids) == 1
        self.known.append(Known(ids.pop(), "checked"))
        self.stage.done["made by rule"] += 1

    # -- steps ------------------------------------------------------------------------------------

    @rule(
        which=st.integers(0, 99),
        who=st.sampled_from((None, None, None, *STAFF)),
        name=st.sampled_from(STEPS),
    )
    def step(self, which: int, who: str | None, name: str | None) -> None:
        """Mostly the next step of a voucher by the person whose it is; now and then any step by anybody."""
        if not self.known:
            return
        one = self.known[which % len(self.known)]
        name = name or self._next(one)
        who = who or PERSON[name]
        if name == "correct" and self.closing:
            return
        may = who == PERSON[name] and self._may(one, name)
        if not self._act(name, may, lambda: self.office.step(Voucher(id=one.id), name, who)):
            return
        one.state = TARGET[name]
        one.signed = one.signed or name == "sign"
        if name == "post" and one.red_of is not None:
            one.red_of.state = "reversed"
        if name == "correct":
            red = self.office.session.scalars(
                select(Voucher.id).where(
                    Voucher.reverses_id == one.id, Voucher.deleted_at.is_(None)
                )
            ).one()
            self.known.append(Known(red, "draft", cash=one.cash, red_of=one))

    def _next(self, one: Known) -> str:
        if one.state == "checked":
            return "sign" if one.cash and not one.signed else "post"
        return {"draft": "submit", "submitted": "check"}.get(one.state, "correct")

    def _may(self, one: Known, name: str) -> bool:
        if one.state != SOURCE[name]:
            return False
        if name == "submit":
            return one.balanced and not self.closing
        if name == "sign":
            return one.cash and not one.signed
        if name == "post":
            return (one.signed or not one.cash) and not self.closing
        if name == "correct":
            return one.red_of is None and all(other.red_of is not one for other in self.known)
        return True

    @rule(which=st.integers(0, 99))
    def delete(self, which: int) -> None:
        if not self.known:
            return
        one = self.known[which % len(self.known)]
        may = one.state == "draft"
        if self._act(
            "delete", may, lambda: records.delete(self.office.as_(ACCOUNTANT), Voucher, one.id)
        ):
            self.known.remove(one)

    @rule(which=st.integers(0, 99), how=st.sampled_from(TAMPERING))
    def tamper(self, which: int, how: str) -> None:
        posted = [one for one in self.known if one.state in ("posted", "reversed")]
        if not posted:
            return
        one = posted[which % len(posted)]
        engine = self.office.session.get_bind()
        with engine.connect() as connection:
            try:
                connection.execute(text(how.format(id=one.id)))
            except DBAPIError:
                self.stage.done["refused by the database"] += 1
            else:
                raise AssertionError(f"the database let through: {how}")

    @rule(really=st.sampled_from((True, False, False, False)))
    def toggle_closing(self, really: bool) -> None:
        if not really and not self.closing:
            return
        self._period_step("abort" if self.closing else "start_close")
        self.closing = not self.closing

    # -- what must hold -----------------------------------------------------------------------------

    @invariant()
    def books_hold(self) -> None:
        """Of what this run made, after every step: thousands of vouchers of the runs before are asked at its end."""
        self._hold(self.before, self.posted_before)

    def _hold(self, before: int, posted_before: int) -> None:
        """Of the vouchers after these two: debit = credit, numbers without a gap, nobody is maker and checker."""
        session, these = self.office.session, Voucher.id > before
        debit, credit = session.execute(
            select(func.sum(VoucherLine.debit), func.sum(VoucherLine.credit))
            .join(Voucher, Voucher.id == VoucherLine.voucher_id)
            .where(these, POSTED)
        ).one()
        assert debit == credit
        numbers = session.scalars(
            select(Voucher.number).where(these, POSTED).order_by(Voucher.number)
        ).all()
        assert numbers == list(range(posted_before + 1, posted_before + len(numbers) + 1))
        broken = session.scalar(
            select(func.count())
            .select_from(Voucher)
            .where(
                these,
                Voucher.maker_id.is_not(None),
                Voucher.maker_id.in_((Voucher.checker_id, Voucher.poster_id)),
            )
        )
        assert broken == 0

    def states_agree(self) -> None:
        """Every voucher of the run stands where the model says; now and then all books are asked."""
        session = self.office.session
        for one in self.known:
            assert session.get(Voucher, one.id).state == one.state
        self.stage.runs += 1
        if self.stage.runs <= OFTEN or self.stage.runs % OFTEN == 0:
            self._hold(0, 0)
            self.stage.books_hold()

    # -- acting -----------------------------------------------------------------------------------

    def _act(self, name: str, may: bool, act: Callable[[], Any]) -> bool:
        refused: AppError | None = None
        try:
            act()
        except REFUSALS as error:
            refused = error
        assert may == (refused is None), (name, may, refused)
        self.stage.done[f"{name}: {'done' if may else 'refused'}"] += 1
        return may

    def _period_step(self, name: str) -> None:
        records.transition(
            self.office.as_(MANAGER),
            AccountingPeriod,
            self.office.period(f"{JANUARY:%Y-%m}").id,
            name,
        )
