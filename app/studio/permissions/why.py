"""Why? The tree that the check itself asked, for one person or program; and who may do this with this record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request
from flask_admin import expose

from app.forms.numbers import as_id
from app.runtime import audit, records
from app.runtime.access import why
from app.runtime.access.decision import Reason
from app.runtime.access.staff import any_of_staff
from app.runtime.context import Context
from app.runtime.errors import NotFound
from app.runtime.policy import ACTIONS
from app.runtime.registry import EntityEntry
from app.studio.given import text as words_of
from app.studio.permissions import asked, holders
from app.studio.permissions.frame import HOME, PermissionsView, entity_of
from app.web.reader import context


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; `action` "" is every action and every step."""

    entry: EntityEntry
    record: Any
    action: str
    field: str

    @property
    def key(self) -> str:
        return self.entry.entity.key()


class WhyView(PermissionsView):
    tab = "why"

    def __init__(self) -> None:
        super().__init__(name="why", endpoint="studio_why", url=f"{HOME}why")

    @expose("/")
    def index(self) -> Any:
        ctx, text = context(), words_of(request.args, "who", 80)
        key = request.args.get("subject", "")
        question, missing = _question(ctx)
        offered = asked.found(ctx, text) if text and not key else []
        if len(offered) == 1 or (offered and offered[0].username.lower() == text.lower()):
            key, offered = offered[0].key, []
        subject, answers = None, []
        if key:
            subject, actor = asked.subject(ctx, key)
            if question is not None:
                answers = _answers(ctx, actor, question)
                _note(ctx, question, subject.key)
        given = {name: value for name, value in request.args.items() if value}
        return self.page(
            "why.html",
            subject=subject, question=question, answers=answers, offered=offered, text=text, given=given,
            missing=missing, nobody=bool(text) and not offered and subject is None, actions=ACTIONS,
        )  # fmt: skip

    @expose("/who")
    def who(self) -> Any:
        """Who may do this with this record: the people whose roles are granted it, page by page."""
        ctx = context()
        question, _missing = _question(ctx)
        if question is None or question.record is None:
            raise NotFound
        action = question.action or "read"
        number = min(max(request.args.get("page", 1, type=int), 1), holders.MOST_PAGES)
        every = holders.granted(question.entry, action)
        staff = tuple(role for role in every if any_of_staff([role]))
        role = request.args.get("role", "")
        # Residents are thousands: they are listed when they are asked for.
        roles = (role,) if role in every else staff or every
        found = holders.page(ctx, question.entry, action, question.record, roles, number)
        _note(ctx, question, "who")
        given = {name: value for name, value in request.args.items() if value and name != "page"}
        return self.page(
            "who.html", question=question, action=action, found=found, number=number, given=given,
            roles=every, role=role if role in every else "", has_staff=bool(staff),
        )  # fmt: skip


def _question(ctx: Context) -> tuple[Question | None, str]:
    """What the address asks, and what is wrong with it."""
    name = request.args.get("entity", "")
    if not name:
        return None, ""
    entry = entity_of(name)
    steps = entry.workflow.transitions if entry.workflow else {}
    action, field = request.args.get("action", ""), request.args.get("field", "")
    if action and action not in ACTIONS and action not in steps:
        # Chosen for another entity before: all of this one's are shown.
        action = ""
    if field not in entry.entity.fields():
        field = ""
    record, text = None, request.args.get("id", "").strip()
    if text:
        id = as_id(text)
        record = ctx.session.get(entry.entity, id) if id is not None else None
        if record is None or record.deleted_at is not None:
            return None, text[:30]
    return Question(entry, record, action, field), ""


def _answers(ctx: Context, actor: Any, question: Question) -> list[tuple[str, Reason]]:
    """(action, tree): one, or all that there are."""
    entry, record = question.entry, question.record
    steps = list(entry.workflow.transitions) if entry.workflow else []
    wanted: list[str] = [question.action] if question.action else [*ACTIONS, *steps]
    if question.field:
        wanted = [one for one in why.OF_FIELDS if question.action in (one, "")] or ["read"]
    his = Context(actor, ctx.session, channel="studio")
    return [(one, why.tree(his, entry, one, record, question.field or None)) for one in wanted]


def _note(ctx: Context, question: Question, about: str) -> None:
    """What is asked of a record stands in the audit log: the answer tells of its state and its rows."""
    if question.record is None:
        return
    id, diff = int(question.record.id), {"about": about, "act": question.action or "*"}
    with records.writing(ctx):
        audit.log(ctx, "explained", question.key, id, diff)
