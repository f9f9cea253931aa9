"""Workflows: states, transitions with their approvals, clocks."""

from __future__ import annotations

from generator import plan
from generator.nodes import ListNode, MapNode, ScalarNode
from generator.resolve.common import (
    expression_of,
    grants_of,
    labels_of,
    mappings,
    optional_labels_of,
    texts_of,
)
from generator.symbols import EntitySymbol, Symbols, TransitionSymbol


def resolve_workflow(symbols: Symbols, entity: EntitySymbol) -> plan.Workflow:
    node = entity.node.mapping("workflow")
    return plan.Workflow(
        initial=entity.initial,
        begins=entity.beginnings[1:],
        states=tuple(
            plan.State(
                name=name,
                labels=labels_of(symbols, state),
                final=state.flag("final"),
                color=state.text("color"),
                was=state.text("was"),
                help=optional_labels_of(symbols, state, "help"),
                caution=optional_labels_of(symbols, state, "caution"),
                rest=state.flag("rest"),
            )
            for name, state in entity.states.items()
        ),
        transitions=tuple(_transition(symbols, each) for each in entity.all_transitions),
        clocks=tuple(_clock(entry.key, clock) for entry, clock in mappings(node.mapping("sla"))),
    )


def _transition(symbols: Symbols, transition: TransitionSymbol) -> plan.Transition:
    node = transition.node
    return plan.Transition(
        name=transition.name,
        labels=labels_of(symbols, node.mapping("label")),
        sources=texts_of(node, "from"),
        target=transition.target,
        by=grants_of(node.get("by")),
        asks=texts_of(node, "asks"),
        needs=texts_of(node, "needs"),
        note=node.text("note"),
        when=expression_of(symbols, node.get("when")),
        message=optional_labels_of(symbols, node, "message"),
        approve=_approval(node),
        exclude=texts_of(node, "not"),
        was=node.text("was"),
        help=optional_labels_of(symbols, node, "help"),
        caution=optional_labels_of(symbols, node, "caution"),
        danger=node.flag("danger"),
    )


def _approval(transition: MapNode) -> plan.Approval | None:
    if "approve" not in transition:
        return None
    node = transition.mapping("approve")
    return plan.Approval(
        need=node.number("need") or 1,
        of=texts_of(node, "of"),
        exclude=texts_of(node, "not"),
        reset_on=texts_of(node, "reset_on"),
    )


def _clock(name: str, node: MapNode) -> plan.Clock:
    minutes, by = _minutes(node)
    calendar = node.text("calendar") or "working"
    target = node.text("target")
    return plan.Clock(
        name=name,
        start=texts_of(node, "start"),
        stop=texts_of(node, "stop"),
        pause=texts_of(node, "pause"),
        minutes=minutes,
        minutes_by=by,
        target=tuple(target.split(".")) if target else None,
        calendar=calendar if calendar in ("working", "always") else tuple(calendar.split(".")),
        due=node.text("due"),
        status=node.text("status"),
        escalate={
            int(entry.key): tuple(
                item.text for item in entry.node.items if isinstance(item, ScalarNode)
            )
            for entry in node.mapping("escalate")
            if isinstance(entry.node, ListNode)
        },
    )


def _minutes(node: MapNode) -> tuple[dict[str, int] | None, str | None]:
    given = node.get("minutes")
    if isinstance(given, MapNode):
        return {e.key: given.number(e.key) or 0 for e in given}, node.text("by") or "priority"
    if isinstance(given, ScalarNode):
        return {"": int(given.text)}, None
    return None, None
