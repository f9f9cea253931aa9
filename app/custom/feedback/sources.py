"""Measures that are proposed elsewhere: from a survey, an audit finding, a suggestion about maintenance; one press each (五)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.generated.audit_finding import AuditFinding, audit_finding_hooks
from app.generated.improvement import Improvement
from app.generated.maintenance_advice import MaintenanceAdvice, maintenance_advice_hooks
from app.generated.survey import Survey, survey_hooks
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

OPEN = ("proposed", "approved", "in_progress", "done")
SHORT = 60


def propose(ctx: Context, *, source: str, wish: str, **values: Any) -> Improvement:
    """A measure in the words of whoever asks for it. `values`: its project, topic and the record that it comes from."""
    text = " ".join(wish.split())
    name = text if len(text) <= SHORT else text[: SHORT - 1] + "…"
    return ctx.create(Improvement, source=source, name=name, action=wish, **values)


@survey_hooks.on_transition("improve")
def of_a_survey(survey: Survey, ctx: Context) -> None:
    """What residents were not content with."""
    _only_one(ctx, Improvement.survey_id == survey.id)
    reason = f"{survey.code} {survey.subject}"
    if survey.csat_avg is not None:
        reason += f" · {survey.csat_avg} / 5"
    propose(
        ctx, source="survey", wish=ctx.note, survey=survey.id, project=survey.project_id,
        metric="satisfaction", reason=reason,
    )  # fmt: skip


@audit_finding_hooks.on_transition("improve")
def of_a_finding(finding: AuditFinding, ctx: Context) -> None:
    """Mending ends one case; this is about how the work is done, so it is of the whole company."""
    _only_one(ctx, Improvement.finding_id == finding.id)
    propose(
        ctx, source="audit", wish=ctx.note, finding=finding.id,
        reason=f"{finding.rule} {finding.rule_name or ''}".strip(),
    )  # fmt: skip


@maintenance_advice_hooks.on_transition("improve")
def of_an_advice(advice: MaintenanceAdvice, ctx: Context) -> None:
    """What the machines' history suggests and a plan alone cannot change."""
    _only_one(ctx, Improvement.advice_id == advice.id)
    propose(
        ctx, source="equipment", wish=ctx.note, advice=advice.id, project=advice.project_id,
        metric="repair_hours", reason=advice.explanation,
    )  # fmt: skip


def _only_one(ctx: Context, condition: Any) -> None:
    """A second press is not a second measure."""
    known = ctx.session.scalar(
        select(Improvement.im_no).where(
            condition, Improvement.state.in_(OPEN), Improvement.deleted_at.is_(None)
        )
    )
    if known is not None:
        raise RuleViolation(
            f"已有措施 {known} / There is a measure already: {known}.", code="proposed_already"
        )
