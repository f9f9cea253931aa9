"""GET /labels/work_order?id=1&id=2: QR labels of records, one after the other on sheets of A4."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Response, flash, redirect, request
from flask_appbuilder import BaseView, expose
from flask_babel import gettext as _

from app.forms.language import current_language
from app.runtime import filters, pdf, query, registry
from app.runtime.context import Context
from app.runtime.errors import BadRequest
from app.web import cells
from app.web.documents import codes
from app.web.documents.paper import as_pdf, view_of
from app.web.documents.staff import for_staff
from app.web.lists.state import ListState
from app.web.reader import context

MOST = 2000
"""Labels of one choice."""
AT_A_TIME = 500
"""Labels in one PDF, at most: more would keep a server busy for many seconds. It ends with a whole sheet."""
NAMED = 200
"""Ids in one filter."""
SHOWN = 24
"""Labels on the page; the others are in the PDF."""
OWN = frozenset({"id", "size", "skip", "part"})
"""Keys of the address that say nothing of the list."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a sheet of A4 is cut: columns, rows, then millimetres."""

    columns: int
    rows: int
    width: float
    height: float
    left: float = 0
    top: float = 0
    gap: float = 0

    @property
    def labels(self) -> int:
        """On one sheet."""
        return self.columns * self.rows

    @property
    def at_a_time(self) -> int:
        """In one PDF: whole sheets."""
        return max(1, AT_A_TIME // self.labels) * self.labels


SHEETS = {
    "3x8": Sheet(3, 8, 70, 37, top=0.5),
    "2x7": Sheet(2, 7, 99.1, 38.1, left=4.65, top=15.15, gap=2.5),
    "2x4": Sheet(2, 4, 99.1, 67.7, left=4.65, top=13.1, gap=2.5),
    "4x10": Sheet(4, 10, 52.5, 29.7),
    "5x13": Sheet(5, 13, 38.1, 21.2, left=4.75, top=10.7, gap=2.5),
}
"""What shops sell; columns × rows names it."""


class LabelView(BaseView):
    route_base = "/labels"
    default_view = "choose"

    @expose("/<key>")
    @for_staff
    def choose(self, key: str) -> Any:
        """The labels as they will look, the sheet to choose, and how many of the first sheet are used up."""
        view = view_of(key, "can_list")
        rows, count = _rows(context(), view, 0, SHOWN)
        given = [
            (k, v)
            for k, v in request.args.items(multi=True)
            if k not in ("size", "skip", "part") and v
        ]
        shared = urlencode([*given, ("size", _size()), ("skip", _skip())])
        return self.render_template(
            "documents/labels.html",
            view=view,
            labels=_labels(view, rows),
            count=min(count, MOST),
            more=count > MOST,
            most=MOST,
            given=given,
            sheets=SHEETS,
            size=_size(),
            skip=_skip(),
            parts=[
                (first + 1, last, f"/labels/{key}.pdf?{shared}&part={number}")
                for number, (first, last) in enumerate(_parts(min(count, MOST)), start=1)
            ],
            title=_("QR labels"),
        )

    @expose("/<key>", methods=["POST"])
    @for_staff
    def chosen(self, key: str) -> Any:
        """From the ticked rows of a list, or from all that it finds, to the address of their labels."""
        view_of(key, "can_list")
        if request.form.get("_all"):
            state = ListState.read(request.form.get("_here", ""))
            return redirect(state.url(f"/labels/{key}"))
        ids = _numbers(request.form.getlist("_ids"))
        if not ids:
            flash(_("Tick the records first."), "warning")
            return redirect(f"{view_of(key, 'can_list').route_base}/list/")
        return redirect(f"/labels/{key}?{urlencode([('id', ','.join(map(str, ids)))])}")

    @expose("/<key>.pdf")
    @for_staff
    def file(self, key: str) -> Any:
        view = view_of(key, "can_list")
        language = current_language()
        name, chosen, part = _size(), SHEETS[_size()], _part()
        first, last = _parts(MOST)[part - 1]
        rows, _count = _rows(context(), view, first, last)
        data = {
            "language": language,
            "app": registry.current().app.label.in_language(language),
            "title": f"{view.label()} · {_('QR labels')}",
            "sheet": {
                "columns": chosen.columns, "width": chosen.width, "height": chosen.height,
                "left": chosen.left, "top": chosen.top, "gap": chosen.gap,
            },
            "labels": [None] * (_skip() if part == 1 else 0) + _labels(view, rows),
        }  # fmt: skip
        said = f"{view.label()} {_('QR labels')} {name}" + (f" {part}" if part > 1 else "")
        return as_pdf(pdf.made("labels", data), said)

    @expose("/<key>/<int:pk>.svg")
    @for_staff
    def picture(self, key: str, pk: int) -> Any:
        """The bare code of one record, for a drawing or a sign of one's own."""
        view = view_of(key)
        ctx = context()
        secret = codes.secret_field(view.entity, ctx.actor)
        row = query.get(ctx, view.entity, pk, columns=["id", *([secret] if secret else [])])
        text = codes.address(key, pk, row.get(secret) if secret else None)
        answer = Response(codes.svg(text), mimetype="image/svg+xml")
        answer.headers["Content-Disposition"] = f'inline; filename="{key}-{pk}.svg"'
        return answer


def _rows(ctx: Context, view: Any, first: int, last: int) -> tuple[list[Any], int]:
    """Records `first` to `last` of the choice, and how many there are: in the order in which they were chosen, else the list
    as it is filtered.
    """
    chosen, entity = _ids(), view.entity
    secret = codes.secret_field(entity, ctx.actor)
    lines = [path for path in view.on_labels if query.may_read(ctx, entity, path)]
    columns = ["id", "title", *lines, *([secret] if secret else [])]
    if chosen:
        found = {row["id"]: row for row in _named(ctx, entity, chosen, columns)}
        there = [found[one] for one in chosen if one in found]
        return there[first:last], len(there)
    state = ListState.of(_of_the_list())
    asked: dict[str, Any] = {
        "where": filters.parse(entity, ctx.actor, state.pairs),
        "sort": state.sort_keys,
        "search": state.q or None,
    }
    page = query.rows(
        ctx, entity, columns=columns, limit=min(last, query.MOST_ROWS), count="capped", **asked
    )
    rows, cursor = list(page.items), page.next
    while cursor is not None and len(rows) < last:
        further = query.rows(
            ctx, entity, columns=columns, limit=min(last - len(rows), query.MOST_ROWS),
            cursor=cursor, **asked,
        )  # fmt: skip
        rows += further.items
        cursor = further.next
    return rows[first:last], page.count or 0


def _named(ctx: Context, entity: Any, ids: list[int], columns: list[str]) -> Iterator[Any]:
    for start in range(0, len(ids), NAMED):
        some = ids[start : start + NAMED]
        where = filters.parse(entity, ctx.actor, [("id__in", ",".join(map(str, some)))])
        yield from query.rows(ctx, entity, where=where, columns=columns, limit=NAMED).items


def _parts(count: int) -> list[tuple[int, int]]:
    """The first label and the last of each PDF. Those that are used up on the first sheet leave room for fewer in the first."""
    size, used = SHEETS[_size()].at_a_time, _skip()
    ends = [*range(size - used, count, size), count]
    return list(zip([0, *ends[:-1]], ends, strict=True))


def _part() -> int:
    given = request.args.get("part", "1")
    most = len(_parts(MOST))
    if not given.isascii() or not given.isdecimal() or not 1 <= int(given[:4]) <= most:
        raise BadRequest(f"部分须为 1 至 {most} / The part is 1 to {most}.", field="part")
    return int(given)


def _of_the_list() -> list[tuple[str, str]]:
    return [pair for pair in request.args.items(multi=True) if pair[0] not in OWN]


def _ids() -> list[int]:
    """`id=1&id=2` as a selection's boxes send them, or `id=1,2`."""
    return _numbers(request.args.getlist("id"))


def _numbers(values: list[str]) -> list[int]:
    given = [one for value in values for one in value.split(",") if one]
    if not all(one.isascii() and one.isdecimal() and len(one) < 19 for one in given):
        raise BadRequest("编号须为整数 / An id is a whole number.", field="id")
    if len(given) > MOST:
        raise BadRequest(
            f"一次最多 {MOST} 个标签：请按楼栋、分类等条件筛选后分几次打印 / "
            f"{MOST} labels at a time: narrow the list down, by building or category, and print in turns.",
            field="id",
        )
    return list(dict.fromkeys(map(int, given)))


def _labels(view: Any, rows: list[Any]) -> list[dict[str, Any]]:
    entity = view.entity
    kind = entity.meta.label.in_language(current_language())
    secret = codes.secret_field(entity, context().actor)
    return [
        {
            "kind": kind,
            "title": str(row.get("title") or f"{kind} {row['id']}"),
            "lines": _lines(view, row),
            "qr": codes.svg(
                codes.address(entity.key(), row["id"], row.get(secret) if secret else None),
                inline=True,
            ),
        }
        for row in rows
    ]


def _lines(view: Any, row: Any) -> list[str]:
    """What the schema says that the label tells besides; nothing of what is empty or not for this reader."""
    found = []
    for path in view.on_labels:
        value = row.get(path)
        if value not in (None, "", []):
            _owner, field = cells.field_of(view.entity, path)
            found.append(cells.plain(field, value))
    return found


def _size() -> str:
    given = request.args.get("size", "")
    return given if given in SHEETS else "3x8"


def _skip() -> int:
    given = request.args.get("skip", "")
    number = int(given) if given.isascii() and given.isdecimal() and len(given) < 4 else 0
    return min(number, SHEETS[_size()].labels - 1)
