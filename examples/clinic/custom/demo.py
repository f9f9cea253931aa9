"""One department, two doctors (one is the login `doctor`), two patients; one of them has checked in, the other is to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from app.config import DEMO_PASSWORD
from app.generated.allergy import Allergy
from app.generated.appointment import Appointment
from app.generated.department import Department
from app.generated.diagnosis import Diagnosis
from app.generated.encounter import Encounter
from app.generated.lab_order import LabOrder
from app.generated.patient import Patient
from app.generated.practitioner import Practitioner
from app.generated.prescription import Prescription
from app.generated.prescription_item import PrescriptionItem
from app.generated.room import Room
from app.runtime import records
from app.runtime.accounts import logins
from app.runtime.context import Context


def load(*, size: str, tell: Callable[[str], None]) -> None:
    """Everything is written as the system, through the rules of booking."""
    with Context.system(channel="cli") as ctx, records.writing(ctx):
        users = logins.for_each_role(ctx, DEMO_PASSWORD)
    tell("就诊 / visits")
    with Context.system(channel="cli") as ctx, records.writing(ctx):
        medicine = ctx.create(Department, code="NK", name="内科 Internal medicine")
        room = ctx.create(Room, name="101", department=medicine.id)
        doctor, other = (
            ctx.create(
                Practitioner, name=name, department=medicine.id, profession="physician", login=login
            )
            for name, login in (("张医生", users["doctor"].id), ("李医生", None))
        )
        patients = [
            ctx.create(Patient, name=name, birth_on=born, phone=phone, login=login)
            for name, born, phone, login in (
                ("王芳", dt.date(1985, 4, 12), "13800000001", users["patient"].id),
                ("赵强", dt.date(1972, 11, 3), "13800000002", None),
            )
        ]
        ctx.create(Allergy, patient=patients[0].id, substance="青霉素", severity="severe")
        start = (ctx.now + dt.timedelta(days=1)).replace(minute=0, second=0, microsecond=0)
        visits = [
            ctx.create(
                Appointment, patient=patient.id, practitioner=who.id, starts_at=start,
                ends_at=start + dt.timedelta(minutes=20), reason="咳嗽三天",
            )
            for patient, who in zip(patients, (doctor, other), strict=True)
        ]  # fmt: skip
        ctx.transition(visits[0], "check_in", room=room.id)
        encounter = ctx.get(Encounter, visits[0].encounter_id or 0)
        ctx.create(Diagnosis, encounter=encounter.id, code="J20.9", name="急性支气管炎")
        ctx.create(LabOrder, encounter=encounter.id, test_name="血常规")
        prescription = ctx.create(Prescription, encounter=encounter.id)
        ctx.create(PrescriptionItem, prescription=prescription.id, drug="氨溴索", dose="30 mg")
