"""<entity>/workflow.py and <entity>/policy.py: what may happen to a record, and who may do it."""

from __future__ import annotations

from typing import Any

from generator.emit.calls import expression, is_name, message, texts
from generator.emit.context import Emission
from generator.emit.imports import Imports
from generator.emit.names import variable
from generator.emit.python import Call, Name, call, statement
from generator.plan import Clock, Entity, Transition, Workflow

WORKFLOW = "app.runtime.workflow"
POLICY = "app.runtime.policy"


def workflow(entity: Entity, emission: Emission) -> str:
    """States, transitions and clocks, one call each."""
    flow = entity.workflow
    assert flow is not None  # noqa: S101 - called only for entities with a workflow
    imports = Imports(taken={entity.name})
    target = f"{variable(entity.name)}_workflow"
    transitions = f"{entity.name}Transition"
    types = f"{imports.use('.model', f'{entity.name}State')}, "
    if flow.transitions:
        types += imports.use(".model", transitions)
    else:
        types += imports.use("typing", "Never")
    begins: dict[str, Any] = {"begins": list(flow.begins)} if flow.begins else {}
    head = Call(
        f"{imports.use(WORKFLOW, 'Workflow')}[{types}]", keywords={"initial": flow.initial} | begins
    )
    lines = statement(head, target=target)
    for state in flow.states:
        keywords = texts(state.labels) | ({"color": state.color} if state.color else {})
        keywords |= {"final": True} if state.final else {}
        keywords |= {"rest": True} if state.rest else {}
        lines += statement(Call(f"{target}.state", (state.name,), keywords))
    for transition in flow.transitions:
        lines += statement(_transition(transition, target, imports))
    for clock in flow.clocks:
        lines += statement(_clock(clock, target, flow, imports))
    return "\n".join([*imports.lines(), "", *lines]) + "\n"


def _transition(transition: Transition, target: str, imports: Imports) -> Call:
    approve = transition.approve
    approval = approve and call(
        imports.use(WORKFLOW, "Approval"),
        need=approve.need,
        of=list(approve.of),
        exclude=list(approve.exclude) or None,
        reset_on=list(approve.reset_on) or None,
    )
    return call(
        f"{target}.add",
        transition.name,
        source=list(transition.sources),
        target=transition.target,
        by=dict(transition.by),
        asks=list(transition.asks) or None,
        needs=list(transition.needs) or None,
        note=transition.note,
        when=expression(transition.when, imports) if transition.when else None,
        message=message(transition.message, imports) if transition.message else None,
        approve=approval,
        exclude=list(transition.exclude) or None,
        danger=transition.danger or None,
        **texts(transition.labels),
    )


def _clock(clock: Clock, target: str, flow: Workflow, imports: Imports) -> Call:
    calendar = clock.calendar if isinstance(clock.calendar, str) else list(clock.calendar)
    minutes: Any = dict(clock.minutes) if clock.minutes else None
    return call(
        f"{target}.clock",
        clock.name,
        start=list(clock.start),
        stop=list(clock.stop),
        pause=list(clock.pause) or None,
        minutes=minutes,
        minutes_by=clock.minutes_by,
        target=list(clock.target) if clock.target else None,
        calendar=calendar,
        due=clock.due,
        status=clock.status,
        escalate={key: list(value) for key, value in clock.escalate.items()} or None,
    )


def policy(entity: Entity, emission: Emission) -> str:
    """Row scopes, grants and field restrictions. What is not written here is denied."""
    scopes = {scope.name: scope for scope in entity.scopes}
    imports = Imports(taken={*scopes, entity.name})
    imports.use(".model", entity.name)
    lines: list[str] = []
    for scope in entity.scopes:
        value = scope.expression
        function = imports.use(POLICY, "scope")
        lines += statement(
            Call(function, (scope.name, value.source, value.tree)), target=_scope(scope.name)
        )
    target = f"{variable(entity.name)}_policy"
    head = call(
        imports.use(POLICY, "Policy"),
        Name(entity.name),
        scopes=[Name(_scope(name)) for name in scopes] or None,
    )
    lines += statement(head, target=target)
    for action, roles in entity.permissions.grants.items():
        if not roles:
            continue
        rows = {
            role: Name(imports.use(POLICY, "everything") if scope is None else _scope(scope))
            for role, scope in roles.items()
        }
        keywords: dict[str, Any] = {role: rows[role] for role in rows if is_name(role)}
        other = {role: rows[role] for role in rows if not is_name(role)}
        keywords |= {"**": other} if other else {}
        lines += statement(Call(f"{target}.allow", (action,), keywords))
    for grant in entity.permissions.fields:
        lines += statement(
            call(
                f"{target}.restrict_field",
                grant.field,
                read=None if grant.read is None else list(grant.read),
                write=None if grant.write is None else list(grant.write),
            )
        )
    return "\n".join([*imports.lines(), "", *lines]) + "\n"


def _scope(name: str) -> str:
    """The variable of a scope; a scope `all` or `class` must not hide Python's own."""
    return f"{name}_" if not is_name(name) else name
