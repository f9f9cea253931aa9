"""The rules of custom/tickets.py."""

from __future__ import annotations

import pytest

from app.generated.agent import Agent
from app.generated.organization import Organization
from app.generated.problem import Problem
from app.generated.requester import Requester
from app.generated.service import Service
from app.generated.team import Team
from app.generated.ticket import Ticket
from app.runtime.context import Context


def desk(ctx: Context) -> tuple[Agent, Agent, Service, Requester]:
    agent = ctx.create(Agent, name="Chen", email="chen@desk.example")
    lead = ctx.create(Agent, name="Zhou", email="zhou@desk.example")
    team = ctx.create(Team, name="First line", lead=lead.id)
    service = ctx.create(Service, name="Mail", team=team.id)
    company = ctx.create(Organization, name="Haitian")
    requester = ctx.create(
        Requester, name="Liu", organization=company.id, email="liu@client.example"
    )
    return agent, lead, service, requester


def ticket(ctx: Context, service: Service, requester: Requester, **given: str) -> Ticket:
    return ctx.create(
        Ticket, subject="Mail", description="None", service=service.id, requester=requester.id,
        **given,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("impact", "urgency", "priority"),
    [("high", "high", "p1"), ("medium", "high", "p2"), ("low", "low", "p4")],
)
def test_the_priority_follows_from_impact_and_urgency(
    ctx: Context, impact: str, urgency: str, priority: str
) -> None:
    _, _, service, requester = desk(ctx)
    made = ticket(ctx, service, requester, impact=impact, urgency=urgency)
    assert made.priority == priority
    assert made.resolve_due is not None


def test_what_is_reopened_twice_comes_to_the_lead(ctx: Context) -> None:
    agent, lead, service, requester = desk(ctx)
    one = ctx.transition(ticket(ctx, service, requester), "assign", assignee=agent.id)
    for expected in (agent.id, lead.id):
        ctx.transition(one, "resolve", solution="Restarted")
        ctx.transition(one, "reopen", note="Again")
        assert ctx.get(Ticket, one.id).assignee_id == expected
    assert ctx.get(Ticket, one.id).reopened == 2


def test_a_solved_problem_resolves_its_tickets(ctx: Context) -> None:
    agent, _, service, requester = desk(ctx)
    problem = ctx.create(Problem, subject="Certificate", service=service.id, owner=agent.id)
    one = ctx.transition(ticket(ctx, service, requester), "assign", assignee=agent.id)
    ctx.update(one, problem=problem.id)
    ctx.transition(problem, "diagnose", root_cause="It has expired")
    ctx.transition(problem, "solve", fix="Renewed")
    assert ctx.get(Ticket, one.id).state == "resolved"
