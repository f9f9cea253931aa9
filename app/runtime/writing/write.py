"""One write of one record while it is under way: what was, what is asked, what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import inspect, update
from sqlalchemy.orm.attributes import set_committed_value

from .. import field_types
from ..context import Operation
from ..errors import FieldError, Message, ValidationFailed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session
    from sqlalchemy.sql import ColumnElement

    from ..context import Context
    from ..entity import Entity
    from ..field import Field
    from ..hooks import Hook
    from ..registry import EntityEntry
    from ..workflow import Transition


@dataclass(slots=True)
class Write:
    """`before` and `given` are by field name; `prefix` places errors of a child: `parts.2.`."""

    ctx: Context
    entry: EntityEntry
    action: str
    record: Any
    before: dict[str, Any] = field(default_factory=dict)
    given: dict[str, Any] = field(default_factory=dict)
    errors: list[FieldError] = field(default_factory=list)
    children: list[Any] = field(default_factory=list)
    transition: Transition | None = None
    note: str = ""
    prefix: str = ""
    owner: tuple[str, Any] | None = None
    """Of a nested child: its ref field and the parent record, whose own write refreshes the aggregates."""
    touched: set[str] = field(default_factory=set)
    """Fields that hooks set on the stored record."""
    initial: str = ""
    """The state that a new record began in; a hook may have moved it on since."""
    followed: list[dict[str, Any]] = field(default_factory=list)
    """Audit rows of what its hooks did; they stand after its own."""

    @property
    def session(self) -> Session:
        return self.ctx.session

    @property
    def entity(self) -> type[Entity]:
        return self.entry.entity

    @property
    def fields(self) -> Mapping[str, Field]:
        return self.entity.fields()

    @property
    def key(self) -> str:
        return self.entity.key()

    @property
    def creating(self) -> bool:
        return self.action == "create"

    # -- values -----------------------------------------------------------------------------------

    def value(self, name: str) -> Any:
        return value_of(self.record, self.fields[name])

    def assign(self, name: str, value: Any) -> None:
        """Set a field; a ref forgets the record that it pointed to, so that paths read the new one."""
        target = self.fields[name]
        column = field_types.column_name(target)
        if getattr(self.record, column) == value:
            return
        setattr(self.record, column, value)
        if target.type == "ref":
            forget(self.record, name)

    def changed(self) -> set[str]:
        """Names of the fields whose value is not what it was."""
        return {
            name
            for name, value in self.snapshot().items()
            if name not in self.before or self.before[name] != value
        }

    def changes(self) -> dict[str, tuple[Any, Any]]:
        after = self.snapshot()
        return {
            name: (self.before.get(name), value)
            for name, value in after.items()
            if self.before.get(name) != value
        }

    def snapshot(self) -> dict[str, Any]:
        return snapshot(self.record, also=self.given)

    # -- problems ---------------------------------------------------------------------------------

    def wrong(self, name: str, code: str, told: Message) -> None:
        self.errors.append(FieldError(f"{self.prefix}{name}", code, told))

    def has_error(self, name: str) -> bool:
        return any(error.field == f"{self.prefix}{name}" for error in self.errors)

    def all_errors(self) -> list[FieldError]:
        return self.errors + [error for child in self.children for error in child.all_errors()]

    def raise_errors(self) -> None:
        if errors := self.all_errors():
            raise ValidationFailed(errors)

    # -- for hooks --------------------------------------------------------------------------------

    def hook_context(self, *, checking: bool = False) -> Context:
        return self.ctx.within(
            Operation(
                action=self.action,
                changes=self.changes(),
                transition=self.transition.name if self.transition else None,
                note=self.note,
                checking=checking,
                given=frozenset(self.given),
                nested=self.ctx.in_hook,
            )
        )

    def hooks(self, phase: str) -> list[Hook]:
        """The hooks of `on` or `after` for what is being done."""
        name = self.transition.name if self.transition else None
        return self.entry.hooks.of(f"{phase}_{self.action}", name)

    # -- the database -----------------------------------------------------------------------------

    def flush(self, *guards: ColumnElement[bool]) -> bool:
        """Send what is pending on an existing record as one UPDATE; False when a guard does not hold."""
        pending = pending_columns(self.record)
        if not pending:
            self._settle()
            return True
        entity = self.entity
        result = self.session.execute(
            update(entity)
            .where(entity.id == self.record.id, *guards)
            .values(pending)
            .execution_options(synchronize_session=False)
        )
        if result.rowcount != 1:  # type: ignore[attr-defined]
            return False
        for name, value in pending.items():
            set_committed_value(self.record, name, value)
        self._settle()
        return True

    def _settle(self) -> None:
        """Where nothing is left to write, the unit of work need not go and look for it."""
        state = inspect(self.record)
        if not any(state.attrs[name].history.has_changes() for name in state.committed_state):
            state._commit_all(state.dict, self.session.identity_map)


def value_of(record: Any, field: Field) -> Any:
    """The stored value: an id for a ref, a sorted list of ids for refs (their order says nothing)."""
    if field.type == "refs":
        return sorted(target.id for target in getattr(record, field.name))
    return getattr(record, field_types.column_name(field))


def snapshot(record: Any, *, also: Iterable[str] = ()) -> dict[str, Any]:
    """field → value. Lists of refs live in their own table: only those named in `also` are looked at."""
    entity: type[Entity] = type(record)
    plain, lists = _attributes(entity)
    known = record.__dict__
    if inspect(record).key is None:
        # Not in the database: what was not set is not there to be read.
        found = {name: known.get(column) for name, column in plain}
    else:
        found = {
            name: known[column] if column in known else getattr(record, column)
            for name, column in plain
        }
    if not lists or not also:
        return found
    found.update({name: value_of(record, entity.fields()[name]) for name in lists if name in also})
    # In the order of the schema, as the history shows them.
    return {name: found[name] for name in entity.fields() if name in found}


@cache
def _attributes(entity: type[Entity]) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """(field, mapped attribute) of what stands in the row, and the names of the lists of refs."""
    fields = entity.fields()
    plain = tuple(
        (name, field_types.column_name(field))
        for name, field in fields.items()
        if field.type != "refs"
    )
    return plain, tuple(name for name, field in fields.items() if field.type == "refs")


def know(record: Any) -> None:
    """A row that was just inserted holds nothing in the fields that nobody set: need not be looked for each time."""
    state, entity = inspect(record), cast("type[Entity]", type(record))
    for _name, column in _attributes(entity)[0]:
        if column not in state.dict and column not in state.expired_attributes:
            set_committed_value(record, column, None)


def forget(record: Any, *names: str) -> None:
    """Let a relationship be loaded again."""
    state = inspect(record)
    for name in names:
        if name not in state.mapper.relationships:
            continue
        if state.persistent:
            state.session.expire(record, [name])
        else:
            state.dict.pop(name, None)


def pending_columns(record: Any) -> dict[str, Any]:
    """Mapped attribute → value of the columns that differ from what the database holds."""
    state = inspect(record)
    columns = state.mapper.column_attrs
    # Only what was set since it was read has a former value to differ from.
    return {
        name: state.dict.get(name)
        for name in state.committed_state
        if name in columns and state.attrs[name].history.has_changes()
    }


def one_of(names: Iterable[str], wanted: str) -> str:
    """`; did you mean 'summary'?` or nothing."""
    import difflib

    close = difflib.get_close_matches(wanted, list(names), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
