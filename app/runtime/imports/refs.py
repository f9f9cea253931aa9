"""Records that cells name: found for many rows by one statement a column, among those that the person may see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, or_, select

from .. import field_types, registry
from ..accounts.users import User
from ..errors import message
from ..policy import both
from ..values import ValueProblem
from ..values.numbers import INT_LIMIT, PERSON_LIMIT
from . import columns

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity
    from ..field import Field

AT_ONCE = 200
MOST = 2000
"""Records looked at by one statement: a name that more have says nothing."""
NUMBER = re.compile(r"#?(\d{1,18})")


@dataclass(frozen=True, slots=True)
class Found:
    """A record that fits, and the refs that it shares with the row's entity: `{"project": 3}`."""

    id: int
    shared: Mapping[str, int | None] = field(default_factory=dict)


class Finder:
    """What the cells of one ref column name."""

    def __init__(self, ctx: Context, entity: type[Entity], ref: Field, how: str) -> None:
        self.ctx, self.ref, self.how = ctx, ref, how
        self.target: Any = User
        self.shared: list[str] = []
        if ref.to != "User":
            self.target = registry.current().entity(str(ref.to)).entity
            mine, theirs = entity.fields(), self.target.fields()
            self.shared = [
                name
                for name, one in theirs.items()
                if one.type == "ref" and name in mine and mine[name].to == one.to
            ]

    def find(self, texts: Iterable[str]) -> dict[str, list[Found]]:
        """Text → the records that it names; a statement for each AT_ONCE texts."""
        different = list(dict.fromkeys(texts))
        found: dict[str, list[Found]] = {}
        for start in range(0, len(different), AT_ONCE):
            found |= self._some(different[start : start + AT_ONCE])
        return found

    def _some(self, texts: Sequence[str]) -> dict[str, list[Found]]:
        numbers = self._numbers(texts)
        ways = self._ways()
        parsed = {way: self._parsed(way, texts) for way in ways}
        conditions: list[Any] = []
        if numbers:
            conditions.append(self.target.id.in_(numbers))
        for way, values in parsed.items():
            if values:
                conditions.append(self._equal(way, values))
        if not conditions:
            return {}
        shared = [getattr(self.target, f"{name}_id") for name in self.shared]
        statement = select(
            self.target.id, *(getattr(self.target, way) for way in ways), *shared
        ).where(or_(*conditions))
        rows = self.ctx.session.execute(self._seen(statement).limit(MOST)).all()
        if len(rows) == MOST and len(texts) > 1:
            # One name that very many have must not hide the others.
            return {name: found for text in texts for name, found in self._some([text]).items()}
        return self._sorted(texts, numbers, ways, parsed, rows)

    def _sorted(
        self,
        texts: Sequence[str],
        numbers: Mapping[int, str],
        ways: Sequence[str],
        parsed: Mapping[str, Mapping[Any, list[str]]],
        rows: Sequence[Any],
    ) -> dict[str, list[Found]]:
        by_way: dict[str, dict[str, list[Found]]] = {way: {} for way in [*ways, columns.ID]}
        for row in rows:
            told = dict(zip(self.shared, row[1 + len(ways) :], strict=True))
            one = Found(int(row[0]), told)
            if row[0] in numbers:
                by_way[columns.ID].setdefault(numbers[row[0]], []).append(one)
            for place, way in enumerate(ways, start=1):
                for text in parsed[way].get(row[place], ()):
                    by_way[way].setdefault(text, []).append(one)
        found: dict[str, list[Found]] = {}
        for text in texts:
            # The surest way that fits at all: a code before a name.
            fitting = (by_way[way][text] for way in [*ways, columns.ID] if text in by_way[way])
            found[text] = next(fitting, [])
        return found

    def _ways(self) -> list[str]:
        if self.how == columns.ID:
            return []
        if self.how == columns.AUTO:
            return columns.ways(str(self.ref.to), self.ctx.judge)
        return [self.how]

    def _numbers(self, texts: Sequence[str]) -> dict[int, str]:
        """Ids that are named: `17` where ids are asked for, `#17` also where anything may stand."""
        most = PERSON_LIMIT if self.target is User else INT_LIMIT
        found = {}
        for text in texts:
            match = NUMBER.fullmatch(text)
            is_meant = self.how == columns.ID or (self.how == columns.AUTO and text.startswith("#"))
            if match and is_meant and 0 < int(match[1]) <= most:
                found[int(match[1])] = text
        return found

    def _parsed(self, way: str, texts: Sequence[str]) -> dict[Any, list[str]]:
        """The value that stands in the table → the texts that mean it."""
        found: dict[Any, list[str]] = {}
        known = None if self.target is User else self.target.fields()[way]
        for text in texts:
            try:
                value = text if known is None else field_types.parse(known, text)
            except ValueProblem:
                continue
            found.setdefault(value, []).append(text)
        return found

    def _equal(self, way: str, values: Mapping[Any, Any]) -> Any:
        fits = getattr(self.target, way).in_(list(values))
        if self.target is User:
            return fits
        policy = registry.current().entity(self.target).policy
        # Where the field is hidden from him it names nothing.
        seen = policy.rows_for_field(self.ctx.judge, way)
        return fits if seen is None else and_(fits, seen)

    def _seen(self, statement: Any) -> Any:
        if self.target is User:
            return statement.where(User.active.is_(True))
        policy = registry.current().entity(self.target).policy
        rows = both(self.target.deleted_at.is_(None), policy.rows(self.ctx.judge, "read"))
        return statement.where(rows)

    def label(self, language: str) -> str:
        if self.target is User:
            return {"zh": "用户"}.get(language, "user")
        return str(self.target.meta.label.in_language(language))

    def one(self, text: str, fitting: Sequence[Found], row: Mapping[str, Any]) -> int:
        """The id. Raises ValueProblem for none, and for several that the row's other refs do not tell apart."""
        if len(fitting) > 1:
            fitting = [
                one
                for one in fitting
                if all(
                    not isinstance(row.get(name), int) or row[name] == shared
                    for name, shared in one.shared.items()
                )
            ]
        if len(fitting) == 1:
            return fitting[0].id
        if not fitting:
            raise ValueProblem(
                "reference",
                message(
                    zh=f"没有找到{self.label('zh')}“{text}”，或您无权查看",
                    en=f"There is no {self.label('en')} “{text}”, or it is not yours to see.",
                ),
            )
        raise ValueProblem(
            "reference",
            message(
                zh=f"有 {len(fitting)} 条{self.label('zh')}叫“{text}”：请改填编号，或填写 # 加 ID",
                en=f"{len(fitting)} records are called “{text}”: write their number, or # and the id.",
            ),
        )
