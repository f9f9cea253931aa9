"""Prescriptions: nothing is signed that the patient is allergic to."""

from __future__ import annotations

from sqlalchemy import select

from app.generated.allergy import Allergy
from app.generated.prescription import Prescription, prescription_hooks
from app.generated.prescription_item import PrescriptionItem
from app.runtime.context import Context
from app.runtime.errors import RuleViolation


@prescription_hooks.on_transition("sign")
def no_allergy(prescription: Prescription, ctx: Context) -> None:
    """The generic name of a drug holds no substance on the patient's list, upper or lower case."""
    substances = ctx.session.scalars(
        select(Allergy.substance).where(
            Allergy.patient_id == prescription.patient_id, Allergy.deleted_at.is_(None)
        )
    ).all()
    drugs = ctx.session.scalars(
        select(PrescriptionItem.drug).where(
            PrescriptionItem.prescription_id == prescription.id,
            PrescriptionItem.deleted_at.is_(None),
        )
    ).all()
    for drug in drugs:
        for substance in substances:
            if substance.casefold() in drug.casefold():
                raise RuleViolation(
                    f"患者对 {substance} 过敏，不能开 {drug} / The patient is allergic to {substance}: not {drug}.",
                    field="items",
                )
    ctx.update(prescription, signed_at=ctx.now)
