"""A workflow as text, DOT, Mermaid or SVG."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.manual import figure
from generator.plan import Entity, Labels, Plan, Transition, Workflow


def draw(plan: Plan, entity: Entity, kind: str, language: str) -> str:
    """`kind`: text, dot, mermaid or svg (the flow chart of the manual). ValueError: the entity has no workflow."""
    if entity.workflow is None:
        raise ValueError(f"{entity.name} has no workflow")
    if kind == "svg":
        return figure.draw(plan, entity, language)
    return _WRITERS[kind](entity, entity.workflow, language)


def _label(labels: Labels, language: str) -> str:
    return labels.get(language) or next(iter(labels.values()))


def _arrows(workflow: Workflow, language: str) -> Iterator[tuple[str, str, str]]:
    """(source, target, label) of every arrow; the label says who may take it and on what condition."""
    for transition in workflow.transitions:
        for source in transition.sources:
            yield source, transition.target, _arrow_label(transition, language)


def _arrow_label(transition: Transition, language: str) -> str:
    text = _label(transition.labels, language)
    roles = ", ".join(transition.approve.of if transition.approve else transition.by)
    text += f" ({roles})"
    if transition.approve:
        text += f" ×{transition.approve.need}"
    if transition.when:
        text += f" [{transition.when.source}]"
    return text


def _text(entity: Entity, workflow: Workflow, language: str) -> str:
    """One block a state, one arrow a line."""
    lines = [f"{_label(entity.labels, language)} {entity.name}"]
    arrows = list(_arrows(workflow, language))
    names = {state.name: _label(state.labels, language) for state in workflow.states}
    for state in workflow.states:
        mark = "▶" if state.name in workflow.beginnings else "■" if state.final else "●"
        lines.append(f"{mark} {names[state.name]} {state.name}")
        for source, target, label in arrows:
            if source == state.name:
                lines.append(f"   └─ {label} → {names[target]} {target}")
    return "\n".join(lines)


def _dot(entity: Entity, workflow: Workflow, language: str) -> str:
    lines = [
        f"digraph {_quoted(entity.name)} {{",
        "  rankdir=LR; charset=utf8;",
        '  node [shape=box, style="rounded,filled", fillcolor=white, fontname="Noto Sans CJK SC"];',
        '  edge [fontname="Noto Sans CJK SC", fontsize=10];',
        '  "" [shape=point];',
        *(f'  "" -> {_quoted(one)};' for one in workflow.beginnings),
    ]
    for state in workflow.states:
        border = ", peripheries=2" if state.final else ""
        label = _quoted(f"{_label(state.labels, language)}\n{state.name}")
        lines.append(f"  {_quoted(state.name)} [label={label}{border}];")
    for source, target, label in _arrows(workflow, language):
        lines.append(f"  {_quoted(source)} -> {_quoted(target)} [label={_quoted(label)}];")
    return "\n".join([*lines, "}"])


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _mermaid(entity: Entity, workflow: Workflow, language: str) -> str:
    lines = ["stateDiagram-v2", *(f"  [*] --> {one}" for one in workflow.beginnings)]
    for state in workflow.states:
        lines.append(f"  {state.name} : {_plain(_label(state.labels, language))}")
        if state.final:
            lines.append(f"  {state.name} --> [*]")
    for source, target, label in _arrows(workflow, language):
        lines.append(f"  {source} --> {target} : {_plain(label)}")
    return "\n".join(lines)


def _plain(text: str) -> str:
    """Mermaid ends a label at these."""
    return text.replace(":", "：").replace(";", "；").replace("\n", " ")


_WRITERS: dict[str, Callable[[Entity, Workflow, str], str]] = {
    "text": _text,
    "dot": _dot,
    "mermaid": _mermaid,
}
