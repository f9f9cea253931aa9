"""The rules of custom/appointments.py and custom/prescriptions.py."""

from __future__ import annotations

import datetime as dt

import pytest

from app.generated.allergy import Allergy
from app.generated.appointment import Appointment
from app.generated.care_relation import CareRelation
from app.generated.department import Department
from app.generated.encounter import Encounter
from app.generated.patient import Patient
from app.generated.practitioner import Practitioner
from app.generated.prescription import Prescription
from app.generated.prescription_item import PrescriptionItem
from app.generated.room import Room
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

NINE = dt.datetime(2030, 3, 4, 1, 0, tzinfo=dt.UTC)
TWENTY = dt.timedelta(minutes=20)


def clinic(ctx: Context) -> tuple[Practitioner, Room, list[Patient]]:
    department = ctx.create(Department, code="NK", name="Medicine")
    doctor = ctx.create(
        Practitioner, name="Zhang", department=department.id, profession="physician"
    )
    room = ctx.create(Room, name="101", department=department.id)
    patients = [
        ctx.create(Patient, name=name, birth_on=dt.date(1980, 1, 1), phone="13800000001")
        for name in ("Wang", "Zhao")
    ]
    return doctor, room, patients


def booked(ctx: Context, patient: Patient, doctor: Practitioner, start: dt.datetime) -> Appointment:
    return ctx.create(
        Appointment, patient=patient.id, practitioner=doctor.id, starts_at=start,
        ends_at=start + TWENTY,
    )  # fmt: skip


def test_a_doctor_is_not_booked_twice_at_one_time(ctx: Context) -> None:
    doctor, _, (one, other) = clinic(ctx)
    booked(ctx, one, doctor, NINE)
    with pytest.raises(RuleViolation, match="another appointment"):
        booked(ctx, other, doctor, NINE + TWENTY / 2)
    assert booked(ctx, other, doctor, NINE + TWENTY).state == "booked"


def test_who_checks_in_is_under_treatment_and_has_an_encounter(ctx: Context) -> None:
    doctor, room, (one, _) = clinic(ctx)
    visit = ctx.transition(booked(ctx, one, doctor, NINE), "check_in", room=room.id)
    encounter = ctx.get(Encounter, visit.encounter_id or 0)
    assert (encounter.patient_id, encounter.practitioner_id) == (one.id, doctor.id)
    assert ctx.session.query(CareRelation).count() == 1


def test_nothing_is_prescribed_that_the_patient_is_allergic_to(ctx: Context) -> None:
    doctor, _, (one, _) = clinic(ctx)
    ctx.create(Allergy, patient=one.id, substance="penicillin")
    encounter = ctx.create(Encounter, patient=one.id, practitioner=doctor.id)
    prescription = ctx.create(Prescription, encounter=encounter.id)
    ctx.create(PrescriptionItem, prescription=prescription.id, drug="Penicillin V", dose="500 mg")
    with pytest.raises(RuleViolation, match="allergic"):
        ctx.transition(prescription, "sign")
