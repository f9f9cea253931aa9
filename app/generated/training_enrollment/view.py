"""培训报名 Enrolment: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 81e1a2868021de1d5278d23d4701316db02f0cb066b6a313399f3e83e3e35c6c

from app.forms import DecimalField, RatingField, RecordForm, RefField, TransitionForm
from app.runtime.field import Quick, Section, label
from app.web.view import RecordView

from .model import TrainingEnrollment


class TrainingEnrollmentForm(RecordForm):
    entity = TrainingEnrollment
    session = RefField()
    employee = RefField()
    score = DecimalField()
    feedback = RatingField()


class TrainingEnrollmentConfirmForm(TransitionForm):
    entity = TrainingEnrollment
    transition = "confirm"


class TrainingEnrollmentWaitForm(TransitionForm):
    entity = TrainingEnrollment
    transition = "wait"


class TrainingEnrollmentPromoteForm(TransitionForm):
    entity = TrainingEnrollment
    transition = "promote"


class TrainingEnrollmentWithdrawForm(TransitionForm):
    entity = TrainingEnrollment
    transition = "withdraw"


class TrainingEnrollmentCallOffForm(TransitionForm):
    entity = TrainingEnrollment
    transition = "call_off"


class TrainingEnrollmentAttendForm(TransitionForm):
    entity = TrainingEnrollment
    transition = "attend"


class TrainingEnrollmentMissForm(TransitionForm):
    entity = TrainingEnrollment
    transition = "miss"


class TrainingEnrollmentSucceedForm(TransitionForm):
    entity = TrainingEnrollment
    transition = "succeed"
    score = DecimalField()


class TrainingEnrollmentFailForm(TransitionForm):
    entity = TrainingEnrollment
    transition = "fail"
    score = DecimalField()


class TrainingEnrollmentView(RecordView):
    entity = TrainingEnrollment
    form = TrainingEnrollmentForm
    transition_forms = {
        "confirm": TrainingEnrollmentConfirmForm,
        "wait": TrainingEnrollmentWaitForm,
        "promote": TrainingEnrollmentPromoteForm,
        "withdraw": TrainingEnrollmentWithdrawForm,
        "call_off": TrainingEnrollmentCallOffForm,
        "attend": TrainingEnrollmentAttendForm,
        "miss": TrainingEnrollmentMissForm,
        "succeed": TrainingEnrollmentSucceedForm,
        "fail": TrainingEnrollmentFailForm,
    }
    columns = [
        "employee",
        "course_name",
        "session",
        "starts_at",
        "origin",
        "score",
        "valid_to",
        "state",
    ]
    filters = ["state", "course", "session", "employee", "origin", "starts_at", "valid_to"]
    sort = ["-starts_at"]
    sections = [
        Section(
            label(zh="报名", en="Enrolment"),
            [
                "session",
                "course",
                "starts_at",
                "employee",
                "employee_name",
                "origin",
                "recommendation",
            ],
        ),
        Section(
            label(zh="结果", en="Result"),
            ["score", "graded_on", "certificate_no", "valid_to", "feedback"],
        ),
        Section(label(zh="其他", en="More"), ["course_name"], collapsed=True),
    ]
    quick = [
        Quick(
            "ends",
            label(zh="60 天内到期", en="Ends within 60 days"),
            "valid_to__between=today,next_60_days",
        ),
    ]
    menu = False
