"""Rows of a file as calls of records: a chunk at a time, with the checks that a single write makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from .. import field_types, records, registry
from ..errors import AppError, FieldError, Forbidden, NotFound, ValidationFailed, message
from ..privacy.mask import is_mask
from ..values import Unfit, ValueProblem, is_empty
from ..writing.write import snapshot, value_of
from . import cells, columns, doubles, keys
from .plan import CREATE, UPSERT, Plan
from .refs import Finder
from .tables import CREATED, SAME, UPDATED

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity
    from ..field import Field


@dataclass(slots=True)
class Line:
    """A row on its way: `values` by field, as the write path takes them; `key` names its record."""

    number: int
    cells: Sequence[Any]
    values: dict[str, Any] = field(default_factory=dict)
    key: tuple[Any, ...] | None = None
    double: int | None = None
    """The earlier row that names the same record."""
    later: list[tuple[str, Finder, list[str]]] = field(default_factory=list)
    """Refs to records of the same kind that were not there: a row above may make them."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a row came to. `changes`: field → [before, after] as JSON, of an update."""

    state: str
    id: int
    version: int
    changes: Mapping[str, list[Any]] | None = None


class Acts:
    """Made for one chunk of rows; called inside the transaction, by the rights of `ctx`."""

    def __init__(
        self,
        ctx: Context,
        import_id: int,
        entity: type[Entity],
        plan: Plan,
        rows: Sequence[tuple[int, Sequence[Any]]],
    ) -> None:
        self.ctx, self.import_id, self.entity, self.plan = ctx, import_id, entity, plan
        self.policy = registry.current().entity(entity).policy
        self.fields = entity.fields()
        self.lines = [Line(number, found) for number, found in rows]
        self.targets: dict[int, Any] = {}

    def __call__(self) -> list[Callable[[], Written]]:
        self._read()
        known: dict[tuple[Any, ...], int] = {}
        if self.plan.mode != CREATE:
            wanted = [line.key for line in self.lines if line.key is not None]
            known = keys.find(self.ctx, self.entity, self.plan.key, wanted)
            self._load(id for id in known.values() if id != keys.SEVERAL)
        doubles.note(self.ctx, self.import_id, self.entity, self.plan, self.lines)
        return [self._act(line, known) for line in self.lines]

    # -- values ------------------------------------------------------------------------------------

    def _read(self) -> None:
        refs: list[tuple[str, Field, Finder, list[str]]] = []
        for place, chosen in self.plan.columns.items():
            name, _, how = chosen.partition(".")
            texts = [line.cells[place] if place < len(line.cells) else None for line in self.lines]
            known = self.fields.get(name)
            if known is not None and known.to:
                finder = Finder(self.ctx, self.entity, known, how or columns.AUTO)
                refs.append((name, known, finder, [cells.plain(one) for one in texts]))
                continue
            for line, cell in zip(self.lines, texts, strict=True):
                if cells.is_blank(cell):
                    continue
                if name == columns.ID:
                    line.values[name] = cells.narrow(cells.plain(cell)).removeprefix("#")
                elif known is not None:
                    line.values[name] = cells.value(known, cell)
        self._resolve(refs)
        for line in self.lines:
            line.key = self._key(line)

    def _resolve(self, refs: Sequence[tuple[str, Field, Finder, list[str]]]) -> None:
        """Every ref of every row; first those that hang on no other one."""
        found = {}
        for name, known, finder, texts in refs:
            many = known.type == "refs"
            parts = [cells.PARTS.split(text) if many else [text] for text in texts]
            asked = [[one.strip() for one in some if one.strip()] for some in parts]
            found[name] = (asked, finder.find(one for some in asked for one in some))
        for name, known, finder, _texts in sorted(refs, key=lambda one: len(one[2].shared)):
            asked, fitting = found[name]
            for line, wanted in zip(self.lines, asked, strict=True):
                if not wanted:
                    continue
                try:
                    ids = [finder.one(one, fitting.get(one, []), line.values) for one in wanted]
                except ValueProblem as problem:
                    line.values[name] = Unfit(problem)
                    if known.to == self.entity.meta.name:
                        line.later.append((name, finder, wanted))
                else:
                    line.values[name] = ids if known.type == "refs" else ids[0]

    def _look_again(self, line: Line) -> None:
        """For what rows above have made meanwhile: a department and its parent in one file."""
        for name, finder, wanted in line.later:
            fitting = finder.find(wanted)
            try:
                ids = [finder.one(one, fitting[one], line.values) for one in wanted]
            except ValueProblem:
                continue
            line.values[name] = ids if self.fields[name].type == "refs" else ids[0]

    def _key(self, line: Line) -> tuple[Any, ...] | None:
        """What names the row's record; None where a part is empty or cannot be read."""
        if self.plan.mode == CREATE:
            return None
        try:
            return keys.parse(self.entity, self.plan.key, line.values)
        except ValueProblem:
            return None

    def _load(self, ids: Any) -> None:
        """The records to be changed, by one statement: what they were is needed to take it back."""
        wanted = sorted(set(ids))
        records.lock(self.ctx, self.entity, wanted)
        entity: Any = self.entity
        statement = select(entity).where(entity.id.in_(wanted))
        self.targets = {one.id: one for one in self.ctx.session.scalars(statement)}

    # -- one row -----------------------------------------------------------------------------------

    def _act(self, line: Line, known: Mapping[tuple[Any, ...], int]) -> Callable[[], Written]:
        def act() -> Written:
            if line.double is not None:
                told = message(
                    zh=f"与第 {line.double} 行重复", en=f"The same as row {line.double}."
                )
                raise _wrong(self.plan.key[-1] if self.plan.key else "", "double", told)
            self._look_again(line)
            id = known.get(line.key) if line.key is not None else None
            if id == keys.SEVERAL:
                several = message(
                    zh="有多条这样的记录，请用 ID 识别",
                    en="There are several such records; name it by its id.",
                )
                raise _wrong(self.plan.key[-1], "several", several)
            if id is not None:
                return self._update(id, line)
            if self.plan.mode == CREATE or (self.plan.mode == UPSERT and self._is_new(line)):
                return self._create(line)
            raise self._not_named(line)

        return act

    def _is_new(self, line: Line) -> bool:
        """Whether no record can be meant: there is none of this key, or no id is given."""
        if self.plan.key == (columns.ID,):
            return columns.ID not in line.values
        return line.key is not None or self._computed_key_is_empty(line)

    def _computed_key_is_empty(self, line: Line) -> bool:
        return all(
            name not in line.values and self.fields[name].is_computed for name in self.plan.key
        )

    def _not_named(self, line: Line) -> AppError:
        name = self.plan.key[-1]
        for one in self.plan.key:
            value = line.values.get(one)
            if value is None:
                told = message(
                    zh="识别用的列不能为空", en="What names the record must not be empty."
                )
                return _wrong(one, "required", told)
            if isinstance(value, Unfit):
                return _wrong(one, value.problem.code, value.problem.message)
        if line.key is None:
            return _wrong(name, "type", message(zh="无法识别", en="This is not understood."))
        told = message(
            zh="没有这样的记录，或您无权导入",
            en="There is no such record, or it is not yours to import.",
        )
        return _wrong(name, "not_found", told)

    def _create(self, line: Line) -> Written:
        values = {
            name: value
            for name, value in line.values.items()
            if name != columns.ID and not self.fields[name].is_computed
        }
        record = records.create(self.ctx, self.entity, values, confirm=self._may_be_imported)
        return Written(CREATED, record.id, record.version)

    def _may_be_imported(self, record: Entity) -> None:
        """Outside his rows of `import` nothing stays, though he might create it there by hand."""
        may = self.policy.may(self.ctx.judge, "import", record, self.ctx.session)
        if may.reason is not None:
            raise Forbidden(may.reason)

    def _update(self, id: int, line: Line) -> Written:
        target = self.targets.get(id)
        if target is None:
            raise NotFound
        values = {
            name: value
            for name, value in line.values.items()
            if name not in self.plan.key
            and name != columns.ID
            and self._differs(target, name, value)
        }
        if not values:
            return Written(SAME, id, target.version)
        before = snapshot(target, also=values)
        record = records.update(self.ctx, self.entity, id, values)
        after = snapshot(record, also=values)
        changes = {
            name: [field_types.to_json(before[name]), field_types.to_json(after[name])]
            for name in values
            if before[name] != after[name]
        }
        return Written(UPDATED if changes else SAME, id, record.version, changes)

    def _differs(self, target: Any, name: str, value: Any) -> bool:
        """Whether a cell says anything else than what is stored; what cannot be read is told by the write path."""
        known = self.fields[name]
        if known.is_computed or is_mask(
            known, value, getattr(target, field_types.column_name(known))
        ):
            return False
        try:
            parsed = field_types.parse(known, value)
        except ValueProblem:
            return True
        stored = value_of(target, known)
        if known.type == "refs":
            return bool(sorted(parsed) != stored)
        both_empty = bool(is_empty(parsed) and is_empty(stored))
        return bool(parsed != stored) and not both_empty


def told(plan: Plan, entity: type[Entity], error: AppError) -> list[list[Any]]:
    """`[column or None, code, zh, en]` of everything that is wrong with a row."""
    found: list[list[Any]] = []
    fields = entity.fields()
    for one in error.errors or [FieldError("", error.code, error.message)]:
        first = one.field.partition(".")[0]
        place = plan.column_of(first) if first else None
        zh, en = (one.message.in_language(language) for language in ("zh", "en"))
        if place is None and first in fields:
            label = fields[first].label
            zh, en = f"{label.in_language('zh')}：{zh}", f"{label.in_language('en')}: {en}"
        found.append([place, one.code, zh, en])
    return found


def _wrong(name: str, code: str, told: Any) -> ValidationFailed:
    return ValidationFailed([FieldError(name, code, told)])


__all__ = ["Acts", "Line", "Written", "told"]
