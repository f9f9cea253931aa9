"""Listing, making, changing and deleting saved views; each write in one transaction, with an audit row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, or_, select, update
from sqlalchemy.exc import IntegrityError

from .. import audit, registry
from ..access.staff import is_staff
from ..errors import FieldError, Forbidden, NotFound, ValidationFailed, message
from ..writing.transaction import repeated, settled, transaction
from .tables import ListView

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..context import Context
    from ..entity import Entity

KEY = ListView.__tablename__
"""Under this name views stand in the audit log."""
SHARED = ("private", "roles", "everybody")
ADMINISTRATOR = "sysadmin"
LONGEST_NAME = 60
MOST_LISTED = 200
MOST_OWN = 50
LONGEST_PARTS = 8_000
"""Characters of what a view shows: every list of everybody whom it is shared with reads it."""
MOST_COLUMNS = 40
LONGEST_COLUMN = 200
SETTING = ""
"""The name of the row that holds a person's own setting of a list."""

_TAKEN = FieldError(
    "name",
    "unique",
    message(zh="您已有同名视图", en="You have a view of this name already."),
)

Parts = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person says about a view. `parts` are the keys and values of the list's address."""

    name: str
    parts: Parts
    shared: str = "private"
    roles: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """The views that a person may open of one list, and how he keeps it himself."""

    views: Sequence[ListView] = ()
    columns: Sequence[str] = ()
    usual: int | None = None
    by_id: dict[int, ListView] = field(default_factory=dict)


def listed(ctx: Context, entity: type[Entity]) -> Listed:
    """Own ones, those of everybody, those of one's roles; one statement."""
    if ctx.person_id is None:
        return Listed()
    rows = _nearest(ctx, ListView.entity == entity.key())
    setting = next((r.shows for r in rows if r.name == SETTING and r.owner_id == ctx.person_id), {})
    views = [row for row in rows if row.name != SETTING and _may_open(ctx, row)]
    by_id = {view.id: view for view in views}
    usual = setting.get("usual")
    columns = setting.get("columns") or ()
    return Listed(views, columns, usual if usual in by_id else None, by_id)


def of_all_lists(ctx: Context) -> list[ListView]:
    """The views that the person may open, of every list, by name; one statement."""
    if ctx.person_id is None:
        return []
    return [row for row in _nearest(ctx, ListView.name != SETTING) if _may_open(ctx, row)]


def _nearest(ctx: Context, which: Any) -> list[ListView]:
    """By name. One's own are never crowded out by what others share."""
    is_other = case((ListView.owner_id == ctx.person_id, 0), else_=1)
    rows = ctx.session.scalars(
        select(ListView)
        .where(which, or_(ListView.owner_id == ctx.person_id, ListView.shared != "private"))
        .order_by(is_other, ListView.name, ListView.id)
        .limit(MOST_LISTED)
    )
    return sorted(rows, key=lambda row: (row.name, row.id))


def find(ctx: Context, entity: type[Entity], id: int) -> ListView:
    """A view that the person may open. Raises NotFound."""
    view = ctx.session.get(ListView, id)
    if (
        view is None
        or view.entity != entity.key()
        or view.name == SETTING
        or not _may_open(ctx, view)
    ):
        raise NotFound
    return view


def may_change(ctx: Context, view: ListView) -> bool:
    """The owner and the administrator."""
    return view.owner_id == ctx.person_id or ADMINISTRATOR in ctx.actor.roles


def create(ctx: Context, entity: type[Entity], wanted: Wanted) -> int:
    """A new view of the person's own; its id. Raises ValidationFailed."""

    def act() -> int:
        with transaction(ctx) as session:
            facts = _judged(ctx, entity, wanted, None)
            view = ListView(
                **facts,
                entity=entity.key(),
                owner_id=_person(ctx),
                created_at=ctx.now,
                updated_at=ctx.now,
            )
            session.add(view)
            _store(session)
            audit.log(ctx, "create", KEY, view.id, _diff({}, facts))
            return view.id

    return repeated(ctx, act)


def change(ctx: Context, entity: type[Entity], id: int, wanted: Wanted) -> None:
    """Another name, other contents, other people. Raises NotFound, Forbidden, ValidationFailed."""

    def act() -> None:
        with transaction(ctx) as session:
            view = _own(ctx, entity, id)
            facts = _judged(ctx, entity, wanted, view)
            before = {name: getattr(view, name) for name in facts}
            for name, value in facts.items():
                setattr(view, name, value)
            view.updated_at = ctx.now
            _store(session)
            diff = _diff(before, facts)
            if diff:
                audit.log(ctx, "update", KEY, id, diff)

    repeated(ctx, act)


def delete(ctx: Context, entity: type[Entity], id: int) -> None:
    """Away with it; whose usual view it was has none. Raises NotFound, Forbidden."""

    def act() -> None:
        with transaction(ctx) as session:
            view = _own(ctx, entity, id)
            name = view.name
            session.delete(view)
            session.flush()
            audit.log(ctx, "delete", KEY, id, {"name": [name, None]})

    repeated(ctx, act)


def set_usual(ctx: Context, entity: type[Entity], id: int | None) -> None:
    """The view that the list opens with for this person; None: the whole list. Raises NotFound."""
    if id is not None:
        find(ctx, entity, id)
    _set(ctx, entity, "usual", id)


def keep_columns(ctx: Context, entity: type[Entity], columns: Sequence[str]) -> None:
    """The columns that this person wants to see of the list; none: the usual ones."""
    kept = [name[:LONGEST_COLUMN] for name in columns]
    _set(ctx, entity, "columns", kept[:MOST_COLUMNS])


def _set(ctx: Context, entity: type[Entity], name: str, value: Any) -> None:
    def act() -> None:
        with transaction(ctx) as session:
            mine = (
                ListView.owner_id == _person(ctx),
                ListView.entity == entity.key(),
                ListView.name == SETTING,
            )
            row = session.scalar(select(ListView).where(*mine).with_for_update())
            before = {} if row is None else dict(row.shows)
            after = {**before, name: value}
            if row is None:
                session.add(
                    ListView(
                        entity=entity.key(),
                        name=SETTING,
                        owner_id=_person(ctx),
                        shared="private",
                        roles=[],
                        shows=after,
                        created_at=ctx.now,
                        updated_at=ctx.now,
                    )
                )
            else:
                session.execute(
                    update(ListView).where(*mine).values(shows=after, updated_at=ctx.now)
                )

    settled(ctx, act)


# -- rights and values --------------------------------------------------------------------------------


def _may_open(ctx: Context, view: ListView) -> bool:
    if view.owner_id == ctx.person_id:
        return True
    # What the staff call their views is no matter of whoever lives in the portal.
    if view.shared == "everybody":
        return is_staff(ctx.actor)
    if view.shared == "roles":
        return not ctx.actor.roles.isdisjoint(view.roles)
    return False


def _own(ctx: Context, entity: type[Entity], id: int) -> ListView:
    view = find(ctx, entity, id)
    if not may_change(ctx, view):
        raise Forbidden(
            "只有视图的所有者或系统管理员可以修改 / Only its owner or an administrator changes a view."
        )
    return view


def _person(ctx: Context) -> int:
    if ctx.person_id is None:
        raise Forbidden("视图属于个人 / A view belongs to a person.")
    return ctx.person_id


def _judged(
    ctx: Context, entity: type[Entity], wanted: Wanted, view: ListView | None
) -> dict[str, Any]:
    errors: list[FieldError] = []

    def refuse(name: str, code: str, *, zh: str, en: str) -> None:
        errors.append(FieldError(name, code, message(zh=zh, en=en)))

    name = " ".join(wanted.name.split())
    owner = _person(ctx) if view is None else view.owner_id
    if not name:
        refuse("name", "required", zh="请填写名称", en="Give it a name.")
    elif len(name) > LONGEST_NAME:
        refuse(
            "name",
            "max_length",
            zh=f"最多 {LONGEST_NAME} 个字符",
            en=f"At most {LONGEST_NAME} characters.",
        )
    elif _is_taken(ctx, entity, owner, name, view):
        errors.append(_TAKEN)
    if view is None and _number(ctx, entity, owner) >= MOST_OWN:
        refuse(
            "name",
            "too_many",
            zh=f"每个列表最多 {MOST_OWN} 个视图",
            en=f"At most {MOST_OWN} views of a list.",
        )
    if wanted.shared not in SHARED:
        refuse("shared", "choice", zh="请选择给谁看", en="Choose who sees it.")
    elif wanted.shared != "private" and not is_staff(ctx.actor):
        refuse("shared", "choice", zh="您只能保存给自己看", en="You may keep it for yourself only.")
    if sum(len(key) + len(value) for key, value in wanted.parts) > LONGEST_PARTS:
        refuse(
            "",
            "max_length",
            zh="筛选条件过多，请精简后再保存",
            en="There are too many filters: take some away, then save it.",
        )
    known = {role.name for role in registry.current().roles if not role.portal}
    roles = sorted(set(wanted.roles)) if wanted.shared == "roles" else []
    if wanted.shared == "roles" and (not roles or not known.issuperset(roles)):
        refuse("roles", "choice", zh="请选择角色", en="Choose the roles.")
    if errors:
        raise ValidationFailed(errors)
    parts = [[key, value] for key, value in wanted.parts]
    return {"name": name, "shared": wanted.shared, "roles": roles, "shows": {"parts": parts}}


def _store(session: Session) -> None:
    """Raises ValidationFailed when the owner has taken the name in another window since it was looked at."""
    try:
        session.flush()
    except IntegrityError as refused:
        # SQLite names the columns, PostgreSQL the constraint.
        if ".name" in str(refused.orig) or "uq_sys_list_view_owner" in str(refused.orig):
            raise ValidationFailed([_TAKEN]) from refused
        raise


def _is_taken(
    ctx: Context, entity: type[Entity], owner: int, name: str, view: ListView | None
) -> bool:
    other = select(ListView.id).where(
        ListView.owner_id == owner, ListView.entity == entity.key(), ListView.name == name
    )
    if view is not None:
        other = other.where(ListView.id != view.id)
    return ctx.session.scalar(other) is not None


def _number(ctx: Context, entity: type[Entity], owner: int) -> int:
    some = select(ListView.id).where(ListView.owner_id == owner, ListView.entity == entity.key())
    return len(ctx.session.scalars(some.limit(MOST_OWN + 1)).all())


def _diff(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    return {
        name: [before.get(name), value]
        for name, value in after.items()
        if before.get(name) != value
    }
