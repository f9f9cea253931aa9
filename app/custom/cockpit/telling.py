"""Whoever manages gets the figures of a month: in the application, and by mail with the page as a PDF (P3).

On the second of every month everybody is told who asked for nothing else; a subscription replaces that.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from app.forms.numbers import as_id
from app.runtime import notify
from app.runtime.accounts.users import Role, User
from app.runtime.context import Context
from app.runtime.errors import BadRequest, Forbidden, message
from app.runtime.jobs import job, schedule
from app.runtime.subscriptions import offers
from app.runtime.subscriptions.tables import ReportSubscription

from .paper import name_of
from .parts import after
from .reading import NOTHING, Cockpit

NAME = "cockpit"
JOB = "cockpit.tell"
READERS = ("gm", "auditor", "fin_mgr", "accountant", "eng_mgr", "dept_mgr", "hr")
"""Who may open the page, and subscribe to it."""
ROLES = ("gm", "fin_mgr", "eng_mgr", "dept_mgr", "hr")
"""Who is told without having asked; everybody who may open the page finds it there."""
MOST = 8

notify.kind("cockpit", zh="经营月报", en="Monthly figures")
notify.template(
    "cockpit.ready",
    zh="{period} 经营指标：{figures_zh}。打印：/cockpit.pdf?period={period}",
    en="Figures of {period}: {figures_en}. To print: /cockpit.pdf?period={period}",
    title=message(zh="{period} 经营月报", en="Figures of {period}"),
)
notify.template(
    "cockpit.project",
    zh="{of} {period} 经营指标：{figures_zh}。打印：/cockpit.pdf?period={period}&project={project}",
    en="Figures of {period}, {of}: {figures_en}. To print: /cockpit.pdf?period={period}&project={project}",
    title=message(zh="{period} 项目经营月报", en="Figures of a project, {period}"),
)


@schedule(
    "cockpit.monthly",
    cron="0 0 8 2 * *",
    label=message(zh="发送经营月报", en="Send the figures of the month"),
)
def every_month(ctx: Context) -> None:
    """At eight on the second: the figures of the month that is over are kept by then. A job for each person."""
    period = f"{after(ctx.today.replace(day=1), -1):%Y-%m}"
    themselves = select(ReportSubscription.user_id).where(ReportSubscription.report == NAME)
    users = ctx.session.scalars(
        select(User.id)
        .join(User.roles)
        .where(Role.name.in_(ROLES), User.active.is_(True), User.id.not_in(themselves))
        .distinct()
        .order_by(User.id)
    ).all()
    for user in users:
        ctx.enqueue(JOB, key=f"{period} {user}", user=user, period=period)


@job(JOB, label=message(zh="发送经营月报给一人", en="Send the figures of the month to somebody"))
def tell(ctx: Context, *, user: int, period: str) -> None:
    """With the rights that he has now; who may see none is told nothing."""
    _tell(ctx, ctx.on_behalf_of(user), user, period, None, f"cockpit {period}", None)


def judge(ctx: Context, pairs: offers.Pairs) -> None:
    """Whether somebody may subscribe to it, narrowed so. Raises Forbidden, NotFound, BadRequest."""
    if ctx.actor.roles.isdisjoint(READERS):
        raise Forbidden("您的角色无权打开此页 / Your role may not open this page.")
    project = _project(pairs)
    if project is not None:
        name_of(ctx, project)


def subscribed(ctx: Context, reader: Context, due: offers.Due) -> None:
    """The month that is over, or goes on and began before: of every day and week its figures so far."""
    period = f"{due.span.last:%Y-%m}"
    _tell(ctx, reader, due.user, period, _project(due.pairs), due.key, due.channels)


offers.offer(
    offers.Offer(
        NAME, message(zh="经营驾驶舱", en="Management cockpit"), "/cockpit", judge, subscribed
    )
)


def _project(pairs: offers.Pairs) -> int | None:
    given = dict(pairs)
    project = as_id(given["project"]) if "project" in given else None
    if set(given) - {"project"} or ("project" in given and project is None):
        raise BadRequest("只能按项目筛选 / It is narrowed by project alone.", field="project")
    return project


def _tell(
    ctx: Context, reader: Context, user: int, period: str, project: int | None,
    key: str, channels: Sequence[str] | None,
) -> None:  # fmt: skip
    found = Cockpit(reader, period, project)
    shown = [one for _, figures in found.parts() for one in figures if one.text != NOTHING]
    # The first of each part before the second of any.
    chosen = sorted(
        ((place, one) for _, figures in found.parts() for place, one in enumerate(figures) if one in shown),
        key=lambda pair: pair[0],
    )[:MOST]  # fmt: skip
    if not chosen:
        return
    texts = {
        language: separator.join(
            f"{one.figure.label.in_language(language)} {one.text}"
            + (f" ({one.previous.text})" if one.previous.text else "")
            for _, one in chosen
        )
        for language, separator in (("zh", "、"), ("en", ", "))
    }
    narrowing: dict[str, Any] = (
        {} if project is None else {"project": project, "of": name_of(reader, project)}
    )
    also = "" if project is None else f"&project={project}"
    notify.send(
        ctx, user, "cockpit.project" if narrowing else "cockpit.ready", dedup_key=key, channels=channels,
        page=f"/cockpit?period={period}{also}", period=period, figures_zh=texts["zh"], figures_en=texts["en"], **narrowing,
    )  # fmt: skip
