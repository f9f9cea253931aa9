"""The certificate of a course that was passed, on a sheet of A4 (4.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from app.generated.company import Company
from app.generated.course import Course
from app.generated.employee import Employee
from app.generated.training_enrollment import TrainingEnrollment
from app.runtime import pdf
from app.runtime.context import Context
from app.runtime.errors import NotFound, RuleViolation

WORDS: Mapping[str, tuple[str, str]] = {
    "title": ("培训合格证书", "Certificate of training"),
    "said": ("经考核合格，完成以下培训课程：", "has completed and passed the course"),
    "number": ("证书编号", "Certificate no."), "employee": ("工号", "Employee no."),
    "hours": ("学时", "Hours"), "score": ("成绩", "Score"), "graded": ("发证日期", "Issued on"),
    "valid": ("有效期至", "Valid to"), "for_good": ("长期有效", "for good"),
    "seal": ("（发证单位盖章）", "(seal)"),
    "foot": ("公司内部培训证明，不代替国家规定的特种作业证书。", "Of training inside the company; it replaces no licence that the law asks for."),
}  # fmt: skip


def printed(ctx: Context, enrolment: int, language: str = "zh") -> bytes:
    """PDF. The caller has asked whether this person may read the enrolment. Raises RuleViolation for who has not passed."""
    return pdf.made("certificate", drawn(ctx, enrolment, language))


def drawn(ctx: Context, enrolment: int, language: str) -> dict[str, Any]:
    """What stands on it, as texts."""
    of = ctx.session.get(TrainingEnrollment, enrolment)
    if of is None or of.state != "passed":
        raise RuleViolation(
            "还没有通过，没有证书 / There is no certificate before the course is passed.",
            code="no_certificate",
        )
    place = 0 if language == "zh" else 1
    employee = ctx.session.get(Employee, of.employee_id)
    course = ctx.session.get(Course, of.course_id)
    company = ctx.session.scalar(select(Company.name).order_by(Company.id).limit(1)) or ""
    if employee is None or course is None:
        raise NotFound
    about = [
        ("number", of.certificate_no or ""), ("employee", employee.emp_no or ""),
        ("hours", f"{course.hours:g}"), ("score", f"{of.score:g}" if of.score is not None else "—"),
        ("graded", of.graded_on.isoformat() if of.graded_on else ""),
        ("valid", of.valid_to.isoformat() if of.valid_to else WORDS["for_good"][place]),
    ]  # fmt: skip
    return {
        "language": language, "app": company, "company": company, "title": WORDS["title"][place],
        "name": employee.name, "said": WORDS["said"][place], "course": course.name,
        "about": [[WORDS[name][place], text] for name, text in about],
        "seal": WORDS["seal"][place], "foot": WORDS["foot"][place],
    }  # fmt: skip
