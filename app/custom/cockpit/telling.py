"""On the second of every month whoever manages gets last month's figures: in the application, and by mail as he chose (P3)."""

from __future__ import annotations

from sqlalchemy import select

from app.runtime import notify
from app.runtime.accounts.users import Role, User
from app.runtime.context import Context
from app.runtime.errors import message
from app.runtime.jobs import job, schedule

from .parts import after
from .reading import NOTHING, Cockpit

JOB = "cockpit.tell"
ROLES = ("gm", "fin_mgr", "eng_mgr", "dept_mgr", "hr")
"""Who is told; everybody who may open the page finds it there."""
MOST = 8

notify.kind("cockpit", zh="经营月报", en="Monthly figures")
notify.template(
    "cockpit.ready",
    zh="{period} 经营指标：{figures_zh}。打印：/cockpit.pdf?period={period}",
    en="Figures of {period}: {figures_en}. To print: /cockpit.pdf?period={period}",
    title=message(zh="{period} 经营月报", en="Figures of {period}"),
)


@schedule(
    "cockpit.monthly",
    cron="0 0 8 2 * *",
    label=message(zh="发送经营月报", en="Send the figures of the month"),
)
def every_month(ctx: Context) -> None:
    """At eight on the second: the figures of the month that is over are kept by then. A job for each person."""
    period = f"{after(ctx.today.replace(day=1), -1):%Y-%m}"
    users = ctx.session.scalars(
        select(User.id)
        .join(User.roles)
        .where(Role.name.in_(ROLES), User.active.is_(True))
        .distinct()
        .order_by(User.id)
    ).all()
    for user in users:
        ctx.enqueue(JOB, key=f"{period} {user}", user=user, period=period)


@job(JOB, label=message(zh="发送经营月报给一人", en="Send the figures of the month to somebody"))
def tell(ctx: Context, *, user: int, period: str) -> None:
    """With the rights that he has now; who may see none is told nothing."""
    reader = ctx.on_behalf_of(user)
    found = Cockpit(reader, period)
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
    notify.send(
        ctx, user, "cockpit.ready", dedup_key=f"cockpit {period}",
        page=f"/cockpit?period={period}", period=period, figures_zh=texts["zh"], figures_en=texts["en"],
    )  # fmt: skip
