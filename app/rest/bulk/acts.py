"""Each row of a bulk body as one call of records, with the checks that the single address makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from app.rest.bulk.asked import Asked
from app.rest.protocol import typed
from app.rest.protocol.call import LARGEST_ID
from app.runtime import filters, query, records
from app.runtime.errors import (
    AppError,
    FieldError,
    Message,
    RuleViolation,
    StaleRecord,
    ValidationFailed,
    message,
)
from app.runtime.query import natural
from app.runtime.values import ValueProblem

if TYPE_CHECKING:
    from app.rest.protocol.call import Call

Act = Callable[[], int]
NOTE = "note"


class VersionRequired(AppError):
    """428: a changed row must say which version it was made from."""

    def __init__(self) -> None:
        told = message(
            zh="请在 version 中带上读取时得到的版本", en="Send the `version` that you read."
        )
        super().__init__(
            told, [FieldError("version", "version_required", told)], 428, "version_required"
        )


class Acts:
    """Makes the calls, in the order of the rows; called inside the transaction."""

    def __init__(self, call: Call, asked: Asked) -> None:
        self.call, self.asked = call, asked
        self.seen: dict[Any, int] = {}
        """What was named → the row that named it first."""
        self.known: dict[tuple[Any, ...], int] = {}
        self.created: set[int] = set()
        """Rows of an upsert that made a record."""
        self.named: dict[int, int] = {}
        """Row → the record that it names, refused or not."""

    def __call__(self) -> list[Act]:
        self.seen, self.known, self.created, self.named = {}, {}, set(), {}
        rows = self.asked.rows if self.asked.rows is not None else self._found()
        self._refuse_more_than(len(rows))
        if self.asked.action == "upsert":
            self.known = self._look_up(rows)
        records.lock(
            self.call.ctx,
            self.call.entity,
            self.known.values() or _ids(rows),
            deleting=self.asked.action == "delete",
        )
        return [self._act(index, row) for index, row in enumerate(rows)]

    def _act(self, index: int, row: Any) -> Act:
        def act() -> int:
            if not isinstance(row, dict):
                raise _wrong("", "type", message(zh="应为对象", en="This must be an object."))
            return _ACTIONS[self.asked.action](self, index, dict(row))

        return act

    # -- which rows --------------------------------------------------------------------------------

    def _found(self) -> list[dict[str, Any]]:
        """The rows that `where` finds, with the version that they have now."""
        call, asked = self.call, self.asked
        most = asked.max_affected or 0
        page = query.rows(
            call.ctx,
            call.entity,
            where=filters.parse(call.entity, call.ctx.actor, asked.where),
            columns=("id", "version"),
            sort=("id",),
            limit=max(1, most),
            count="exact",
            search=asked.search,
        )
        self._refuse_more_than(page.count or 0)
        return [{"id": row["id"], "version": row["version"], **asked.values} for row in page.items]

    def _refuse_more_than(self, number: int) -> None:
        most = self.asked.max_affected
        if most is not None and number > most:
            raise RuleViolation(
                message(
                    zh=f"将影响 {number} 行，超过 max_affected={most}；未写入任何内容",
                    en=f"This would affect {number} rows, more than max_affected={most}; nothing was written.",
                ),
                field="max_affected",
                code="too_many_affected",
            )

    # -- one row -----------------------------------------------------------------------------------

    def create(self, _index: int, row: dict[str, Any]) -> int:
        return records.create(self.call.ctx, self.call.entity, self._values(row)).id

    def update(self, index: int, row: dict[str, Any]) -> int:
        id, version = self._id(index, row), _version(row)
        if version is None and self.call.resource.if_match:
            raise VersionRequired
        return self._update(id, row, version)

    def _update(self, id: int, row: dict[str, Any], version: int | None) -> int:
        try:
            records.update(self.call.ctx, self.call.entity, id, self._values(row), version=version)
        except StaleRecord as stale:
            raise _precondition(stale) from None
        return id

    def transition(self, index: int, row: dict[str, Any]) -> int:
        id, version, name = self._id(index, row), _version(row), self.asked.transition
        workflow = self.call.entry.workflow
        mappings = workflow.transitions[name] if workflow is not None else []
        fields = {field for mapping in mappings for field in (*mapping.asks, *mapping.needs)}
        note = "" if NOTE in fields else _note(row)
        try:
            records.transition(
                self.call.ctx,
                self.call.entity,
                id,
                name,
                self._values(row),
                version=version,
                note=note,
            )
        except StaleRecord as stale:
            raise _precondition(stale) from None
        return id

    def delete(self, index: int, row: dict[str, Any]) -> int:
        id, version = self._id(index, row), _version(row)
        _nothing_else(row)
        try:
            records.delete(self.call.ctx, self.call.entity, id, version=version)
        except StaleRecord as stale:
            raise _precondition(stale) from None
        return id

    def upsert(self, index: int, row: dict[str, Any]) -> int:
        version = _version(row)
        key = self._key_of(row)
        if any(value is None for value in key):
            told = message(zh="key 中的字段不能为空", en="A field of the key cannot be empty.")
            raise _wrong(self.asked.key[key.index(None)], "required", told)
        self._once(index, key, self.asked.key[-1])
        id = self.known.get(key)
        if id is not None:
            self.named[index] = id
            return self._update(id, self._without_key(row), version)
        if version is not None:
            told = message(zh="没有此键的记录", en="There is no record of this key.")
            raise _wrong("version", "not_found", told)
        try:
            made = self.create(index, row)
        except ValidationFailed as refused:
            id = natural.find(self.call.ctx, self.call.entity, self.asked.key, [key]).get(key)
            if id is None or all(error.code != "unique" for error in refused.errors):
                raise
            # Somebody made it meanwhile.
            return self._update(id, self._without_key(row), None)
        self.created.add(index)
        return made

    # -- parts -------------------------------------------------------------------------------------

    def _values(self, row: Mapping[str, Any]) -> dict[str, Any]:
        return typed.of_entity(self.call.entity, row)

    def _without_key(self, row: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in row.items() if name not in self.asked.key}

    def _key_of(self, row: dict[str, Any]) -> tuple[Any, ...]:
        found: list[Any] = []
        for name in self.asked.key:
            try:
                found += natural.parse(
                    self.call.entity, (name,), self._values({name: row.get(name)})
                )
            except ValueProblem as problem:
                raise _wrong(name, problem.code, problem.message) from None
        return tuple(found)

    def _look_up(self, rows: list[Any]) -> dict[tuple[Any, ...], int]:
        """The records of all keys at once; a row whose key cannot be read is told later, by itself."""
        wanted = []
        for row in rows:
            try:
                key = self._key_of(row) if isinstance(row, dict) else ()
            except ValidationFailed:
                continue
            if key and all(value is not None for value in key):
                wanted.append(key)
        return natural.find(self.call.ctx, self.call.entity, self.asked.key, wanted)

    def _id(self, index: int, row: dict[str, Any]) -> int:
        id = row.pop("id", None)
        if not _is_id(id):
            told = message(zh="应为记录的 id", en="This must be the id of a record.")
            raise _wrong("id", "required" if id is None else "type", told)
        self.named[index] = int(id)
        self._once(index, id, "id")
        return int(id)

    def _once(self, index: int, named: Any, field: str) -> None:
        first = self.seen.setdefault(named, index)
        if first != index:
            told = message(
                zh=f"第 {first} 行已是同一条记录", en=f"Row {first} names the same record."
            )
            raise _wrong(field, "repeated", told)


_ACTIONS: Mapping[str, Callable[[Acts, int, dict[str, Any]], int]] = {
    "create": Acts.create,
    "update": Acts.update,
    "upsert": Acts.upsert,
    "transition": Acts.transition,
    "delete": Acts.delete,
}


def _ids(rows: list[Any]) -> set[int]:
    """Every id that is one."""
    named = {row.get("id") for row in rows if isinstance(row, dict) and _is_id(row.get("id"))}
    return {id for id in named if isinstance(id, int)}


def _is_id(id: Any) -> bool:
    return isinstance(id, int) and not isinstance(id, bool) and 1 <= id <= LARGEST_ID


def _wrong(field: str, code: str, told: Message) -> ValidationFailed:
    return ValidationFailed([FieldError(field, code, told)])


def _version(row: dict[str, Any]) -> int | None:
    version = row.pop("version", None)
    if version is None:
        return None
    if isinstance(version, bool) or not isinstance(version, int) or not 1 <= version < 10**18:
        raise _wrong("version", "type", message(zh="应为版本号", en="This must be a version."))
    return version


def _note(row: dict[str, Any]) -> str:
    note = row.pop(NOTE, None)
    if note is not None and not isinstance(note, str):
        raise _wrong(NOTE, "type", message(zh="应为文本", en="Must be text."))
    return note or ""


def _nothing_else(row: Mapping[str, Any]) -> None:
    if row:
        told = message(zh="未知字段", en="Unknown field.")
        raise ValidationFailed([FieldError(name, "unknown", told) for name in row])


def _precondition(stale: StaleRecord) -> StaleRecord:
    """As PATCH answers under If-Match."""
    stale.status = 412
    return stale
