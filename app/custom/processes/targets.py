"""How long a stage may take: what people set, else the built-in targets."""

from __future__ import annotations

from sqlalchemy import select

from app.generated.process_target import ProcessTarget, process_target_hooks
from app.runtime.context import Context
from app.runtime.errors import RuleViolation
from app.runtime.events import Process

from .flows import FLOWS
from .words import stage_label


def process_of(ctx: Context, flow: str) -> Process:
    """A process with its targets of today; one statement."""
    rows = ctx.session.execute(
        select(ProcessTarget.stage, ProcessTarget.target_hours).where(
            ProcessTarget.flow == flow, ProcessTarget.deleted_at.is_(None)
        )
    )
    return FLOWS[flow].process({stage: float(hours) for stage, hours in rows})


@process_target_hooks.fills("state_name")
def name_of_the_state(target: ProcessTarget, ctx: Context) -> str:
    """In both languages; an unknown code is refused by the check."""
    flow = FLOWS.get(target.flow)
    return stage_label(flow, target.stage or "") if flow is not None else target.stage or ""


@process_target_hooks.check
def stage_is_of_the_process(target: ProcessTarget, ctx: Context) -> None:
    """A target of a stage that the process does not have would never be looked at."""
    before = [ctx.changes.get(name, (None, None))[0] for name in ("flow", "stage")]
    if before != [None, None]:
        raise RuleViolation(
            "目标的流程和环节不能改：请删除后新建 / The process and stage of a target stay: delete it and make another.",
            field="stage",
        )
    states = FLOWS[target.flow].process().workflow.states
    if target.stage not in states or states[target.stage].final:
        known = ", ".join(name for name, state in states.items() if not state.final)
        raise RuleViolation(
            f"该流程没有此环节，可填：{known} / The process has no such stage; it has: {known}.",
            field="stage",
        )
