"""The checklist on the phone: answered with the step that ends the inspection, or kept before it (2.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import render_template
from markupsafe import Markup

from app.custom.equipment.plans.rules import HOURS
from app.forms.language import current_language, told
from app.forms.wanted import wants
from app.generated.inspection_item import InspectionItem
from app.generated.inspection_item.view import InspectionItemForm
from app.generated.inspection_task import InspectionTask
from app.generated.maintenance_plan import MaintenancePlan
from app.runtime import query, records
from app.runtime.context import Context
from app.runtime.errors import AppError, RuleViolation
from app.web import cells
from app.web.mobile.sheets import Sheet, sheet
from app.web.reading import read_with

from .judging import BAD, GOOD, NONE, Demand, judge, options

MOST = 200
COLUMNS = (
    "name", "kind", "demand", "uom", "low", "high", "required", "needs_photo", "severity",
    "value", "passed", "photo", "remark",
)  # fmt: skip
WORDS = {
    GOOD: {"zh": "正常", "en": "OK"},
    BAD: {"zh": "异常", "en": "Not OK"},
    NONE: {"zh": "不适用", "en": "Not applicable"},
}
"""What is stored for people of every language, as they read it."""
LOOKS = {GOOD: "to-ok", BAD: "to-not", NONE: "to-na"}


def read(value: str, language: str) -> str:
    """A stored answer as it is shown."""
    return WORDS[value][language] if value in WORDS else value


read_with("InspectionItem.value", read)


def _hours(ctx: Context, task: Mapping[str, Any]) -> set[str]:
    """A plan by run hours that rolls on is counted from the reading: `doing.conclude` refuses to end without."""
    plan = ctx.session.get(MaintenancePlan, task["plan"]["id"])
    counts = plan is not None and plan.unit == HOURS and plan.basis == "floating"
    return {"run_hours"} if counts else set()


wants(InspectionTask, "start", lambda _ctx, _task: {"scan_code"})
wants(InspectionTask, "finish", _hours)


class Item:
    """One item: what is asked, what is stored, what was typed."""

    def __init__(self, ctx: Context, row: Mapping[str, Any], sent: Any) -> None:
        self.id = int(row["id"])
        self.row = row
        self.prefix = f"item-{self.id}"
        self.form = InspectionItemForm(
            ctx=ctx, record=row, formdata=sent, prefix=self.prefix, is_row=True
        )
        self.demand = Demand(
            str(row["kind"]), row["low"], row["high"], row["demand"], bool(row["required"])
        )
        self.was: str | None = sent.get(f"{self.prefix}-value-was") if sent is not None else None
        self.said: str | None = sent.get(f"{self.prefix}-remark-was") if sent is not None else None
        self.errors: list[str] = []

    # -- for the page -----------------------------------------------------------------------------

    @property
    def value(self) -> str:
        """What stands in the control."""
        field = self.form._fields.get("value")
        return field.text() if field is not None else ""

    def answers(self) -> list[tuple[str, str, str]]:
        """(value, label, how it looks) to choose from; none where a number is typed."""
        language = current_language()
        if self.demand.kind == "num":
            return []
        if self.demand.kind == "choice":
            found = [
                (one, one, LOOKS[GOOD if place == 0 else BAD])
                for place, one in enumerate(options(self.demand.choices))
            ]
        else:
            found = [(one, WORDS[one][language], LOOKS[one]) for one in (GOOD, BAD)]
        if not self.demand.required:
            found.append((NONE, WORDS[NONE][language], LOOKS[NONE]))
        return found

    @property
    def severity(self) -> str:
        """How bad it is when this fails."""
        chosen = (InspectionItem.fields()["severity"].enum or {}).get(self.row["severity"])
        return chosen.label.in_language(current_language()) if chosen is not None else ""

    def pictures(self) -> Markup:
        """What is stored, to look at."""
        return cells.render(InspectionItem, InspectionItem.fields()["photo"], self.row["photo"])

    @property
    def has_failed(self) -> bool:
        verdict = self._verdict()
        return verdict is not None and verdict.passed is False

    @property
    def is_answered(self) -> bool:
        return self._verdict() is not None

    @property
    def needs_looking_at(self) -> bool:
        """Whether picture and remark stand open."""
        return bool(
            self.row["needs_photo"] or self.demand.kind == "photo" or self.has_failed
            or self.row["photo"] or self.row["remark"] or self.errors or self.form.errors
        )  # fmt: skip

    def _verdict(self) -> Any:
        try:
            return judge(self.demand, self.value, has_photo=bool(self._pictures()))
        except RuleViolation:
            return None

    def _pictures(self) -> list[int]:
        field: Any = self.form._fields.get("photo")
        return field.joined(self.row["photo"]) if field is not None and field.submitted else _ids(self.row["photo"])  # fmt: skip

    # -- what was sent ----------------------------------------------------------------------------

    def is_readable(self) -> bool:
        """Whether it can be an answer; else it is marked."""
        if self.form.record_values() is None:
            return False
        try:
            judge(self.demand, self.value, has_photo=bool(self._pictures()))
        except RuleViolation as refused:
            self.errors.append(told(refused.message))
        return not self.errors

    def changes(self) -> dict[str, Any]:
        """What is to be stored. What one has not touched stays as it is by now; raises RuleViolation where both did."""
        found: dict[str, Any] = {}
        fields = self.form._fields
        for name, seen in (("value", self.was), ("remark", self.said)):
            field: Any = fields.get(name)
            if field is None or not field.submitted:
                continue
            new, stored = self._meant(name, field.data), self.row[name]
            if new == stored or (seen is not None and new == (seen or None)):
                continue
            if seen is not None and (seen or None) != stored:
                raise RuleViolation(
                    f"“{self.row['name']}”已被他人填写为“{read(stored or '—', 'zh')}” / "
                    f"{self.row['name']}: somebody has answered {read(stored or '—', 'en')} meanwhile.",
                    field=name,
                )
            found[name] = new
        pictures = self._pictures()
        if pictures != _ids(self.row["photo"]):
            found["photo"] = pictures
        return found

    def _meant(self, name: str, data: Any) -> str | None:
        given = (data or "").strip() or None
        if name == "value" and given is not None:
            verdict = judge(self.demand, given, has_photo=True)
            return verdict.value if verdict is not None else None
        return given

    def problems(self) -> list[tuple[str, str]]:
        texts = [*self.errors, *(text for _id, text in self.form._all_problems())]
        return [(self.prefix, f"{self.row['name']}: {text}") for text in texts]


def _ids(value: Any) -> list[int]:
    return [one["id"] if isinstance(one, Mapping) else one for one in value or []]


@sheet(InspectionTask)
class Checklist(Sheet):
    step = "finish"

    def __init__(self, ctx: Context, record: Mapping[str, Any], sent: Any = None) -> None:
        super().__init__(ctx, record, sent)
        rows = query.related(
            ctx, InspectionTask, record["id"], "items", columns=COLUMNS, limit=MOST
        )
        self.items = [Item(ctx, row, sent) for row in rows]
        self.refused: list[str] = []

    @property
    def answered(self) -> int:
        return sum(one.is_answered for one in self.items)

    def about(self) -> Markup:
        return self._drawn("about")

    def controls(self) -> Markup:
        return self._drawn("controls")

    def result(self) -> Markup:
        return self._drawn("result")

    def _drawn(self, part: str) -> Markup:
        language = current_language()
        text = render_template(
            f"equipment/phone/{part}.html", sheet=self, task=self.record, language=language, read=read
        )  # fmt: skip
        return Markup(text)  # noqa: S704 - a template of ours, which escapes

    def is_readable(self) -> bool:
        unreadable = [one for one in self.items if not one.is_readable()]
        return not unreadable

    def keep(self) -> None:
        for item in self.items:
            try:
                if found := item.changes():
                    records.update(self.ctx, InspectionItem, item.id, found)
            except AppError as error:
                item.errors += [told(one.message) for one in error.errors]
                raise

    def is_complete(self) -> bool:
        """What is missing is marked at its item."""
        zh = current_language() == "zh"
        for item in self.items:
            if not item.is_answered:
                if item.demand.required:
                    item.errors.append("未填写" if zh else "not answered yet.")
            elif item.row["needs_photo"] and not item._pictures() and item.value != NONE:
                item.errors.append("缺照片" if zh else "its picture is missing.")
        return not self.problems()

    def take_errors(self, error: AppError) -> None:
        if not self.problems():
            self.refused.append(told(error.message))

    def problems(self) -> list[tuple[str, str]]:
        own = [("", text) for text in self.refused]
        return own + [problem for item in self.items for problem in item.problems()]
