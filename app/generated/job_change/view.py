"""任职变动 Job change: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1986dfd4716a3896e7c07ade7308948fe2926b0911b90290d8a2bde66ed8ad9d

from app.forms import (
    DateField,
    EnumField,
    IntegerField,
    MoneyField,
    RecordForm,
    RefField,
    TextField,
    TransitionForm,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import JobChange


class JobChangeForm(RecordForm):
    entity = JobChange
    employee = RefField()
    kind = EnumField()
    effective_on = DateField()
    reason = TextField()
    to_department = RefField()
    to_position = RefField()
    to_project = RefField()
    to_grade = IntegerField()
    to_pay = MoneyField()


class JobChangeSubmitForm(TransitionForm):
    entity = JobChange
    transition = "submit"


class JobChangeSuggestForm(TransitionForm):
    entity = JobChange
    transition = "suggest"


class JobChangePutDownForm(TransitionForm):
    entity = JobChange
    transition = "put_down"


class JobChangeTakeUpForm(TransitionForm):
    entity = JobChange
    transition = "take_up"
    effective_on = DateField()
    to_position = RefField()
    to_grade = IntegerField()
    to_pay = MoneyField()


class JobChangeReviewForm(TransitionForm):
    entity = JobChange
    transition = "review"
    effective_on = DateField()
    to_grade = IntegerField()
    to_pay = MoneyField()


class JobChangeApproveForm(TransitionForm):
    entity = JobChange
    transition = "approve"


class JobChangeRejectForm(TransitionForm):
    entity = JobChange
    transition = "reject"


class JobChangeApplyForm(TransitionForm):
    entity = JobChange
    transition = "apply"


class JobChangeView(RecordView):
    entity = JobChange
    form = JobChangeForm
    transition_forms = {
        "submit": JobChangeSubmitForm,
        "suggest": JobChangeSuggestForm,
        "put_down": JobChangePutDownForm,
        "take_up": JobChangeTakeUpForm,
        "review": JobChangeReviewForm,
        "approve": JobChangeApproveForm,
        "reject": JobChangeRejectForm,
        "apply": JobChangeApplyForm,
    }
    columns = [
        "change_no",
        "employee",
        "kind",
        "from_position",
        "to_position",
        "from_grade",
        "to_grade",
        "effective_on",
        "suggested",
        "state",
    ]
    filters = ["state", "kind", "employee", "effective_on", "suggested"]
    sort = ["-effective_on"]
    sections = [
        Section(
            label(zh="变动", en="Change"),
            ["employee", "kind", "effective_on", "reason", "suggested", "reviewed"],
        ),
        Section(
            label(zh="变动前", en="Before"),
            ["from_department", "from_position", "from_project", "from_grade", "from_pay"],
        ),
        Section(
            label(zh="变动后", en="After"),
            ["to_department", "to_position", "to_project", "to_grade", "to_pay"],
        ),
        Section(label(zh="其他", en="More"), ["change_no", "employee_name"], collapsed=True),
    ]
