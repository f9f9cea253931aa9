"""The parts of a repair on the phone: written down with the step that finishes it, or kept before it (2.4).

A line says what the page knew of it (`…-was`), as the checklist does: what was sent before is not taken twice, and what
somebody else has changed meanwhile is not overwritten.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from flask import render_template
from markupsafe import Markup

from app.custom.equipment.stock.likely import likely
from app.custom.equipment.stock.moves import plain
from app.forms.language import current_language, told
from app.generated.repair_order import RepairOrder
from app.generated.repair_part import RepairPart
from app.generated.repair_part.view import RepairPartForm
from app.runtime import clock, query, records, registry
from app.runtime.context import Context
from app.runtime.errors import AppError, RuleViolation
from app.web.mobile.sheets import Sheet, sheet

MOST = 50
"""Lines of an order."""
ONE = Decimal(1)
A_SHIFT = dt.timedelta(hours=8)
"""A repair that began longer ago was not worked on all the time: its minutes are not guessed."""
NEW = re.compile(r"new-(\d{1,3})-quantity")


class Line:
    """One part: of a saved line its quantity and whether it goes; of a new one the part as well."""

    def __init__(self, ctx: Context, row: Mapping[str, Any] | None, prefix: str, sent: Any) -> None:
        self.row = row
        self.prefix = prefix
        shown = {**row, "quantity": Decimal(plain(row["quantity"]))} if row else None
        self.form = RepairPartForm(
            ctx=ctx, record=shown, given=None if row else {"quantity": ONE},
            formdata=sent if sent is not None and f"{prefix}-quantity" in sent else None,
            prefix=prefix, is_row=True,
        )  # fmt: skip
        self.form._fields.pop("repair_order")
        if row is not None:
            self.form._fields.pop("part", None)
        self.is_dropped = sent is not None and sent.get(f"{prefix}-drop") == "1"
        self.was: str | None = sent.get(f"{prefix}-quantity-was") if sent is not None else ""
        self.said: str | None = sent.get(f"{prefix}-part__text-was") if sent is not None else ""

    @property
    def part(self) -> Any:
        return self.form._fields["part"]

    @property
    def quantity(self) -> Any:
        return self.form._fields["quantity"]

    @property
    def wanted(self) -> Decimal:
        return Decimal(str(self.quantity.data))

    @property
    def is_blank(self) -> bool:
        """A new line without a part says nothing."""
        return self.row is None and self.part.is_empty and not self.part.typed()

    def known(self) -> Decimal | None:
        """The quantity that the page rested on: 0 for what it did not know, None where nothing counts but what is sent."""
        if self.was is None:
            return None
        if self.row is None and self.said != self.part.typed():
            return Decimal(0)
        try:
            return Decimal(self.was or "0")
        except InvalidOperation:
            return Decimal(0)

    @property
    def errors(self) -> list[str]:
        """What stands below the line."""
        own = [text for field in self.form._entity_fields() for text in field.errors]
        return [*own, *self.form.form_errors]

    def problems(self) -> list[tuple[str, str]]:
        label = "备件" if current_language() == "zh" else "Part"
        return [(id or self.prefix, f"{label} · {text}") for id, text in self.form._all_problems()]


@sheet(RepairOrder)
class Parts(Sheet):
    step = "finish"
    seldom = frozenset({"cause_note", "vendor_cost", "failure", "finished_at"})

    def __init__(self, ctx: Context, record: Mapping[str, Any], sent: Any = None) -> None:
        super().__init__(ctx, record, sent)
        rows = query.related(
            ctx, RepairOrder, record["id"], "parts", columns=("part", "quantity", "uom"), limit=MOST
        )
        self.lines = [Line(ctx, row, f"part-{row['id']}", sent) for row in rows]
        numbers = sorted({int(m[1]) for name in sent or () if (m := NEW.fullmatch(name))})[:MOST]
        self.new = [Line(ctx, None, f"new-{number}", sent) for number in numbers]
        if not any(line.is_blank for line in self.new):
            self.new.append(Line(ctx, None, f"new-{max(numbers, default=-1) + 1}", None))
        self.refused: list[str] = []

    @property
    def may_write(self) -> bool:
        """Whether his role writes parts down."""
        policy = registry.current().entity("RepairPart").policy
        return bool(policy.may(self.ctx.actor, "create").allowed)

    def label(self) -> str:
        return "备件" if current_language() == "zh" else "Parts"

    # -- for the page -----------------------------------------------------------------------------

    def about(self) -> Markup:
        return self._drawn("about")

    def controls(self) -> Markup:
        for line in self.new:
            if line.part.chosen_id is None:
                line.part.candidates = line.part.candidates or self.likely
        return self._drawn("controls")

    @cached_property
    def likely(self) -> list[dict[str, Any]]:
        """Parts that stand there for one press, with what is in stock."""
        return likely(self.ctx, self.record, but={row.row["part"]["id"] for row in self.lines if row.row})  # fmt: skip

    def blank(self) -> Line:
        """What a script copies for another part."""
        made = Line(self.ctx, None, "new-INDEX", None)
        made.part.candidates = self.likely
        return made

    def result(self) -> Markup:
        return self._drawn("result")

    def _drawn(self, name: str) -> Markup:
        text = render_template(
            f"equipment/parts/{name}.html", sheet=self, order=self.record, language=current_language(), plain=plain
        )  # fmt: skip
        return Markup(text)  # noqa: S704 - a template of ours, which escapes

    def presets(self) -> dict[str, Any]:
        """The minutes since the repair began, where they can be those that were worked."""
        since = self.record.get("started_at")
        spent = clock.now() - since if since is not None else A_SHIFT
        return {"labor_min": max(int(spent.total_seconds() // 60), 1)} if spent < A_SHIFT else {}

    @property
    def since(self) -> str:
        """When the repair began, for a page that the phone has kept since."""
        began = self.record.get("started_at")
        return began.isoformat() if began is not None else ""

    @property
    def longest(self) -> int:
        """Minutes."""
        return int(A_SHIFT.total_seconds() // 60)

    # -- what was sent ----------------------------------------------------------------------------

    def is_readable(self) -> bool:
        readable = True
        for line in [*self.lines, *self.new]:
            if not line.is_blank and not line.is_dropped and line.form.record_values() is None:
                readable = False
        return readable

    def keep(self) -> None:
        held = {line.row["part"]["id"]: (line.row["id"], line.row["quantity"]) for line in self.lines if line.row}  # fmt: skip
        for line in [*self.lines, *self.new]:
            try:
                self._keep(line, held)
            except AppError as error:
                line.form.take_errors(error)
                raise

    def _keep(self, line: Line, held: dict[int, tuple[int, Decimal]]) -> None:
        if line.is_blank or not line.quantity.submitted:
            return
        if line.row is not None:
            if line.is_dropped:
                records.delete(self.ctx, RepairPart, line.row["id"])
            else:
                self._change(line, line.row["id"], line.row["quantity"])
            return
        part = line.part.data
        if part in held:
            if line.known() == 0:
                raise RuleViolation(
                    f"这种备件已登记 {plain(held[part][1])}，请改上面的数量 / "
                    f"This part is on the order already ({plain(held[part][1])}): change its quantity.",
                    field="part",
                )
            self._change(line, *held[part])
            return
        made = records.create(
            self.ctx, RepairPart,
            {"repair_order": self.record["id"], "part": part, "quantity": line.wanted},
        )  # fmt: skip
        held[part] = (made.id, line.wanted)

    def _change(self, line: Line, id: int, stored: Decimal) -> None:
        known = line.known()
        if line.wanted == stored or line.wanted == known:
            return
        if known is not None and known != stored:
            raise RuleViolation(
                f"数量已被他人改为 {plain(stored)} / Somebody has made it {plain(stored)} meanwhile.",
                field="quantity",
            )
        records.update(self.ctx, RepairPart, id, {"quantity": line.wanted})

    def take_errors(self, error: AppError) -> None:
        if not self.problems():
            self.refused.append(told(error.message))

    def problems(self) -> list[tuple[str, str]]:
        own = [("", text) for text in self.refused]
        return own + [one for line in [*self.lines, *self.new] for one in line.problems()]
