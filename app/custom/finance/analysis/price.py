"""GET /analysis/price: what another property fee would do to income, break-even and profit (3.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request
from sqlalchemy import select

from app.custom.finance.books import sums
from app.custom.finance.books.screens import chosen
from app.forms.numbers import as_id
from app.generated.bill import Bill
from app.generated.fee_item import FeeItem
from app.generated.project import Project
from app.runtime.context import Context
from app.runtime.errors import BadRequest
from app.runtime.field import label
from app.runtime.query.cells import titles_of
from app.web.staff_pages import staff_page

from . import collection, projects
from .prices import Case
from .ratios import NOTHING, quotient

MONTHS = 12
STEPS = (-10, -5, 0, 5, 10, 15, 20)
"""Changes of the price in per cent that the table compares."""
FOUR = Decimal("0.0001")


@staff_page(
    "/analysis/price",
    name="analysis_price",
    label=label(zh="调价测算", en="What a price would do"),
    roles=chosen.READERS,
)
def shown(ctx: Context) -> Any:
    """`project`, `price` yuan a m² and month, `collected` per cent, `cost` change in per cent."""
    return render_template("finance/analysis/price.html", page=Price(ctx))


@dataclass(frozen=True, slots=True)
class Fees:
    """Property fees of a project over the months looked at, with tax and without it."""

    gross: Decimal = NOTHING
    net: Decimal = NOTHING


class Price:
    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        known = chosen.known_periods(ctx)
        whole = [one for one in known if one.ends_on < ctx.today] or known
        self.within = whole[-MONTHS:]
        self.results = {
            one.project: one for one in projects.results(ctx, self.within) if one.project
        }
        self.fees = _fees(ctx, [one.period for one in self.within])
        ids = {*self.results, *self.fees}
        names = titles_of(ctx.session, ctx.actor, Project.__name__, ids)
        self.projects = sorted(
            ((id, names.get(id, f"#{id}")) for id in ids), key=lambda one: one[1]
        )
        self.project = self._asked()
        self.now = self._now() if self.project is not None else None
        self.then = self._then() if self.now is not None else None

    def _asked(self) -> int | None:
        text = request.args.get("project", "")
        id = as_id(text) if text else None
        if text and id not in dict(self.projects):
            raise BadRequest("没有这个项目 / There is no such project.", field="project")
        if id is None:
            # The one that earns least is looked at first.
            worst = min(self.results.values(), key=lambda one: one.profit, default=None)
            return worst.project if worst else None
        return id

    def _now(self) -> Case | None:
        """As it is: the average of the months looked at."""
        assert self.project is not None  # noqa: S101 - the caller has seen it
        fees = self.fees.get(self.project, Fees())
        result = self.results.get(self.project)
        months = len(self.within)
        area = result.area if result else NOTHING
        if not months or not area or not fees.gross:
            return None
        price = fees.gross / months / area
        return Case(
            area,
            price.quantize(FOUR),
            (result.cost / months).quantize(FOUR) if result else NOTHING,
            self._collected(),
            fees.net / fees.gross,
            max((result.revenue if result else NOTHING) - fees.net, NOTHING) / months,
        )

    def _collected(self) -> Decimal:
        """The current rate of the last period of them; all of it where nothing was billed."""
        month = collection.Month.of(self.within[-1].period, self.ctx.today)
        found = collection.by_project(self.ctx, month).get(self.project or 0)
        return (found.current if found else None) or Decimal(100)

    def _then(self) -> Case:
        assert self.now is not None  # noqa: S101 - the caller has seen it
        price = _number("price", NOTHING, Decimal(10_000), self.now.price)
        collected = _number("collected", NOTHING, Decimal(100), self.now.collected)
        self.cost_change = _number("cost", Decimal(-100), Decimal(1000), NOTHING)
        cost = (self.now.cost * (100 + self.cost_change) / 100).quantize(FOUR)
        return replace(self.now, price=price, collected=collected, cost=cost)

    # -- for the page ------------------------------------------------------------------------------

    def steps(self) -> list[tuple[int, Case]]:
        """(change in per cent, the case) with the collection and cost that were asked for."""
        assert self.now is not None and self.then is not None  # noqa: S101, PT018 - the page has seen it
        return [
            (step, replace(self.then, price=(self.now.price * (100 + step) / 100).quantize(FOUR)))
            for step in STEPS
        ]

    def chart(self) -> dict[str, Any]:
        steps = self.steps()
        series = {
            "name": "每月利润" if self.ctx.language == "zh" else "Profit a month",
            "values": [float(case.profit) for _, case in steps],
            "urls": [self.url(price=case.price) for _, case in steps],
        }
        return {"kind": "bar", "unit": "money", "names": [f"{step:+}%" for step, _ in steps], "across": False, "series": [series]}  # fmt: skip

    def url(self, **changed: Any) -> str:
        """The same question with another price."""
        assert self.then is not None  # noqa: S101 - the page has seen it
        given = {
            "project": self.project, "price": self.then.price, "collected": self.then.collected,
            "cost": self.cost_change, **changed,
        }  # fmt: skip
        return f"/analysis/price?{urlencode(given)}"

    @property
    def change(self) -> Decimal | None:
        """Of the price, in per cent."""
        assert self.now is not None and self.then is not None  # noqa: S101, PT018 - the page has seen it
        return quotient((self.then.price - self.now.price) * 100, self.now.price)

    @property
    def bills_url(self) -> str:
        """The bills that the price now is worked out from."""
        return "/bill/list/?" + urlencode(
            [
                ("fee_item.kind", "property"), ("standing", "true"), ("project", str(self.project)),
                ("period__in", ",".join(one.period for one in self.within)),
            ]
        )  # fmt: skip

    @property
    def units_url(self) -> str:
        left = ",".join(projects.NOT_THERE)
        return "/unit/list/?" + urlencode([("project", str(self.project)), ("state__not_in", left)])

    @property
    def cost_url(self) -> str:
        """The costs account by account, of the year that the last period is in."""
        given = {"project": self.project, "period": self.within[-1].period}
        return chosen.address("/analysis/project", given)


def _fees(ctx: Context, within: Sequence[str]) -> dict[int, Fees]:
    rows = ctx.session.execute(
        select(Bill.project_id, sums.total(Bill.amount), sums.total(Bill.net))
        .join(FeeItem, FeeItem.id == Bill.fee_item_id)
        .where(
            FeeItem.kind == "property",
            Bill.period.in_(within),
            Bill.standing.is_(True),
            Bill.deleted_at.is_(None),
        )
        .group_by(Bill.project_id)
    )
    return {project: Fees(gross, net) for project, gross, net in rows}


def _number(name: str, least: Decimal, most: Decimal, usual: Decimal) -> Decimal:
    """A number of the address between two bounds. Raises BadRequest for what is none."""
    text = request.args.get(name, "").strip()
    if not text:
        return usual
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or not least <= found <= most:
        raise BadRequest(
            f"请填 {least} 到 {most} 之间的数 / Type a number from {least} to {most}.", field=name
        )
    return found.quantize(FOUR)
