"""Which unit a form means, who owns it, and whether the person is known already (1.1, domain.md §4.1)."""

from __future__ import annotations

import unicodedata

from sqlalchemy import func, or_, select

from app.generated.building import Building
from app.generated.customer import Customer
from app.generated.occupancy import Occupancy
from app.generated.owner_record import OwnerRecord
from app.generated.registration import Registration
from app.generated.unit import Unit
from app.runtime.context import Context

from .. import normalise
from .duplicates import Match, Person, best_match

LIVING = ("pending", "active")


def find_unit(
    ctx: Context, project_id: int, building: str, entrance: str | None, room: str
) -> Unit | None:
    """The unit that somebody describes: "3", "2", "1501"; a leading zero or "栋" does not matter."""
    rows = ctx.query(
        select(Unit)
        .join(Building, Building.id == Unit.building_id)
        .where(
            Unit.project_id == project_id,
            func.lower(Unit.room_no).in_(_spellings(room)),
            func.lower(Building.code).in_(_spellings(building)),
            Unit.deleted_at.is_(None),
        )
        .order_by(Unit.id)
    ).all()
    if entrance:
        rows = [unit for unit in rows if (unit.entrance or "").lower() in _spellings(entrance)]
    return rows[0] if len(rows) == 1 else None


def _spellings(text: str) -> list[str]:
    """How a person may write a number: `03栋`, `3`, `3号楼`, `３`."""
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    for word in ("号楼", "号院", "栋", "幢", "座", "单元", "室", "号", "楼"):
        plain = plain.removesuffix(word)
    plain = plain.strip()
    return sorted({plain, plain.lstrip("0") or "0", plain.zfill(2), plain.zfill(4)})


def is_on_roster(ctx: Context, unit_id: int, phone: str) -> bool:
    """Does the phone belong to an owner of the unit: on the roster, or an owner we know?"""
    listed = select(OwnerRecord.id).where(
        OwnerRecord.unit_id == unit_id,
        OwnerRecord.phone == phone,
        OwnerRecord.deleted_at.is_(None),
    )
    owner = (
        select(Occupancy.id)
        .join(Customer, Customer.id == Occupancy.customer_id)
        .where(
            Occupancy.unit_id == unit_id,
            Occupancy.role.in_(("owner", "co_owner")),
            Occupancy.approved.is_(True),
            Occupancy.deleted_at.is_(None),
            Customer.phone == phone,
            Customer.state == "active",
            Customer.deleted_at.is_(None),
        )
    )
    return any(ctx.session.scalar(found.limit(1)) is not None for found in (listed, owner))


def find_match(ctx: Context, form: Registration, unit: Unit) -> Match | None:
    """The best match among those who share the phone, the ID number or the unit: never a full scan."""
    same_unit = select(Occupancy.customer_id).where(
        Occupancy.unit_id == unit.id,
        Occupancy.deleted_at.is_(None),
        or_(Occupancy.to_date.is_(None), Occupancy.to_date >= ctx.today),
    )
    shared = [Customer.phone == form.phone, Customer.id.in_(same_unit)]
    if form.id_no:
        shared.append(Customer.id_no == normalise.id_number(form.id_no))
    rows = ctx.query(
        select(Customer)
        .where(or_(*shared), Customer.state.in_(LIVING), Customer.deleted_at.is_(None))
        .order_by(Customer.id)
    ).all()
    homes = _homes(ctx, [customer.id for customer in rows])
    known = [Person(c.name, c.phone, c.id_no, homes.get(c.id, frozenset()), id=c.id) for c in rows]
    return best_match(Person(form.name, form.phone, form.id_no, frozenset({unit.id})), known)


def _homes(ctx: Context, customers: list[int]) -> dict[int, frozenset[int]]:
    rows = ctx.session.execute(
        select(Occupancy.customer_id, Occupancy.unit_id).where(
            Occupancy.customer_id.in_(customers), Occupancy.deleted_at.is_(None)
        )
    ).all()
    homes: dict[int, set[int]] = {}
    for customer, unit in rows:
        homes.setdefault(customer, set()).add(unit)
    return {customer: frozenset(units) for customer, units in homes.items()}
