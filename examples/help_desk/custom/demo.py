"""One organization, two teams, and tickets in several states; `agent`, `lead` and `requester` are logins of theirs."""

from __future__ import annotations

from collections.abc import Callable

from app.config import DEMO_PASSWORD
from app.generated.agent import Agent
from app.generated.article import Article
from app.generated.organization import Organization
from app.generated.problem import Problem
from app.generated.requester import Requester
from app.generated.service import Service
from app.generated.team import Team
from app.generated.team_member import TeamMember
from app.generated.ticket import Ticket
from app.runtime import records
from app.runtime.accounts import logins
from app.runtime.context import Context

TICKETS = [
    ("邮箱收不到外部邮件", "high", "high"),
    ("笔记本无法连接 VPN", "low", "medium"),
    ("New starter needs an account", "low", "low"),
]


def load(*, size: str, tell: Callable[[str], None]) -> None:
    """Everything is written as the system."""
    with Context.system(channel="cli") as ctx, records.writing(ctx):
        users = logins.for_each_role(ctx, DEMO_PASSWORD)
    tell("工单 / tickets")
    with Context.system(channel="cli") as ctx, records.writing(ctx):
        agent, lead = (
            ctx.create(Agent, name=name, email=f"{role}@desk.example", login=users[role].id)
            for role, name in (("agent", "陈工"), ("lead", "周组长"))
        )
        team = ctx.create(Team, name="一线 First line", lead=lead.id)
        ctx.create(TeamMember, team=team.id, agent=agent.id)
        service = ctx.create(Service, name="办公网络与邮件 Network and mail", team=team.id)
        company = ctx.create(Organization, name="海天贸易有限公司")
        requester = ctx.create(
            Requester, name="刘洋", organization=company.id, email="liuyang@client.example",
            login=users["requester"].id,
        )  # fmt: skip
        problem = ctx.create(
            Problem, subject="邮件网关证书过期", service=service.id, owner=agent.id
        )
        for subject, impact, urgency in TICKETS:
            ticket = ctx.create(
                Ticket, subject=subject, description=subject, requester=requester.id,
                service=service.id, impact=impact, urgency=urgency,
            )  # fmt: skip
            if impact == "high":
                ctx.update(ticket, problem=problem.id)
                ctx.transition(ticket, "assign", assignee=agent.id)
        ctx.create(Article, headline="如何连接 VPN", body="<p>…</p>", service=service.id)
