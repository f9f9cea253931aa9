"""May this person take this step now? One question for the button and for the act, answered with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, cast

from .. import registry
from ..errors import AppError, BadRequest, Forbidden, InvalidState, Message, RuleViolation, message
from ..writing.approvals import History
from ..writing.validation import holds, own_fields
from ..writing.write import one_of
from .decision import Reason

if TYPE_CHECKING:
    from ..context import Actor, Context
    from ..entity import Entity
    from ..field import Label
    from ..registry import EntityEntry
    from ..workflow import Transition, Workflow

Kind = Literal["right", "rule"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Allowed, or why not. `kind` says whether the right is missing or a rule of the record's refuses."""

    transition: Transition
    allowed: bool
    reason: Message | None = None
    kind: Kind = "right"
    code: str = "forbidden"
    parts: tuple[Reason, ...] = ()
    """The questions that led here, as they were asked and answered: what `dougong explain` prints."""

    def error(self) -> AppError:
        """The refusal as the error that every channel understands."""
        told = cast("Message", self.reason)
        refusal = RuleViolation if self.kind == "rule" else Forbidden
        return refusal(told, code=self.code)


@dataclass(frozen=True, slots=True)
class Available:
    """A button or a refusal. `votes` of `need` are in when the step needs several people."""

    verdict: Verdict
    votes: int = 0
    need: int = 0
    may_reject: bool = False

    @property
    def transition(self) -> Transition:
        return self.verdict.transition

    @property
    def name(self) -> str:
        return self.transition.name

    @property
    def label(self) -> Label:
        return self.transition.label

    @property
    def allowed(self) -> bool:
        return self.verdict.allowed

    @property
    def reason(self) -> Message | None:
        return self.verdict.reason

    @property
    def asks(self) -> tuple[str, ...]:
        return self.transition.asks

    @property
    def needs(self) -> tuple[str, ...]:
        return self.transition.needs

    @property
    def note(self) -> str | None:
        return self.transition.note

    def error(self) -> AppError:
        """Why it was refused, as the act itself would refuse it."""
        return self.verdict.error()


def available(ctx: Context, record: Any) -> list[Available]:
    """One entry for every transition that leaves the record's state."""
    entry = registry.current().entity(type(record))
    if entry.workflow is None or record.deleted_at is not None:
        return []
    history = History(ctx, record)
    found = []
    for name in entry.workflow.transitions:
        mapping = entry.workflow.from_state(name, record.state)
        if mapping is None:
            continue
        verdict = right(ctx, entry, record, mapping, history)
        # A guard on what the dialog asks for cannot be judged before it is filled in.
        if (
            verdict.allowed
            and mapping.when
            and not _reads(entry.entity, mapping, (*mapping.asks, *mapping.needs))
        ):
            verdict = guard(ctx, entry, record, mapping)
        approve = mapping.approve
        found.append(
            Available(
                verdict,
                len(history.votes(name)) if approve else 0,
                approve.need if approve else 0,
                may_reject(ctx, entry, record, mapping, history).allowed,
            )
        )
    return found


def choose(entry: EntityEntry, record: Any, name: str) -> Transition:
    """The mapping of `name` that leaves the record's state. Raises BadRequest or InvalidState."""
    workflow = entry.workflow
    if workflow is None or name not in workflow.transitions:
        names = workflow.transitions if workflow else ()
        raise BadRequest(
            message(
                zh=f"没有操作 {name!r}",
                en=f"There is no transition {name!r}{one_of(names, name) or '.'}",
            ),
            code="unknown_transition",
        )
    mapping = workflow.from_state(name, record.state)
    if mapping is None:
        raise InvalidState(wrong_state(workflow, name, record.state))
    return mapping


def wrong_state(workflow: Workflow[Any, Any], name: str, state: str) -> Message:
    """`Cannot Close while Draft; it must be Open or Assigned.`"""
    mappings = workflow.transitions[name]
    label = mappings[0].label
    sources = [workflow.states[s].label for mapping in mappings for s in mapping.sources]
    here = workflow.states[state].label
    return message(
        zh=f"当前为“{here.in_language('zh')}”，不能“{label.in_language('zh')}”；"
        f"须为{'、'.join(s.in_language('zh') for s in sources)}",
        en=f"Cannot {label.in_language('en')} while {here.in_language('en')}; "
        f"it must be {' or '.join(s.in_language('en') for s in sources)}.",
    )


def right(
    ctx: Context, entry: EntityEntry, record: Any, mapping: Transition, history: History
) -> Verdict:
    """Role, rows, separation of duties, approvals: everything but the guard."""
    approve = mapping.approve
    if ctx.trusted:
        if approve is not None:
            return _refuse(mapping, message(zh="须由人员审批", en="People have to approve this."))
        # What he may not do himself, the system does not do for him either.
        return _duties(ctx, entry, record, mapping, history)
    lacking = ctx.actor.lacks(entry.entity.key(), f"transition.{mapping.name}")
    if lacking is not None:
        return _refuse(mapping, lacking, code="client_scope", parts=(Reason(lacking, False),))
    allowed = dict(mapping.by)
    if approve is not None:
        allowed = {
            **dict.fromkeys(approve.of),
            **{r: s for r, s in allowed.items() if r in approve.of},
        }
    asked = [_role(ctx, entry, role, scope, record) for role, scope in allowed.items()]
    parts = tuple(part for _, part in asked)
    answers = [answer for answer, _ in asked]
    if not any(answer != "not held" for answer in answers):
        return _refuse(mapping, _who_may(allowed), parts=parts)
    if all(answer in ("not held", "separated") for answer in answers):
        return _refuse(
            mapping,
            message(
                zh="您同时担任互斥的岗位，不能执行此操作",
                en="You hold two roles that must be separate; this step is not yours to take.",
            ),
            code="separation",
            parts=parts,
        )
    if "covers" not in answers:
        return _refuse(
            mapping,
            message(
                zh="此记录不在您的职责范围内",
                en="This record is outside your area of responsibility.",
            ),
            code="scope",
            parts=parts,
        )
    duties = _duties(ctx, entry, record, mapping, history)
    told = duties.reason or message(zh="职责分离：无冲突", en="separate duties: no conflict")
    return replace(duties, parts=(*parts, Reason(told, duties.allowed)))


def _role(
    ctx: Context, entry: EntityEntry, role: str, scope: str | None, record: Entity
) -> tuple[Literal["not held", "separated", "outside", "covers"], Reason]:
    """What one role of the step's grants means for this person and record, and the line that says so."""
    actor = ctx.actor
    rows = (
        (f"：范围 {scope}", f" on the rows {scope}") if scope else ("", " on the rows it may read")
    )
    if role not in actor.roles:
        told = Reason.of(False, zh=f"角色 {role}：您没有", en=f"role {role}: not yours", role=role)
        return "not held", told
    if _is_separated(actor, role):
        told = Reason.of(
            False,
            zh=f"角色 {role}：与您的另一角色互斥",
            en=f"role {role}: must be separate from another one of yours",
            role=role,
        )
        return "separated", told
    covers = _covers(ctx, entry, role, scope, record)
    told = Reason.of(
        covers,
        zh=f"角色 {role}{rows[0]}",
        en=f"role {role}{rows[1]}",
        role=role,
        scope=scope or "",
    )
    return ("covers" if covers else "outside"), told


def _duties(
    ctx: Context, entry: EntityEntry, record: Any, mapping: Transition, history: History
) -> Verdict:
    """Maker, checker, approver: what one person may not do twice on one record."""
    person = ctx.person_id
    if person is None:
        return Verdict(mapping, True)
    excluded = {*mapping.exclude, *(mapping.approve.exclude if mapping.approve else ())}
    if "creator" in excluded and record.created_by_id == person:
        told = message(
            zh="不能由创建人本人执行", en="The person who created it may not take this step."
        )
        return _refuse(mapping, told, code="separation")
    for other in _apart(entry, mapping, excluded - {"creator"}):
        if person in history.actors(other):
            return _refuse(mapping, _did_before(entry, other), code="separation")
    if mapping.approve is not None and person in history.votes(mapping.name):
        missing = mapping.approve.need - len(history.votes(mapping.name))
        return _refuse(
            mapping,
            message(
                zh=f"您已同意，还需 {missing} 人审批",
                en=f"You have approved; {missing} more {'is' if missing == 1 else 'are'} needed.",
            ),
            code="voted",
        )
    return Verdict(mapping, True)


def _apart(entry: EntityEntry, mapping: Transition, excluded: set[str]) -> list[str]:
    """The steps that whoever takes this one must not have taken: `not: actor_of(…)`, then `separate:`."""
    mine = sorted(rule.removeprefix("actor_of(").removesuffix(")") for rule in excluded)
    pairs = registry.current().separated_transitions(entry.entity)
    return mine + [
        other for pair in pairs for this, other in (pair, pair[::-1]) if this == mapping.name
    ]


def may_reject(
    ctx: Context, entry: EntityEntry, record: Any, mapping: Transition, history: History
) -> Verdict:
    """Whether the person may refuse what is being approved: an approver may, also after his own vote."""
    if mapping.approve is None:
        return _refuse(mapping, message(zh="此操作无需审批", en="This step needs no approval."))
    verdict = right(ctx, entry, record, mapping, history)
    return Verdict(mapping, True) if verdict.code == "voted" else verdict


def guard(ctx: Context, entry: EntityEntry, record: Any, mapping: Transition) -> Verdict:
    """The `when` of the schema, on the record as it is now."""
    rule = mapping.when
    if rule is None:
        return Verdict(mapping, True)
    if rule.custom:
        function = registry.current().custom_function("guard", entry.entity.meta.name, rule.custom)
        passed = bool(function(record, ctx))
    else:
        passed = holds(rule, record, ctx.actor)
    if passed:
        return Verdict(mapping, True)
    told = mapping.message or message(
        zh=f"不满足条件：{rule.source}", en=f"A condition is not met: {rule.source}."
    )
    return Verdict(mapping, False, told, "rule", "when")


def _reads(entity: type[Entity], mapping: Transition, names: Iterable[str]) -> bool:
    if mapping.when is None:
        return False
    return bool(set(own_fields(mapping.when.tree)) & _following(entity, names))


def _following(entity: type[Entity], names: Iterable[str]) -> set[str]:
    """The fields and all that is looked up and computed from them."""
    found = set(names)
    known = 0
    while known != len(found):
        known = len(found)
        for name, field in entity.fields().items():
            reads = set(own_fields(field.formula.tree)) if field.formula else set()
            if field.lookup:
                reads.add(field.lookup[0])
            if reads & found:
                found.add(name)
    return found


def _covers(ctx: Context, entry: EntityEntry, role: str, scope: str | None, record: Entity) -> bool:
    """Whether the record is among the rows that the grant to this role means."""
    policy = entry.policy
    if scope is not None:
        named = policy.scope(scope)
        return named is not None and policy.covers(ctx.actor, named, record, ctx.session)
    # A role without a scope takes the step on the rows that this role may read.
    readable = policy.grants("read")
    return role in readable and policy.covers(ctx.actor, readable[role], record, ctx.session)


def _is_separated(actor: Actor, role: str) -> bool:
    """Refused at the grant already; refused again here, should somebody hold both."""
    return any(
        role in pair and set(pair) <= actor.roles for pair in registry.current().separated_roles()
    )


def _refuse(
    mapping: Transition,
    reason: Message,
    *,
    code: str = "forbidden",
    parts: tuple[Reason, ...] = (),
) -> Verdict:
    return Verdict(mapping, False, reason, "right", code, parts)


def _who_may(allowed: Iterable[str]) -> Message:
    known = registry.current()
    labels = [role.label for name in allowed if (role := known.role(name)) is not None]
    if not labels:
        return message(zh="此操作只由系统执行", en="Only the system takes this step.")
    return message(
        zh=f"此操作限：{'、'.join(label.in_language('zh') for label in labels)}",
        en=f"This step is for: {', '.join(label.in_language('en') for label in labels)}.",
    )


def _did_before(entry: EntityEntry, name: str) -> Message:
    workflow = cast("Workflow[Any, Any]", entry.workflow)
    label = workflow.transitions[name][0].label
    return message(
        zh=f"您已执行“{label.in_language('zh')}”，此操作须换人",
        en=f"You did “{label.in_language('en')}”; somebody else has to take this step.",
    )
