"""One task on the phone: what is known, and a form for every step, those of later states too.

Without a connection the page goes on by itself: the forms of the state that a step leads to are already there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import request
from markupsafe import Markup

from app.forms import EnumField, TransitionForm
from app.forms.fields.base import EntityField
from app.forms.language import current_language
from app.forms.prefill import take
from app.runtime.context import Context
from app.web import cells, steps
from app.web.documents.manual import step_words
from app.web.mobile.sheets import Sheet, sheet_of
from app.web.mobile.tasks import callable_of, own_names, phones_of, working_states
from app.web.screen.show_page import Offer, ShowPage, Value
from app.web.views.calendar import on_day

FEW = 8
"""Choices that stand side by side, for one press."""
BRIEF = 6
"""Values that stand above everything."""


@dataclass(slots=True)
class Step:
    """One step: its form, what is answered with it, and why it cannot be taken where it cannot."""

    name: str
    label: str
    target: str
    form: TransitionForm | None
    asks_something: bool
    refusal: str = ""
    is_first: bool = False
    sheet: Sheet | None = None
    caution: str = ""
    """What to watch, for those who stand before the machine."""

    def __post_init__(self) -> None:
        form = self.form
        if form is not None and "_note" not in form._fields:
            # Questions that what is known already answers are not asked.
            self.asks_something &= any(one.is_visible for one in form._entity_fields())

    @property
    def is_open(self) -> bool:
        """Whether the form stands there at once: it is what one is here for, or something in it is to be seen."""
        if self.problems():
            return True
        return any(one.is_given for one in self._fields())

    def plain(self) -> list[EntityField]:
        """The fields that stand open."""
        return [one for one in self._fields() if one not in self.besides()]

    def besides(self) -> list[EntityField]:
        """The fields that are folded away."""
        seldom = self.sheet.seldom if self.sheet is not None else frozenset()
        return [one for one in self._fields() if one.short_name in seldom and not one.is_required]

    def has_trouble_besides(self) -> bool:
        """Whether something is wrong with what is folded away."""
        return any(one.errors for one in self.besides())

    def _fields(self) -> list[EntityField]:
        return self.form._entity_fields() if self.form is not None else []

    def problems(self) -> list[tuple[str, str]]:
        """What is wrong with what was sent, for the summary above the form."""
        own = self.form._all_problems() if self.form is not None else []
        return [*(self.sheet.problems() if self.sheet is not None else []), *own]


class Job:
    def __init__(self, view: Any, ctx: Context, record: Mapping[str, Any]) -> None:
        self.view = view
        self.ctx = ctx
        self.record = record
        self.page = ShowPage(view, ctx, record)
        self.id = self.page.id
        self.key = view.entity.key()
        self.url = f"/today/{self.key}/{self.id}"
        self.workflow = view.entry.workflow
        self._sheet: Sheet | None = None

    @property
    def state(self) -> str:
        return str(self.record.get("state") or "")

    @property
    def call(self) -> str:
        """A number to call; "" when there is none in full."""
        return callable_of(self.record, phones_of(self.view.entity))

    def form(
        self, name: str, needs: tuple[str, ...], note: str | None, *, later: bool = False
    ) -> TransitionForm:
        """The form of a step; its names begin with the step's, for the page has several. Nothing is suggested for `later`."""
        kind = self.view.transition_forms.get(name) or steps.bare_form(self.view.entity, name)
        made: TransitionForm = kind.for_transition(
            self.ctx, self.record, needs=needs, note=note, prefix=f"{name}-", suggests=not later
        )
        for field in made._entity_fields():
            if type(field) is EnumField and field.is_required and len(field.options()) <= FEW:
                field.stand_open()
        return made

    # -- what is answered with a step -------------------------------------------------------------

    def sheet(self, sent: Any = None) -> Sheet | None:
        """The hand-written sheet of such tasks; `sent` is what the page sent back."""
        made = sheet_of(self.key)
        if made is None:
            return None
        if self._sheet is None or sent is not None:
            self._sheet = made(self.ctx, self.record, sent)
        return self._sheet

    def sheet_for(self, step: str, sent: Any = None) -> Sheet | None:
        """The sheet that goes with this step."""
        made = sheet_of(self.key)
        return self.sheet(sent) if made is not None and made.step == step else None

    def forget_sheet(self) -> None:
        """What is stored has changed: the next one is read anew."""
        self._sheet = None

    def about(self) -> Markup:
        """What the sheet says first of all."""
        found = self.sheet()
        return found.about() if found is not None else Markup("")

    def result(self, steps: list[Step]) -> Markup:
        """What was answered, where it cannot be answered now."""
        found = self.sheet()
        if found is None or any(one.name == found.step and not one.refusal for one in steps):
            return Markup("")
        return found.result()

    # -- what is known ----------------------------------------------------------------------------

    def brief(self) -> list[tuple[str, Markup]]:
        """(label, value) of the first columns of the list: where, what, until when."""
        fields = self.view.entity.fields()
        title = self.view.entity.meta.title
        known = {"state", *own_names(self.view.entity)}
        found = []
        for name in self.view.columns:
            value = self.record.get(name)
            if name not in fields or name in known or f"{{{name}" in title:
                continue
            if value in (None, "", [], False):
                continue
            label = fields[name].label.in_language(current_language())
            found.append((label, cells.render(self.view.entity, fields[name], value)))
        return found[:BRIEF]

    def sections(self) -> list[tuple[str, list[Value]]]:
        """What is known: sections and fields that say nothing are left out, for the screen is small."""
        empty = cells.render(self.view.entity, cells.BUILT_IN["id"], None)
        found = [
            (part.title, [row for row in part.rows if row.value != empty])
            for part in self.page.sections()
        ]
        return [(title, rows) for title, rows in found if rows]

    def now(self, sent: Mapping[str, TransitionForm]) -> list[Step]:
        """The steps of the present state; `sent` are forms that came back with something wrong."""
        foremost = self.page.foremost()
        found = [
            self._step(offer, sent.get(offer.name))
            for offer in self.page.offers()
            if offer.allowed or self._concerns(offer.name)
        ]
        for step in found:
            step.is_first = step.name == foremost
        return sorted(found, key=lambda step: (bool(step.refusal), not step.is_first))

    def _concerns(self, name: str) -> bool:
        """Whether a refused step is one of this person's roles: why others may take theirs is no matter here."""
        mapping = self.workflow.from_state(name, self.state) if self.workflow else None
        return mapping is not None and not self.ctx.actor.roles.isdisjoint(mapping.by)

    def _step(self, offer: Offer, form: TransitionForm | None) -> Step:
        sheet = self.sheet_for(offer.name) if offer.allowed else None
        if offer.allowed and form is None:
            form = self.form(offer.name, offer.needs, offer.note)
            for name, value in sheet.presets().items() if sheet is not None else ():
                if (field := form._fields.get(name)) is not None and field.is_empty:
                    field.process(None, value)
            if request.method == "GET" and request.args:
                # The code of a label that was scanned on the way here, for one.
                take(form, request.args, on_day)
        return Step(
            offer.name,
            offer.label,
            offer.target,
            form if offer.allowed else None,
            offer.asks_something,
            "" if offer.allowed else offer.why,
            sheet=sheet,
            caution=self._caution(offer.name, self.state),
        )

    def _caution(self, step: str, state: str) -> str:
        return step_words(self.view.entity, step, state)[1]

    def later(self) -> list[tuple[str, str, list[Step]]]:
        """(state, its label, the steps that the roles of this person take from there) of the states that he can reach.

        Whether they may be taken is judged when they are sent.
        """
        if self.workflow is None:
            return []
        roles, language = self.ctx.actor.roles, current_language()
        reached = self._reached(roles)
        found = []
        for state in working_states(self.view, roles):
            if state == self.state or state not in reached:
                continue
            made = [
                Step(
                    one.name,
                    one.label.in_language(language),
                    one.target,
                    self.form(one.name, one.needs, one.note, later=True),
                    bool(one.asks or one.needs or one.note),
                    sheet=self.sheet_for(one.name),
                    caution=self._caution(one.name, state),
                )
                for one in self.workflow.all()
                if state in one.sources and not roles.isdisjoint(one.by)
            ]
            if made:
                found.append((state, self.workflow.states[state].label.in_language(language), made))
        return found

    def _reached(self, roles: frozenset[str]) -> set[str]:
        """The states to which steps of these roles lead from the present one, one after the other."""
        assert self.workflow is not None  # noqa: S101 - later() asks first
        steps = [one for one in self.workflow.all() if not roles.isdisjoint(one.by)]
        found, ahead = set[str](), [self.state]
        while ahead:
            here = ahead.pop()
            there = {one.target for one in steps if here in one.sources} - found
            found |= there
            ahead += there
        return found

    def state_labels(self) -> dict[str, str]:
        """state → what a script shows after a step that waits to be sent."""
        if self.workflow is None:
            return {}
        language = current_language()
        return {name: one.label.in_language(language) for name, one in self.workflow.states.items()}
