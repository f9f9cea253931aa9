"""States and transitions."""

from __future__ import annotations

from generator.importers import labels
from generator.importers.emit.permissions import MANAGER
from generator.importers.emit.writing import Mapping, Writing
from generator.importers.model import Entity, Transition


def write(writing: Writing, entity: Entity, path: str) -> Mapping:
    """The mapping of a workflow; empty when there is none, or when it could never move."""
    if not entity.states:
        return {}
    names, languages = writing.names.states[entity.name], writing.model.languages
    steps = _steps(writing, entity)
    left = {source for step in steps for source in step.sources if source != step.target}
    states: Mapping = {}
    for state in entity.states:
        made: Mapping = labels.both(state.label or labels.of(state.name), state.name, languages)
        if state.color:
            made["color"] = state.color
        if state.final or state.name not in left:
            made["final"] = True
        states[names[state.name]] = made
        writing.carry(
            f"{path}.workflow.states.{names[state.name]}",
            "state",
            state.place,
            f"{entity.name}: {state.name}",
            "state",
        )
    transitions: Mapping = {}
    for step in steps:
        _add(writing, entity, path, step, transitions)
    transitions = {name: each[0] if len(each) == 1 else each for name, each in transitions.items()}
    unreached = _unreached(entity, steps)
    start: Mapping = {}
    if unreached:
        start["initial"] = [names[entity.states[0].name], *(names[one] for one in unreached)]
        for name in unreached:
            writing.report.changed(
                "state",
                entity.place,
                f"{entity.name}: {name}",
                "no transition leads to it",
                "records may begin there, by a rule of the code only",
            )
    return {**start, "states": states, "transitions": transitions}


def _steps(writing: Writing, entity: Entity) -> list[Transition]:
    known = {state.name for state in entity.states}
    steps = []
    for step in entity.transitions:
        sources = [source for source in step.sources if source in known]
        if not sources or step.target not in known:
            writing.report.lost(
                "transition",
                step.place,
                f"{entity.name}: {step.name}",
                f"{', '.join(step.sources)} → {step.target}",
                "a state of it is not declared",
                "declare the state",
            )
            continue
        steps.append(step)
    return steps


def _unreached(entity: Entity, steps: list[Transition]) -> list[str]:
    reached = {entity.states[0].name}
    waiting = list(reached)
    extra: list[str] = []
    while True:
        while waiting:
            here = waiting.pop()
            for step in steps:
                if here in step.sources and step.target not in reached:
                    reached.add(step.target)
                    waiting.append(step.target)
        rest = [state.name for state in entity.states if state.name not in reached]
        if not rest:
            return extra
        extra.append(rest[0])
        reached.add(rest[0])
        waiting.append(rest[0])


def _add(
    writing: Writing, entity: Entity, path: str, step: Transition, transitions: Mapping
) -> None:
    names, languages = writing.names.states[entity.name], writing.model.languages
    ours = writing.names.transitions[entity.name][step.name]
    place = f"{path}.workflow.transitions.{ours}"
    writing.carry(
        place,
        "transition",
        step.place,
        f"{entity.name}: {step.name}",
        f"{', '.join(step.sources)} → {step.target}",
    )
    roles = [writing.names.roles.get(role, role) for role in step.roles] or [MANAGER]
    made: Mapping = {
        "from": [names[source] for source in step.sources],
        "to": names[step.target],
        "by": list(dict.fromkeys(roles)),
    }
    if step.condition:
        name = f"{entity.name}: {step.name}"
        text = writing.condition(
            entity, f"{place}.when", "workflow condition", step.condition, step.place, name
        )
        if text and text not in ("true", "false"):
            made["when"] = text
        elif text == "false":
            # It never holds: nobody takes this step by hand.
            made["by"] = ["system"]
            writing.report.changed(
                "workflow condition",
                step.place,
                name,
                step.condition.source,
                "it never holds; only a hook takes the step",
            )
    if step.not_creator:
        made["not"] = ["creator"]
    if step.danger:
        made["danger"] = True
    made["label"] = labels.both(step.label or labels.of(step.name), step.name, languages)
    _place(transitions, ours, made)


def _place(transitions: Mapping, name: str, made: Mapping) -> None:
    """Beside the mappings of its name; under a name of its own when one of them starts in the same state."""
    here, number = name, 1
    while True:
        mappings = transitions.setdefault(here, [])
        for other in mappings:
            if all(other.get(key) == made.get(key) for key in ("from", "to", "when", "not")):
                other["by"] = list(dict.fromkeys([*other["by"], *made["by"]]))
                return
        if not any(set(other["from"]) & set(made["from"]) for other in mappings):
            for other in mappings:
                if all(other.get(key) == made.get(key) for key in ("to", "by", "when", "not")):
                    other["from"] += made["from"]
                    return
            mappings.append(made)
            return
        number += 1
        here = f"{name[:36]}_{number}"
