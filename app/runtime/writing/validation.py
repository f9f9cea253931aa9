"""May these values be written? Every problem of a write is collected before anything is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from .. import field_types
from ..errors import Message, message
from ..expression import Expression
from ..privacy.mask import is_mask
from ..values import ValueProblem, is_empty
from .write import Write, one_of

if TYPE_CHECKING:
    from ..context import Actor
    from ..entity import Entity
    from ..field import Field

REQUIRED = message(zh="必填", en="This is required.")
READONLY = message(zh="此字段不可修改", en="This field cannot be changed.")
COMPUTED = message(zh="此字段由系统填写", en="The system fills this field.")
NOT_YOURS = message(zh="您无权修改此字段", en="You may not write this field.")
HIDDEN = message(zh="此字段当前不适用", en="This field does not apply here.")
NO_STATE = message(zh="没有这个状态", en="There is no such state.")
NOT_ASKED = message(zh="此操作不填写这个字段", en="This step does not ask for this field.")


def holds(condition: bool | Expression, record: Any, actor: Actor) -> bool:
    """A condition of the schema on a record; True and False stand for themselves."""
    if isinstance(condition, bool):
        return condition
    return bool(condition.python(record, actor))


def _is_in_sight(write: Write, name: str) -> bool:
    """A field that the actor may neither read nor write is, to him, not there."""
    if write.ctx.trusted:
        return True
    policy, actor = write.entry.policy, write.ctx.judge
    action = "create" if write.creating else "update"
    return policy.readable(actor, name) or policy.writable(actor, name, action)


def no_such_field(entity: type[Entity], name: str, known: Iterable[str] | None = None) -> Message:
    """Which field was probably meant; `known`: of these, not of all that there are."""
    fields = entity.fields() if known is None else known
    close = one_of([*fields, *(child.name for child in entity.meta.children)], name)
    return message(zh=f"没有字段 {name!r}", en=f"There is no field {name!r}{close or '.'}")


def take(write: Write, values: Mapping[str, Any], *, asks: tuple[str, ...] | None = None) -> None:
    """Parse what was given into `write.given`. `asks`: the only fields that a transition takes."""
    trusted = write.ctx.trusted
    for name, raw in values.items():
        field = write.fields.get(name)
        if field is None or not (name in (asks or ()) or _is_in_sight(write, name)):
            known = (one for one in write.fields if _is_in_sight(write, one))
            write.wrong(name, "unknown", no_such_field(write.entity, name, known))
            continue
        if asks is not None and name not in asks and not trusted:
            write.wrong(name, "not_asked", NOT_ASKED)
            continue
        if _is_filled_by_system(write, field):
            write.wrong(name, "readonly", COMPUTED)
            continue
        if asks is None and not trusted and not _may_write(write, field):
            continue
        if _is_untouched(write, field, raw):
            # The masked text came back from a form or a program: the value stays.
            continue
        if field.type == "state" and not _is_state(write, raw):
            write.wrong(name, "choice", NO_STATE)
            continue
        try:
            value = field_types.parse(field, raw)
            write.given[name] = sorted(value) if field.type == "refs" else value
        except ValueProblem as found:
            write.wrong(name, found.code, found.message)


def _is_untouched(write: Write, field: Field, raw: Any) -> bool:
    if write.creating or not field.is_sensitive:
        return False
    return is_mask(field, raw, getattr(write.record, field_types.column_name(field)))


def _is_filled_by_system(write: Write, field: Field) -> bool:
    """Computed fields take no value from anybody. The system may continue an old number or state at creation."""
    if not field.is_computed:
        return False
    imported = field.type in ("number", "state") and field.formula is None
    return not (write.ctx.trusted and write.creating and imported)


def _is_state(write: Write, raw: Any) -> bool:
    workflow = write.entry.workflow
    return workflow is not None and isinstance(raw, str) and raw in workflow.states


def _may_write(write: Write, field: Field) -> bool:
    if field.readonly is True:
        write.wrong(field.name, "readonly", READONLY)
        return False
    return True


def respect_masks(write: Write) -> None:
    """A field that none of the roles that grant this row may write is refused.

    Asked of the row as it is: who brings a record into another role's rows writes there by that role's
    rules from then on, not with the same stroke.
    """
    policy, actor = write.entry.policy, write.ctx.judge
    if write.ctx.trusted or not any(policy.is_restricted(name, "write") for name in write.given):
        return
    mine = policy.fields_on(actor, write.record, write.session, use="write", action="update")
    for name in list(write.given):
        if name not in mine:
            write.given.pop(name)
            write.wrong(name, "forbidden", NOT_YOURS)


def fixed_fields(write: Write) -> set[str]:
    """Fields whose `readonly` condition holds on the record as it is now."""
    if write.ctx.trusted:
        return set()
    return {
        name
        for name in write.given
        if isinstance(write.fields[name].readonly, Expression)
        and holds(write.fields[name].readonly, write.record, write.ctx.actor)
    }


def conditions(write: Write, fixed: set[str]) -> None:
    """Readonly, visible and required, on the record as it will be."""
    for name, field in write.fields.items():
        if write.has_error(name):
            continue
        changed = name in write.given and _differs(write, name)
        if changed and name in fixed:
            write.wrong(name, "readonly", READONLY)
            continue
        visible = field.visible is None or holds(field.visible, write.record, write.ctx.actor)
        if not visible:
            if changed and not write.ctx.trusted and not is_empty(write.given[name]):
                write.wrong(name, "hidden", HIDDEN)
            continue
        if _is_missing(write, field):
            write.wrong(name, "required", REQUIRED)


def _differs(write: Write, name: str) -> bool:
    return bool(write.given[name] != write.before.get(name))


def _is_missing(write: Write, field: Field) -> bool:
    if field.required is False or field.is_computed:
        return False
    if write.owner is not None and field.name == write.owner[0]:
        return False
    untouched = not write.creating and field.name not in write.given
    if field.type == "refs" and field.required is True and untouched:
        # It was not empty when it was made.
        return False
    return is_empty(write.value(field.name)) and holds(
        field.required, write.record, write.ctx.actor
    )


def needs(write: Write) -> None:
    """What a transition needs: fields that are not empty afterwards, and a note."""
    if write.transition is None:
        return
    for name in write.transition.needs:
        if not write.has_error(name) and is_empty(write.value(name)):
            write.wrong(name, "required", REQUIRED)
    if write.transition.note == "required" and not write.note.strip():
        write.wrong("note", "required", REQUIRED)


def checks(write: Write) -> None:
    """The checks of the schema; the generator wrote into each that a comparison with nothing passes."""
    for check in write.entity.meta.checks:
        if holds(check.test, write.record, write.ctx.actor):
            continue
        named = next((name for name in own_fields(check.test.tree) if name in write.fields), "")
        write.wrong(named or check.name, check.name, check.message)


def own_fields(tree: Any) -> list[str]:
    """Names of own fields that a tree reads, a path by its first ref; in order, each once."""
    found: list[str] = []

    def walk(node: Any) -> None:
        if not isinstance(node, list) or not node:
            return
        if node[0] == "field":
            found.append(str(node[1]))
        elif node[0] == "path":
            found.append(str(node[1][0]))
        elif node[0] not in ("lit", "user", "custom"):
            for part in node[1:]:
                walk(part)

    walk(tree)
    return list(dict.fromkeys(found))
