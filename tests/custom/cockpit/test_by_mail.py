"""P3: the month comes as a PDF by mail: to whom he subscribed or the second of the month, once, as its reader may see it."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from pypdf import PdfReader

from app.custom.cockpit import telling
from app.runtime import jobs, notify, records
from app.runtime.accounts.users import Role, User
from app.runtime.database import Database
from app.runtime.errors import Forbidden, NotFound
from app.runtime.notify import Choice, Delivery
from app.runtime.subscriptions import manage, send
from app.runtime.subscriptions.tables import ReportSubscription
from app.runtime.system import Notification
from tests.custom.crm.plans.care import Care
from tests.support.people import People
from tests.support.sinks import MailSink
from tests.support.visitor import Visitor

from .test_cockpit import kept

__all__ = ["kept"]
SECOND = "2026-04-02T08:01:00+08:00"


@pytest.fixture
def posted(use: Callable[..., None], mail: MailSink) -> MailSink:
    use(channels={"email": {"url": f"smtp://127.0.0.1:{mail.port}?from=desk@example.com&tls=none"}})
    return mail


def figures(kept: Care) -> None:
    """What `kept` has of February, of March too, so that there is a month before the second of April."""
    from app.generated.cockpit_figure import CockpitFigure

    town = kept.town
    rows = town.ctx.session.scalars(sa.select(CockpitFigure).where(CockpitFigure.period == "2026-02")).all()  # fmt: skip
    again = [
        {"period": "2026-03", "figure": one.figure, "project_id": one.project_id, "item": one.item, "value": one.value, "base": one.base}
        for one in rows
    ]  # fmt: skip
    with records.writing(town.ctx):
        records.write_set(town.ctx, CockpitFigure, again, action="make", audit="figures")


@pytest.fixture(autouse=True)
def addresses(kept: Care, database: Database) -> None:
    """An engineer too. Logins of the town are names in Chinese, which no mail goes to."""
    kept.town.staff("eng_mgr", "ENG", name="赵工程")
    with database.begin() as session:
        session.execute(sa.update(User).values(email="p" + sa.cast(User.id, sa.String) + "@example.com"))  # fmt: skip


def choose(kept: Care, name: str, **choice: Any) -> None:
    notify.save(kept.as_(name), Choice(**choice))


def wake(kept: Care) -> None:
    """What the look of every five minutes and the second of the month do, and the jobs that they ask for."""
    with records.writing(kept.town.ctx):
        send.due(kept.town.ctx)
        if kept.town.ctx.today.day == 2:
            telling.every_month(kept.town.ctx)
    jobs.run_due()


def paper(mail: EmailMessage) -> tuple[str | None, str]:
    """The one file that a mail brings: its name and its text."""
    (found,) = mail.iter_attachments()
    assert found.get_content_type() == "application/pdf"
    pages = PdfReader(io.BytesIO(found.get_content())).pages
    return found.get_filename(), "".join(page.extract_text() for page in pages)


def test_the_mail_of_the_month_brings_the_page_as_its_reader_may_see_it_in_his_language(
    kept: Care, posted: MailSink, at: time_machine.Coordinates
) -> None:
    figures(kept)
    choose(kept, "王总", channels={"cockpit": ["email"]}, language="en")
    choose(kept, "赵工程", channels={"cockpit": ["email"]})
    at.move_to(SECOND)
    wake(kept)
    mails = {str(one["Subject"]): one for one in (posted.next(), posted.next())}
    name, text = paper(mails["Figures of 2026-03"])
    assert name == "Cockpit 2026-03.pdf"
    assert "Management cockpit" in text
    assert "1,000.00" in text, "the general manager sees the cash"
    name, text = paper(mails["2026-03 经营月报"])
    assert name == "经营驾驶舱 2026-03.pdf"
    assert "报事工单" in text
    assert "货币资金" not in text, "the engineer does not"
    wake(kept)
    assert posted.mails.empty()


def test_a_subscription_takes_the_place_of_the_second_and_brings_one_mail(
    kept: Care, posted: MailSink, at: time_machine.Coordinates, database: Database
) -> None:
    figures(kept)
    choose(kept, "王总", channels={"cockpit": ["email"]})
    manage.add(kept.as_("王总"), "cockpit", every="month", day=2, at="08:00", by_mail=True)
    at.move_to(SECOND)
    wake(kept)
    assert paper(posted.next())[0] == "经营驾驶舱 2026-03.pdf"
    with database.begin() as session:
        # As if the look and the job had been repeated after a crash.
        session.execute(sa.update(ReportSubscription).values(next_at=dt.datetime.fromisoformat("2026-04-02T08:00:00+08:00")))  # fmt: skip
    wake(kept)
    assert posted.mails.empty()
    with database.read_session() as session:
        told = session.scalars(sa.select(Notification).where(Notification.template == "cockpit.ready", Notification.recipient_id == kept.town.logins["王总"])).all()  # fmt: skip
        assert len(told) == 1
        assert session.scalar(sa.select(sa.func.count()).where(Delivery.notification_id == told[0].id)) == 1  # fmt: skip


def test_a_subscription_of_a_project_brings_that_project(
    kept: Care, posted: MailSink, at: time_machine.Coordinates
) -> None:
    figures(kept)
    here = str(kept.town.project.id)
    manage.add(kept.as_("王总"), "cockpit", every="week", day=1, at="08:00", by_mail=True, arguments=[("project", here)])  # fmt: skip
    at.move_to("2026-03-09T08:01:00+08:00")
    wake(kept)
    _, text = paper(posted.next())
    assert kept.town.project.name in text
    assert "150" not in text, "of one project, not of all"


def test_who_lost_the_right_meanwhile_gets_no_figures(
    kept: Care, posted: MailSink, at: time_machine.Coordinates, database: Database
) -> None:
    figures(kept)
    manage.add(kept.as_("王总"), "cockpit", every="month", day=3, at="08:00", by_mail=True)
    with database.begin() as session:
        who = session.get_one(User, kept.town.logins["王总"])
        who.roles = [session.scalars(sa.select(Role).where(Role.name == "technician")).one()]
    at.move_to("2026-04-03T08:01:00+08:00")
    wake(kept)
    got = posted.mails.get_nowait() if not posted.mails.empty() else None
    assert got is None or list(got.iter_attachments()) == []
    with database.read_session() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(ReportSubscription)) == 0


def test_whoever_may_not_open_the_page_may_not_subscribe_to_it(kept: Care) -> None:
    with pytest.raises(Forbidden):
        manage.add(kept.as_("林客服"), "cockpit", every="month")
    with pytest.raises(NotFound):
        manage.add(kept.as_("王总"), "cockpit", every="month", arguments=[("project", "999999")])


def test_one_subscribes_on_the_page_and_ends_it_with_the_other_reports(
    app: Flask, kept: Care, people: People
) -> None:
    gm = Visitor(people.browser(app, kept.town.logins["王总"]))
    page = gm.open("/cockpit?period=2026-02")
    refused = page.press("订阅", every="month", day="31", at="08:00")
    assert refused.status == 422
    assert refused.sees("须为 1 至 28")
    page.press("订阅", every="month", day="3", at="07:30")
    listed = gm.open("/reports/")
    assert listed.sees("经营驾驶舱", "07:30")
    assert len(manage.listed(kept.as_("王总"), "cockpit")) == 1
    listed.press("取消经营驾驶舱")
    assert manage.listed(kept.as_("王总"), "cockpit") == []
