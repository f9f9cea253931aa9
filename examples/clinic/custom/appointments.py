"""Appointments: nobody and no room is booked twice, and whoever checks in is under treatment from then on."""

from __future__ import annotations

from sqlalchemy import or_, select

from app.generated.appointment import Appointment, appointment_hooks
from app.generated.care_relation import CareRelation
from app.generated.encounter import Encounter, encounter_hooks
from app.generated.practitioner import Practitioner
from app.generated.room import Room
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

TAKEN = ("booked", "arrived")
TEXTS = {
    "practitioner": "医生此时段已有预约 / The doctor has another appointment at that time.",
    "room": "诊室此时段已占用 / The room is taken at that time.",
    "patient": "患者此时段已有预约 / The patient has another appointment at that time.",
}


@appointment_hooks.check
def not_booked_twice(one: Appointment, ctx: Context) -> None:
    """Doctor, room and patient are free from start to end; one that ends when another starts is no conflict."""
    if one.state not in (None, *TAKEN):
        return
    # Two desks may book at once: the second waits here and then sees what the first has booked.
    for entity, id in ((Practitioner, one.practitioner_id), (Room, one.room_id)):
        if id is not None:
            ctx.session.execute(select(entity.id).where(entity.id == id).with_for_update())
    same = [
        Appointment.practitioner_id == one.practitioner_id,
        Appointment.patient_id == one.patient_id,
    ]
    if one.room_id is not None:
        same.append(Appointment.room_id == one.room_id)
    other = ctx.query(
        select(Appointment)
        .where(
            or_(*same),
            Appointment.id != (one.id or 0),
            Appointment.state.in_(TAKEN),
            Appointment.starts_at < one.ends_at,
            Appointment.ends_at > one.starts_at,
            Appointment.deleted_at.is_(None),
        )
        .limit(1)
    ).first()
    if other is None:
        return
    for field, text in TEXTS.items():
        mine, theirs = getattr(one, f"{field}_id"), getattr(other, f"{field}_id")
        if mine is not None and mine == theirs:
            raise RuleViolation(text, field=field)


@appointment_hooks.on_transition("check_in")
def open_the_encounter(one: Appointment, ctx: Context) -> None:
    """The doctor of the appointment treats from here on: a care relation opens the record to him."""
    related = select(CareRelation.id).where(
        CareRelation.patient_id == one.patient_id,
        CareRelation.practitioner_id == one.practitioner_id,
        CareRelation.deleted_at.is_(None),
    )
    if ctx.session.scalar(related) is None:
        ctx.create(
            CareRelation, patient=one.patient_id, practitioner=one.practitioner_id,
            reason=one.reason,
        )  # fmt: skip
    encounter = ctx.create(
        Encounter, patient=one.patient_id, practitioner=one.practitioner_id, complaint=one.reason
    )
    ctx.update(one, encounter=encounter.id)


@encounter_hooks.on_transition("sign")
def seen(encounter: Encounter, ctx: Context) -> None:
    """The appointment behind a signed record is over."""
    one = ctx.query(
        select(Appointment).where(
            Appointment.encounter_id == encounter.id, Appointment.state == "arrived"
        )
    ).first()
    if one is not None:
        ctx.transition(one, "see")
