"""Feedback of the last quarters as history, what waits as it comes in, the summaries and the measures by those who make them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from random import Random
from typing import Any

from sqlalchemy import select

from app.custom.crm.demo import Company
from app.custom.feedback import codes, periods, sentiment, severity, summaries, topics
from app.custom.finance.demo.paths import walked
from app.custom.finance.demo.people import Person, acting
from app.generated.customer import Customer
from app.generated.feedback import Feedback
from app.generated.feedback_summary import FeedbackSummary
from app.generated.feedback_topic import FeedbackTopic
from app.generated.improvement import Improvement
from app.runtime import calendar, clock, records
from app.runtime.writing import numbering

from .said import ANSWERS, MEASURES, SAID, SHIFTED, USUAL

SEED = 20260105
SIZES = {"small": (150, 12, 1), "full": (1500, 40, 12)}
"""Items, those of them that wait, and months that are summed up."""
FROM, SHIFT = dt.date(2025, 7, 1), dt.date(2025, 10, 1)
ANSWERED_AFTER = dt.timedelta(days=9)
"""What is older was answered; what is younger waits."""
LIMIT = 2250
"""Working minutes for a reply."""
KNOWN = 80
"""Residents who say something."""

Row = dict[str, Any]


def build(company: Company) -> None:
    """Into a database that has its residents and staff."""
    number, waiting, months = SIZES[company.size]
    random = Random(SEED)  # noqa: S311 - invented data, not secrets
    topics.ensure(company.bulk.ctx)
    found = company.bulk.ctx.session.scalars(select(FeedbackTopic))
    known = {topic.code: topic.id for topic in found}
    people = _residents(company)
    _history(company, random, known, people, number - waiting)
    _waiting(company, random, known, people, waiting)
    _measures(company, known)
    _summaries(company, months)
    company.step(f"{number} 条意见", "pieces of feedback, their summaries and measures")


def _residents(company: Company) -> list[tuple[int, int]]:
    rows = company.bulk.ctx.session.execute(
        select(Customer.id, Customer.project_id)
        .where(Customer.state == "active")
        .order_by(Customer.login_id.is_(None), Customer.id)
        .limit(KNOWN)
    )
    return [(id, project) for id, project in rows]


def _history(
    company: Company,
    random: Random,
    known: Mapping[str, int],
    people: list[tuple[int, int]],
    number: int,
) -> None:
    """Evenly over the days since FROM, each quarter with its own shares of topics."""
    bulk, csr = company.bulk, company.logins["csr"]
    last = company.today - ANSWERED_AFTER
    begins = min(FROM, last - dt.timedelta(days=60))
    days = sorted(begins + (last - begins) * at / number for at in range(number))
    before = sum(day < SHIFT for day in days)
    said = [*_shared(random, USUAL, before), *_shared(random, SHIFTED, number - before)]
    counts: dict[dt.date, int] = {}
    working = calendar.named("working")
    read: dict[tuple[str, str], sentiment.Sentiment] = {}
    for day, topic in zip(days, said, strict=True):
        at = company.at(day, random.choice((9, 10, 11, 14, 16, 19, 20))) + dt.timedelta(minutes=random.randrange(60))  # fmt: skip
        kind, text = random.choice(SAID[topic])
        text = text.format(n=random.randint(1, 12))
        tone = read.get((topic, text)) or read.setdefault((topic, text), sentiment.read(text))
        month = day.replace(day=1)
        counts[month] = counts.get(month, 0) + 1
        triaged = at + dt.timedelta(seconds=30)
        late = random.random() < 0.07
        replied = at + dt.timedelta(
            hours=random.randint(200, 260) if late else random.randint(3, 90)
        )
        closed = min(replied + dt.timedelta(days=7), bulk.now)
        ended = closed < bulk.now
        due = working.add_work(at, LIMIT)
        id = bulk.add(
            Feedback,
            fb_no=f"FK{day:%Y%m}-{counts[month]:05d}",
            **_who(company, random, people, topic),
            kind=kind,
            content=text,
            topic_id=known[topic],
            confidence=1,
            sentiment=tone.score,
            mood={"complaint": "negative", "praise": "positive"}.get(kind, tone.mood)
            if not tone.score
            else tone.mood,
            severity=severity.judge(text, kind, tone.score),
            grounds=" ".join(tone.words)[:500] or None,
            triaged_at=triaged,
            reply_due=due,
            reply_state="met" if replied <= due else "missed",
            reply=ANSWERS[3] if kind == "praise" else random.choice(ANSWERS[:3]),
            replied_at=replied,
            closed_at=closed if ended else None,
            state="closed" if ended else "replied",
            created_at=at,
            updated_at=closed if ended else replied,
            updated_by_id=csr,
        )
        walked(
            company, Feedback, id, ("create", "submitted", at, None), ("triage", "triaged", triaged, None),
            ("reply", "replied", replied, "csr"), *([("close", "closed", closed, None)] if ended else []),
        )  # fmt: skip
    bulk.flush()
    for month, count in counts.items():
        rule = Feedback.fields()["fb_no"].numbering
        assert rule is not None  # noqa: S101 - it is a number
        series = numbering.series(Feedback.key(), "fb_no", rule.pattern, day=month)
        numbering.start_at(bulk.ctx.session, series, count)


def _shared(random: Random, shares: Mapping[str, int], number: int) -> list[str]:
    """So many topics in exactly these shares, shuffled."""
    exact = {topic: share * number / 100 for topic, share in shares.items()}
    counts = {topic: int(value) for topic, value in exact.items()}
    rest = sorted(exact, key=lambda topic: (counts[topic] - exact[topic], topic))
    for topic in rest[: number - sum(counts.values())]:
        counts[topic] += 1
    found = [topic for topic, count in counts.items() for _ in range(count)]
    random.shuffle(found)
    return found


def _who(company: Company, random: Random, people: list[tuple[int, int]], topic: str) -> Row:
    """Mostly residents with their names; some hide it, some have no account; about work the staff."""
    customer, project = random.choice(people)
    nobody: Row = {"customer_id": None, "employee_id": None, "submitter_id": None, "hidden": False, "code_hash": None, "project_id": project}  # fmt: skip
    if topic == "staff":
        employee = company.crew.by_login["employee"].id
        return {
            **nobody,
            "employee_id": employee,
            "submitter_kind": "employee",
            "channel": "office",
        }
    chance = random.random()
    if chance < 0.7:
        return {
            **nobody,
            "customer_id": customer,
            "submitter_kind": "customer",
            "channel": "portal",
        }
    mark = codes.fingerprint("".join(random.choice(codes.ALPHABET) for _ in range(codes.LENGTH)))
    hidden = chance < 0.85
    return {
        **nobody, "submitter_kind": "anonymous", "channel": "portal" if hidden else "public", "hidden": hidden,
        "submitter_id": company.logins["customer"] if hidden else None, "code_hash": mark,
    }  # fmt: skip


def _waiting(
    company: Company,
    random: Random,
    known: Mapping[str, int],
    people: list[tuple[int, int]],
    number: int,
) -> None:
    """As it came in: read, triaged where that is sure, with its clocks running. What is older than this morning is triaged by now."""
    names = [topic for topic in SAID if topic != "staff"]
    for place in range(number):
        # Over the last two days: nobody was to be warned of any of them yet.
        at = company.bulk.now - dt.timedelta(hours=5 + 51 * (number - 1 - place) / (number - 1))
        kind, text = SAID[names[place % len(names)]][place % 2]
        ctx = company.bulk.ctx.at(at)
        who = _who(company, random, people, "")
        said = ctx.create(
            Feedback,
            **{name.removesuffix("_id"): value for name, value in who.items()},
            kind=kind,
            content=text.format(n=random.randint(1, 12)),
        )
        if said.state == "submitted" and at < company.bulk.now - dt.timedelta(hours=7):
            judged = {"topic": known[names[place % len(names)]], "severity": "low"}
            later = company.bulk.ctx.at(at + dt.timedelta(hours=1))
            records.transition(later, Feedback, said.id, "triage", judged)


def _summaries(company: Company, months: int) -> None:
    """The months up to the last, and the quarter that is over; all but the newest are concluded and published."""
    ctx = company.bulk.ctx
    wanted = [periods.before(periods.month_of(company.today))]
    while len(wanted) < months:
        wanted.insert(0, periods.before(wanted[0]))
    quarter = periods.before(periods.quarter_of(company.today))
    for period in [quarter, *wanted]:
        first = company.at(periods.first_day(periods.after(period)), 3)
        for project in [*company.town.projects.values(), None]:
            if project is None or period != quarter:
                summaries.keep(ctx.at(min(first, company.bulk.now)), period, project)
    for summary in ctx.session.scalars(
        select(FeedbackSummary)
        .where(FeedbackSummary.period != wanted[-1], FeedbackSummary.project_id.is_(None))
        .order_by(FeedbackSummary.id)
    ).all():
        boss = acting(company, "gm", company.bulk.now - dt.timedelta(hours=3))
        acting(company, "dept_mgr", company.bulk.now - dt.timedelta(hours=4)).step(FeedbackSummary, summary.id, "review", {"conclusion": "电梯意见明显增多，列为本季重点；其余主题按月跟踪。"})  # fmt: skip
        boss.step(FeedbackSummary, summary.id, "publish")


def _measures(company: Company, known: Mapping[str, int]) -> None:
    """One in every state, each step by whoever takes it; those that the months propose come on top."""
    project = company.town.projects["YX"]
    owner = company.crew.by_login["eng_mgr"].id
    for number, (state, topic, name, action, metric, baseline, target, actual, told) in enumerate(
        MEASURES
    ):
        at = company.bulk.now - dt.timedelta(days=120 - 8 * number)
        id = acting(company, "dept_mgr", at).create(
            Improvement, name=name, action=action, project=project, topic=known[topic]
        )

        def by(login: str, days: int, at: dt.datetime = at) -> Person:
            return acting(company, login, at + dt.timedelta(days=days))

        if state == "rejected":
            by("gm", 2).step(Improvement, id, "reject", note="今年预算已定，明年一并考虑")
            continue
        due = clock.local(at).date() + dt.timedelta(days=60 if state != "in_progress" else 150)
        by("gm", 2).step(
            Improvement, id, "approve",
            {"owner": owner, "due_on": due, "metric": metric, "baseline": baseline, "target": target,
             **({"metric_note": "每周登记数"} if metric == "other" else {})},
        )  # fmt: skip
        if told is not None:
            by("gm", 3).step(Improvement, id, "publish", {"public_note": told})
        if state == "approved":
            continue
        by("eng_mgr", 4).step(Improvement, id, "start")
        if state == "in_progress":
            continue
        by("eng_mgr", 20).step(Improvement, id, "finish", {"result": "已按方案执行并培训班组。"})
        if actual is not None:
            by("gm", 60).step(Improvement, id, "measure", {"actual": actual})
            by("gm", 61).step(Improvement, id, "verify" if state == "verified" else "fail")
