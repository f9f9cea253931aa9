"""Tickets: the priority follows from impact and urgency; what is opened again and again comes to the team's lead."""

from __future__ import annotations

from sqlalchemy import select

from app.generated.problem import Problem, problem_hooks
from app.generated.team import Team
from app.generated.ticket import Ticket, ticket_hooks
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

MATRIX = {
    ("high", "high"): "p1",
    ("high", "medium"): "p2",
    ("high", "low"): "p3",
    ("medium", "high"): "p2",
    ("medium", "medium"): "p3",
    ("medium", "low"): "p4",
    ("low", "high"): "p3",
    ("low", "medium"): "p4",
    ("low", "low"): "p4",
}
"""(impact, urgency) → priority, as ITIL draws it."""

PATIENCE = 2
"""So often a ticket is reopened before its lead takes it over."""


@ticket_hooks.fills("priority")
def priority_of(ticket: Ticket, ctx: Context) -> str:
    """Before the clocks start: their minutes go by it."""
    return MATRIX[ticket.impact, ticket.urgency]


@ticket_hooks.on_update
def priority_follows(ticket: Ticket, ctx: Context) -> None:
    """Whoever judges impact or urgency anew gets another priority, and its time limits with it."""
    wanted = MATRIX[ticket.impact, ticket.urgency]
    if {"impact", "urgency"} & set(ctx.changes) and ticket.priority != wanted:
        ctx.update(ticket, priority=wanted)


@ticket_hooks.on_transition("resolve")
def note_when(ticket: Ticket, ctx: Context) -> None:
    """Reopening is possible for seven days from here."""
    ctx.update(ticket, resolved_at=ctx.now)


@ticket_hooks.on_transition("reopen")
def count_and_escalate(ticket: Ticket, ctx: Context) -> None:
    """A solution that did not hold: counted, and from the second time on the lead's own."""
    times = (ticket.reopened or 0) + 1
    lead = ctx.get(Team, ticket.team_id).lead_id
    taken = {"assignee": lead} if times >= PATIENCE and lead is not None else {}
    ctx.update(ticket, reopened=times, resolved_at=None, **taken)


@problem_hooks.on_transition("solve")
def resolve_with_it(problem: Problem, ctx: Context) -> None:
    """The tickets that somebody works on are resolved by the fix; a new one has to be assigned first."""
    if not problem.fix:
        raise RuleViolation("请写明解决方案 / Say what the fix is.", field="fix")
    for ticket in ctx.query(
        select(Ticket).where(
            Ticket.problem_id == problem.id,
            Ticket.state.in_(["assigned", "working", "pending"]),
            Ticket.deleted_at.is_(None),
        )
    ).all():
        ctx.transition(ticket, "resolve", solution=f"{problem.problem_no}: {problem.fix}")
