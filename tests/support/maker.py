"""Makes a valid record of any entity, from nothing but what the entity says of itself."""

from __future__ import annotations

import base64
import datetime as dt
import io
import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hypothesis import find
from hypothesis import strategies as st

from app.runtime.errors import ValidationFailed
from app.runtime.writing.validation import own_fields

if TYPE_CHECKING:
    from app.runtime.context import Context
    from app.runtime.field import Field
    from app.runtime.registry import EntityEntry, Registry
    from tests.support.people import People


ATTEMPTS = 3


@dataclass
class Maker:
    """`maker.make("Sale")` → the record; refs are made along the way, once each unless they must be unique."""

    ctx: Context
    registry: Registry
    people: People
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _made: dict[str, int] = field(default_factory=dict)
    _under_way: list[str] = field(default_factory=list)

    def make(self, name: str, /, **given: Any) -> Any:
        """A new record of the entity; hooks of all entities are off."""
        from app.runtime import records

        entry = self.registry.entity(name)
        values = self.values(entry) | given
        with without_hooks(self.registry):
            for _ in range(ATTEMPTS):
                try:
                    return records.create(self.ctx, entry.entity, values)
                except ValidationFailed as refusal:
                    self._amend(entry, values, refusal)
            return records.create(self.ctx, entry.entity, values)

    def values(self, entry: EntityEntry) -> dict[str, Any]:
        """Values for everything that must be given, by field."""
        fresh = _in_unique_indexes(entry)
        self._under_way.append(entry.entity.meta.name)
        try:
            return {
                name: self._value(one, fresh=name in fresh or one.unique)
                for name, one in entry.entity.fields().items()
                if self._is_wanted(one)
            }
        finally:
            self._under_way.pop()

    def everything(self, entry: EntityEntry) -> dict[str, Any]:
        """The same, and a value for every other field that a person may fill in unconditionally."""
        wanted = self.values(entry)
        for name, one in entry.entity.fields().items():
            plain = not one.is_computed and one.readonly is False and one.visible is None
            if name not in wanted and plain and one.type in _PLAIN:
                wanted[name] = self._value(one, fresh=True)
        return wanted

    def _amend(self, entry: EntityEntry, values: dict[str, Any], refusal: ValidationFailed) -> None:
        """What a condition asks for (required when …, one of two, must be agreed to) is given."""
        for error in refusal.errors:
            one = entry.entity.fields().get(error.field)
            if one is None or values.get(error.field) not in (None, False):
                if not self._keep_check(entry, values, error.code):
                    raise refusal
                continue
            values[error.field] = True if one.type == "bool" else self._value(one, fresh=False)

    def _keep_check(self, entry: EntityEntry, values: dict[str, Any], name: str) -> bool:
        """What the check `name` reads and nobody gave is given; two of one type change places (from … to)."""
        check = next((one for one in entry.entity.meta.checks if one.name == name), None)
        if check is None:
            return False
        fields = entry.entity.fields()
        read = [fields[name] for name in own_fields(check.test.tree) if name in fields]
        missing = [one for one in read if values.get(one.name) is None and one.readonly is False]
        for one in missing:
            values[one.name] = self._value(one, fresh=True)
        pair = [one for one in read if one.type in _ORDERED and values.get(one.name) is not None]
        if not missing and read and all(one.default is not None for one in read):
            # More than two that belong together (shares of a whole): as the schema fills them in.
            for one in read:
                values.pop(one.name, None)
            return True
        if missing or len(pair) != 2 or pair[0].type != pair[1].type:
            return bool(missing)
        first, second = (one.name for one in pair)
        if pair[0].type == "money":
            # One of two amounts, or a part of a whole: the other is nothing.
            values[second] = 0
            return True
        if values[first] == values[second] and pair[1].type in _BOUNDED:
            # Before and after, which differ.
            values[second] = _within(pair[1], 2)
            return True
        values[first], values[second] = values[second], values[first]
        return True

    def _is_wanted(self, one: Field) -> bool:
        return one.required is True and not one.is_computed and one.default is None

    def _value(self, one: Field, *, fresh: bool) -> Any:
        if one.type in ("ref", "refs"):
            made = self._reference(str(one.to), fresh=fresh)
            return [made] if one.type == "refs" and made is not None else made
        number = next(self._numbers)
        if one.type == "enum" and one.enum:
            return one.enum.names[0]
        if one.type == "enums" and one.enum:
            return one.enum.names[:1]
        if one.type in _FILES:
            return self._file(one.type)
        if one.pattern and one.type == "string":
            return _matching(one.pattern, number, least=int(one.min or 0), most=int(one.max or 200))
        if one.type in _BOUNDED:
            return _within(one, number if one.unique else 1)
        return _PLAIN[one.type](one, number)

    def _file(self, type: str) -> Any:
        """An attachment of its own; a list of one where the field holds several."""
        from app.runtime import files

        content, name = _FILES[type]
        kind = type.removesuffix("s")
        made = files.store(self.ctx, io.BytesIO(content), name, kind=kind)
        return [made.id] if type.endswith("s") else made.id

    def _reference(self, to: str, *, fresh: bool) -> int | None:
        if to == "User":
            return self.people.user()
        if to in self._under_way:
            return self._made.get(to)
        if fresh or to not in self._made:
            self._made[to] = int(self.make(to).id)
        return self._made[to]


_ORDERED = ("date", "datetime", "time", "int", "decimal", "money")
_BOUNDED = ("int", "decimal", "money", "percent", "duration", "rating")
_PLAIN: Mapping[str, Callable[[Field, int], Any]] = {
    "string": lambda f, n: _short(n, int(f.min or 0), int(f.max or 200)),
    "text": lambda f, n: f"text {n}".ljust(int(f.min or 0), "."),
    "richtext": lambda f, n: f"<p>rich {n}</p>",
    "address": lambda f, n: f"中山路 {n} 号",
    "email": lambda f, n: f"someone{n}@example.com",
    "phone": lambda f, n: f"138{n:08d}",
    "url": lambda f, n: f"https://example.com/{n}",
    "color": lambda f, n: f"#{n:06x}",
    "barcode": lambda f, n: f"69{n:010d}",
    "int": lambda f, n: _within(f, n),
    "decimal": lambda f, n: _within(f, n),
    "money": lambda f, n: _within(f, n),
    "percent": lambda f, n: _within(f, n),
    "duration": lambda f, n: _within(f, n),
    "rating": lambda f, n: 1,
    "bool": lambda f, n: False,
    "date": lambda f, n: (dt.date(2026, 1, 1) + dt.timedelta(days=n)).isoformat(),
    "datetime": lambda f, n: (dt.datetime(2027, 1, 1) + dt.timedelta(hours=n)).isoformat(),
    "time": lambda f, n: f"{8 + n % 700 // 60:02d}:{n % 60:02d}",
    "id_no": lambda f, n: f"E{n:08d}",
    "bank_account": lambda f, n: f"6222{n:012d}",
    "region": lambda f, n: "310101",
    "geo": lambda f, n: "31.2,121.5",
    # A list of pairs of times: pages of the application read windows of work out of such a field.
    "json": lambda f, n: [["08:00", f"17:{n % 60:02d}"]],
    "secret": lambda f, n: f"quiet otter lantern {n}",
}


_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
_TEXT = (b"Something written down.\n", "text.txt")
_PICTURE = (_PIXEL, "picture.png")
_FILES = {
    "file": _TEXT, "files": _TEXT, "image": _PICTURE, "images": _PICTURE, "signature": _PICTURE,
}  # fmt: skip


def _short(number: int, least: int, most: int) -> str:
    """A text of `least` to `most` characters, another one for every number as long as there are some."""
    plain = f"x{number}"
    if len(plain) > most:
        digits, rest = "", number
        while len(digits) < most:
            digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest % 36] + digits
            rest //= 36
        plain = digits
    return plain.ljust(least, "x")


def _within(one: Field, number: int) -> int:
    low = int(float(one.min)) if one.min is not None else 0
    wanted = low + number
    return min(wanted, int(float(one.max))) if one.max is not None else wanted


def _matching(pattern: str, number: int, *, least: int = 0, most: int = 200) -> str:
    """A text that fits the pattern, another one for every number."""
    month = f"{2000 + number // 12}-{number % 12 + 1:02d}"
    uuid = f"{number:08x}-0000-4000-8000-000000000000"
    for simple in (f"x{number}", f"X{number}", str(number), f"{number:06d}", month, uuid):
        if re.fullmatch(pattern, simple) and least <= len(simple) <= most:
            return simple
    source = st.from_regex(pattern, fullmatch=True, alphabet=st.characters(max_codepoint=126))
    found = find(source, lambda text: text not in _used and least <= len(text) <= most)
    _used.add(found)
    return found


def _in_unique_indexes(entry: EntityEntry) -> set[str]:
    """Fields that are part of a unique index: a second record needs other values in them."""
    from sqlalchemy import Table

    table = entry.entity.__table__
    assert isinstance(table, Table)
    names = {c.name for index in table.indexes if index.unique for c in index.columns}
    return {name.removesuffix("_id") for name in names} | names


_used: set[str] = set()


@contextmanager
def without_hooks(registry: Registry) -> Iterator[None]:
    """No hand-written rule of any entity: what the schema says is tested here, not what they add."""
    with ExitStack() as stack:
        for entry in registry.entities():
            stack.enter_context(entry.hooks.only())
        yield
