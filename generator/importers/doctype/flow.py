"""Submission and workflows as states and transitions."""

from __future__ import annotations

from generator.importers import labels
from generator.importers.doctype import rights
from generator.importers.doctype.conditions import STATE, condition
from generator.importers.doctype.fields import color, label
from generator.importers.doctype.files import Found
from generator.importers.located import Table
from generator.importers.model import Entity, Model, State, Transition
from generator.importers.places import Place
from generator.importers.report import Report

_COLORS = {"0": "gray", "1": "green", "2": "red"}


def submission(entity: Entity, rows: list[Table], report: Report) -> dict[str, int]:
    """Draft → submitted → cancelled; gives state → docstatus."""
    place = entity.place
    entity.state_names = [STATE]
    entity.drafts = ["Draft"]
    entity.states = [
        State("Draft", place, {"zh": "草稿", "en": "Draft"}, "gray"),
        State("Submitted", place, {"zh": "已提交", "en": "Submitted"}, "green", final=True),
    ]
    submit = rights.steppers(rows, "submit") or ["system"]
    entity.transitions = [
        Transition("submit", ["Draft"], "Submitted", submit, place, {"zh": "提交", "en": "Submit"})
    ]
    cancel = rights.steppers(rows, "cancel")
    statuses = {"Draft": 0, "Submitted": 1, "Cancelled": 2}
    entity.states.append(
        State("Cancelled", place, {"zh": "已取消", "en": "Cancelled"}, "red", final=True)
    )
    entity.transitions.append(
        Transition(
            "cancel",
            ["Submitted"],
            "Cancelled",
            cancel or ["system"],
            place,
            {"zh": "取消", "en": "Cancel"},
            danger=True,
        )
    )
    if rights.steppers(rows, "amend"):
        report.lost(
            "amend",
            place,
            entity.name,
            "amend",
            "a cancelled record is not copied by the program",
            "enter it anew; `amended_from` can name the old one",
        )
    return statuses


def workflow(
    found: Found, entity: Entity, model: Model, texts: dict[str, str], report: Report
) -> dict[str, int]:
    """A Workflow document; gives state → docstatus."""
    table, name = found.table, found.table.text("workflow_name") or found.table.text("name")
    field_name = table.text("workflow_state_field") or "workflow_state"
    entity.state_names = [STATE, field_name, "workflow_state"]
    entity.states, entity.transitions, entity.drafts = [], [], []
    statuses: dict[str, int] = {}
    for row in table.rows("states"):
        state = row.text("state")
        if not state or state in statuses:
            continue
        status = row.text("doc_status") or "0"
        place = Place(found.file, row.at("state"))
        shade = color(row.text("style")) or _COLORS.get(status, "")
        entity.states.append(
            State(state, place, label(state, texts) or labels.of(state), shade, final=False)
        )
        statuses[state] = int(status) if status.isdigit() else 0
        for key, why in (
            ("allow_edit", "fields are closed by state, not by state and role"),
            ("update_field", "a step fills nothing by itself"),
            ("next_action_email_template", "who is told is said by hooks"),
            ("message", "the page of the record says what is next"),
        ):
            if row.text(key):
                what = f"{key}: {row.text(key)}" + (
                    f" = {row.text('update_value')}" if key == "update_field" else ""
                )
                todo = (
                    "write an on_transition hook"
                    if key == "update_field"
                    else "nothing to do, or `permissions: fields:`"
                )
                report.lost(
                    "workflow state",
                    Place(found.file, row.at(key)),
                    f"{name}: {state}",
                    what,
                    why,
                    todo,
                )
    drafts = [state for state, status in statuses.items() if status == 0]
    if len(drafts) < len(statuses):
        entity.drafts = drafts
    for row in table.rows("transitions"):
        _transition(row, found, entity, model, texts, statuses)
    for key in ("send_email_alert", "override_status", "enable_action_confirmation"):
        if table.flag(key):
            report.lost(
                "workflow", found.place(key), name, key, "there is no such setting", "nothing to do"
            )
    if len(entity.states) < 2 or not entity.transitions:
        report.lost(
            "workflow",
            found.place(),
            name,
            f"{len(entity.states)} states",
            "a workflow has two states and a transition",
        )
        entity.states, entity.transitions, entity.drafts, entity.state_names = [], [], [], []
        return {}
    return statuses


def _transition(
    row: Table,
    found: Found,
    entity: Entity,
    model: Model,
    texts: dict[str, str],
    statuses: dict[str, int],
) -> None:
    action, role = row.text("action"), row.text("allowed")
    if role:
        model.roles.setdefault(role, {})
    made = Transition(
        action or row.text("next_state"), [row.text("state")], row.text("next_state"), [role] if role else [],
        Place(found.file, row.at("action")), label(action, texts),
    )  # fmt: skip
    made.not_creator = "allow_self_approval" in row and not row.flag("allow_self_approval")
    made.danger = statuses.get(made.target) == 2
    given = row.text("condition")
    if given:
        made.condition = condition(given, entity, statuses, python=True)
    entity.transitions.append(made)
