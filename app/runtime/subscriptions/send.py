"""When a subscription is due: the figures with the rights of who gets them, told once, in the application and by mail."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from sqlalchemy import select

from .. import clock, jobs, notify, registry, reports
from ..access import user_values
from ..context import Context
from ..errors import AppError, message
from ..reports import Result, Span
from ..reports.span import begin
from ..reports.words import rounded, told
from . import offers
from .manage import following
from .tables import ReportSubscription

JOB = "reports.send"
AT_ONCE = 500
MOST_FIGURES = 4

notify.kind("report", zh="报表", en="Reports")
notify.template(
    "report.ready",
    zh="报表“{label_zh}”{days}：{figures_zh}",
    en="Report “{label_en}” {days}: {figures_en}",
    title=message(zh="报表“{label_zh}”{days}", en="Report “{label_en}” {days}"),
)
notify.template(
    "report.closed",
    zh="报表“{label_zh}”不再向您开放，订阅已取消",
    en="The report “{label_en}” is no longer open to you; the subscription has ended.",
)


@jobs.schedule(
    "reports.due",
    cron="15 */5 * * * *",
    label=message(zh="检查到期的报表订阅", en="See which reports are due"),
)
def due(ctx: Context) -> None:
    """Every five minutes: a job for each subscription whose time has come, and its next time."""
    rows = ctx.session.scalars(
        select(ReportSubscription)
        .where(ReportSubscription.next_at <= ctx.now)
        .order_by(ReportSubscription.next_at, ReportSubscription.id)
        .limit(AT_ONCE)
    ).all()
    asked = [
        jobs.Asked(f"{row.id} {row.next_at.isoformat()}", {"id": row.id, "at": row.next_at.isoformat()})
        for row in rows
    ]  # fmt: skip
    jobs.enqueue_many(ctx, JOB, asked)
    for row in rows:
        # Times that nobody was there for become one, the latest.
        row.next_at = following(row.every, row.day, row.at, ctx.now)


@jobs.job(JOB, label=message(zh="发送订阅的报表", en="Send a report to a subscriber"))
def send(ctx: Context, *, id: int, at: str) -> None:
    """One report to one person. Who is gone, or may no longer open it, gets no further ones."""
    row = ctx.session.get(ReportSubscription, id)
    if row is None:
        return
    if user_values.identity(ctx.session, row.user_id) is None:
        ctx.session.delete(row)
        return
    reader = ctx.on_behalf_of(row.user_id)
    span = span_of(row.every, dt.datetime.fromisoformat(at))
    key, (label_zh, label_en) = f"report {id} {at}", _labels(row.report)
    pairs = [(name, value) for name, value in row.arguments]
    offered = offers.known(row.report)
    try:
        if offered is not None:
            offered.judge(reader, pairs)
            due = offers.Due(row.user_id, span, pairs, key, _channels(row.by_mail))
            offered.tell(ctx, reader, due)
            return
        report = reports.find(reader, row.report)
        result = reports.run(reader, report, reports.Asked(span, "previous", pairs))
    except AppError as refused:
        if refused.status >= 500:
            # The job comes again: nothing is closed because the database was away.
            raise
        notify.send(
            ctx, row.user_id, "report.closed", dedup_key=key, label_zh=label_zh, label_en=label_en
        )
        ctx.session.delete(row)
        return
    query = [("from", str(result.span.first)), ("to", str(result.span.last))] if result.span else []
    notify.send(
        ctx, row.user_id, "report.ready", dedup_key=key, channels=_channels(row.by_mail),
        page=f"/reports/{row.report}?{urlencode([*query, *pairs])}",
        days=f"（{result.span.first} – {result.span.last}）" if result.span else "",
        figures_zh=figures(result, "zh"), figures_en=figures(result, "en"), label_zh=label_zh, label_en=label_en,
    )  # fmt: skip


def span_of(every: str, at: dt.datetime) -> Span:
    """What a subscription tells of: the day before, the seven days before, the month before."""
    today = clock.local(at).date()
    yesterday = today - dt.timedelta(days=1)
    if every == "day":
        return Span(yesterday, yesterday)
    if every == "week":
        return Span(today - dt.timedelta(days=7), yesterday)
    this = today.replace(day=1)
    return Span(begin(this, "month", -1), this - dt.timedelta(days=1))


def figures(result: Result, language: str) -> str:
    """The totals in words: 工单 764（+48%）."""
    assert result.total is not None  # noqa: S101 - a finished report has one
    found = []
    columns = list(zip(result.columns, result.total.cells, strict=True))
    for column, cell in columns[-1:] if result.has_pivot else columns[:MOST_FIGURES]:
        measure = column.measure
        change = ""
        if cell.change is not None and measure.kind != "percent":
            change = f" ({rounded(cell.change, 0):+,}%)"
        name = measure.label.in_language(language)
        found.append(f"{name} {told(measure.kind, cell.value, language)}{change}")
    return ("、" if language == "zh" else ", ").join(found)


def _channels(by_mail: bool) -> list[str]:
    settings = notify.settings().channels
    return [name for name, channel in settings.items() if by_mail and channel.is_mail]


def _labels(name: str) -> tuple[str, str]:
    found = offers.known(name) or next(
        (one for one in registry.current().reports if one.name == name), None
    )
    texts = found.label if found is not None else message(zh=name, en=name)
    return texts.in_language("zh"), texts.in_language("en")
