"""A card is moved: to a state by a step, to a choice or a day by a change, in the tree by another record above it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from flask_babel import gettext as _

from app.forms.language import current_language, told
from app.forms.numbers import as_id
from app.runtime import clock, query, records
from app.runtime.context import Context
from app.runtime.errors import AppError, BadRequest, InvalidState, Message, message
from app.web import cells
from app.web.screen.show_page import Offer, ShowPage
from app.web.views.calendar import FIRST_HOUR, on_day

if TYPE_CHECKING:
    from app.web.screen.entity_view import EntityView

KINDS = ("kanban", "calendar", "tree")


@dataclass(slots=True)
class Move:
    """One record that is to be moved in one view. `kind` is the view; `back` is the address of the view."""

    view: EntityView
    ctx: Context
    kind: str
    record: Mapping[str, Any]
    back: str
    page: ShowPage = field(init=False)

    def __post_init__(self) -> None:
        self.page = ShowPage(self.view, self.ctx, self.record)

    @property
    def id(self) -> int:
        return int(self.record["id"])

    @property
    def by(self) -> str:
        return str(getattr(self.view, self.kind))

    @property
    def is_by_state(self) -> bool:
        return self.kind == "kanban" and self.by == "state"

    # -- by a step -----------------------------------------------------------------------------

    def steps(self, target: str = "") -> tuple[list[Offer], list[Offer]]:
        """(allowed, refused) steps that leave the present state, to `target` or anywhere."""
        fit = [one for one in self.page.offers() if not target or one.target == target]
        return [one for one in fit if one.allowed], [one for one in fit if not one.allowed]

    def step_url(self, name: str) -> str:
        """The page that asks what the step needs; it leads back to the view."""
        there = f"{self.view.route_base}/transition/{self.id}/{name}"
        return f"{there}?{urlencode({'next': self.back})}" if self.back else there

    def to_state(self, target: str, version: int | None) -> tuple[str, str]:
        """(what was done, "") or ("", where to ask for what is needed). Raises what refuses it, with the reason."""
        allowed, refused = self.steps(target)
        if not allowed:
            raise self._refusal(target, refused)
        if len(allowed) > 1:
            more = urlencode({"to": target, "next": self.back})
            return "", f"{self.view.route_base}/move/{self.id}/{self.kind}?{more}"
        if allowed[0].asks_something:
            return "", self.step_url(allowed[0].name)
        return self.take(allowed[0].name, version), ""

    def take(self, name: str, version: int | None) -> str:
        """Take a step that asks nothing; what to say afterwards."""
        offer = self.page.offer(name)
        if offer is None:
            raise InvalidState(
                "现在不能执行此操作，请刷新页面 / This cannot be done now; reload the page."
            )
        if offer.refusal is not None:
            raise offer.refusal
        if offer.asks_something:
            raise BadRequest(
                "此操作需要填写内容，请从记录页面进行 / This step asks something: take it on the record's page."
            )
        records.transition(self.ctx, self.view.entity, self.id, name, version=version)
        return str(_("Done: %(label)s", label=offer.label))

    def _refusal(self, target: str, refused: list[Offer]) -> AppError:
        workflow = self.view.entry.workflow
        assert workflow is not None  # noqa: S101 - asked only of a board by state
        if refused:
            why = {
                one: _sentences([f"{r.label}: {r.reason.in_language(one)}" for r in refused], one)
                for one in ("zh", "en")
            }
            return InvalidState(Message(why))
        if target not in workflow.states:
            return BadRequest("没有这个状态 / There is no such state.", field="to")
        here, there = (workflow.states[name].label for name in (self.record["state"], target))
        ways = [one.label for one in self.page.offers() if one.allowed]
        zh = f"不能从“{here.in_language('zh')}”直接到“{there.in_language('zh')}”"
        en = f"There is no step from “{here.in_language('en')}” to “{there.in_language('en')}”."
        if ways:
            zh += f"；现在可以：{'、'.join(ways)}"
            en += f" Possible now: {', '.join(ways)}."
        return InvalidState(message(zh=zh, en=en))

    # -- by a change ---------------------------------------------------------------------------

    def change(self, text: str, version: int | None) -> str:
        """Write the new choice, day or record above; what to say afterwards."""
        value = self._value(text)
        if self.kind == "tree" and value is not None:
            # Whoever may not see the place may not put anything there.
            query.get(self.ctx, self.view.entity, value, columns=["title"])
        records.update(self.ctx, self.view.entity, self.id, {self.by: value}, version=version)
        return str(_("Moved: %(title)s", title=self.page.title))

    def _value(self, text: str) -> Any:
        if self.kind == "calendar":
            return self._moment(text)
        if self.kind == "tree" and text:
            above = as_id(text)
            if above is None:
                raise BadRequest("编号不正确 / This is no id.", field="to")
            return above
        return text or None

    def _moment(self, text: str) -> Any:
        day = clock.day_of(text)
        if day is None:
            raise BadRequest("日期须如 2026-02-14 / A date is written 2026-02-14.", field="to")
        _owner, info = cells.field_of(self.view.entity, self.by)
        if info.type == "date":
            return day
        was = self.record.get(self.by)
        at = clock.local(was).timetz().replace(tzinfo=None) if was else FIRST_HOUR
        return on_day(day, at)

    # -- what the page offers ------------------------------------------------------------------

    def choices(self) -> list[tuple[str, str, bool]]:
        """(value, label, is the present one) of a board by a choice."""
        _owner, info = cells.field_of(self.view.entity, self.by)
        language, now = current_language(), self.record.get(self.by)
        values = info.enum.values if info.enum else ()
        found = [(c.name, c.label.in_language(language), c.name == now) for c in values]
        return found if info.required is True else [*found, ("", "—", now is None)]

    def day(self) -> str:
        """The record's day as a date box holds it."""
        value = self.record.get(self.by)
        if value is None:
            return ""
        return f"{clock.local(value):%Y-%m-%d}" if isinstance(value, dt.datetime) else str(value)

    def label(self) -> str:
        return cells.column_label(self.view.entity, self.by)


def explained(error: AppError) -> str:
    """What a person is told who moved a card: the fields' own problems, else the message."""
    lines = [told(one.message) for one in error.errors]
    return " ".join(dict.fromkeys(lines)) or told(error.message)


def _sentences(parts: list[str], language: str) -> str:
    return ("；" if language == "zh" else "; ").join(parts)
