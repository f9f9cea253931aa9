"""What is said is read the moment it comes in: topic, mood, severity; what is sure is taken up at once (五, domain.md §3.17)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from app.custom.crm import people
from app.generated.feedback import Feedback, feedback_hooks
from app.generated.feedback_topic import FeedbackTopic
from app.runtime.context import Context

from . import sentiment as tones
from . import severity as graveness
from . import topics

STAFF = ("csr", "dept_mgr")
"""Who is told of what is critical, in the project."""
LONGEST = 500
MEANT: Mapping[str, tones.Mood] = {"complaint": "negative", "praise": "positive"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What the system makes of a text. `topic` is the one of the rest where nothing fits."""

    topic: int | None
    confidence: Decimal
    certain: bool
    sentiment: Decimal
    mood: tones.Mood
    severity: graveness.Severity
    grounds: str


def read(ctx: Context, text: str, kind: str) -> Reading:
    """By one statement and the words alone."""
    words, other = topics.dictionary(ctx)
    found = words.classify(text)
    tone = tones.read(text)
    topic = found.category if found.category is not None else other
    terms = words.found(text).get(found.category, []) if found.category is not None else []
    # Where the words say nothing, whoever chose a kind has said how he means it.
    mood = tone.mood if tone.score else MEANT.get(kind, "neutral")
    grounds = "；".join(part for part in ("、".join(terms), " ".join(tone.words)) if part)
    return Reading(
        topic, found.confidence, found.is_certain, tone.score, mood,
        graveness.judge(text, kind, tone.score), grounds[:LONGEST],
    )  # fmt: skip


@feedback_hooks.fills("submitter_kind")
def nobody_is_named(said: Feedback, ctx: Context) -> str:
    """Who it is from is set right a moment later."""
    return "anonymous"


@feedback_hooks.on_create
def take_in(said: Feedback, ctx: Context) -> None:
    """Read it, say whom it is from, take it up when that is sure; what is critical is told at once."""
    reading = read(ctx, said.content, str(said.kind))
    new: dict[str, Any] = {
        "topic": said.topic_id or reading.topic,
        "severity": said.severity or reading.severity,
        "confidence": reading.confidence,
        "sentiment": reading.sentiment,
        "mood": reading.mood,
        "grounds": reading.grounds or None,
    }
    if ctx.by_person:
        new |= _from_whom(said, ctx)
    ctx.update(said, **new)
    if said.severity == "critical":
        tell_critical(ctx, said)
    if reading.certain:
        ctx.transition(said, "triage")
        return
    ctx.notify(
        people.holders(ctx, "csr", said.project_id),
        "feedback.to_triage",
        dedup_key=f"feedback:{said.id}:to_triage",
        record=said,
        fb_no=said.fb_no,
    )


def _from_whom(said: Feedback, ctx: Context) -> dict[str, Any]:
    """A person's own act: a resident's, one that was taken down for somebody, a program's, an employee's."""
    actor = ctx.actor
    if said.customer_id is not None:
        own = said.customer_id == actor.value(("customer",))
        return {"submitter_kind": "customer", "channel": "portal" if own else "desk"}
    if "integrator" in actor.roles:
        return {"submitter_kind": "anonymous", "channel": "api"}
    employee = actor.value(("employee",))
    if employee is None:
        return {"submitter_kind": "anonymous", "channel": "office"}
    return {"submitter_kind": "employee", "channel": "office", "employee": employee}


def tell_critical(ctx: Context, said: Feedback) -> None:
    """Customer service, the managers of the project's departments and the project's own, once."""
    told = [one for role in STAFF for one in people.holders(ctx, role, said.project_id)]
    told += people.managers_of(ctx, [said.project_id])[said.project_id]
    ctx.notify(
        people.unique(told),
        "feedback.critical",
        dedup_key=f"feedback:{said.id}:critical",
        record=said,
        fb_no=said.fb_no,
        content=said.content[:200],
    )


@feedback_hooks.on_update
def worse_than_it_seemed(said: Feedback, ctx: Context) -> None:
    """Customer service finds something critical that the words did not show."""
    if "severity" in ctx.changes and said.severity == "critical" and ctx.by_person:
        tell_critical(ctx, said)


@feedback_hooks.on_update_many
def worse_than_they_seemed(ids: Sequence[int], ctx: Context) -> None:
    """The same of many at once; nobody is told twice."""
    if ctx.actor.is_system:
        return
    rows = ctx.query(
        select(Feedback)
        .where(Feedback.id.in_(ids), Feedback.severity == "critical")
        .order_by(Feedback.id)
    ).all()
    for said in rows:
        tell_critical(ctx, said)


def topic_name(ctx: Context, id: int | None) -> str:
    """What a topic is called."""
    return ctx.get(FeedbackTopic, id).name if id is not None else ""
