"""审计发现 Audit finding: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9e7e9d5071bc7cac72a289933d5ccda5d5fcd362c613367ddc455d314eb29ff0

from app.forms import DateField, FilesField, RecordForm, RefField, TextField, TransitionForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import AuditFinding


class AuditFindingForm(RecordForm):
    entity = AuditFinding
    owner = RefField()
    due_on = DateField()
    response = TextField()
    documents = FilesField()


class AuditFindingAssignForm(TransitionForm):
    entity = AuditFinding
    transition = "assign"
    owner = RefField()
    due_on = DateField()


class AuditFindingDismissForm(TransitionForm):
    entity = AuditFinding
    transition = "dismiss"


class AuditFindingStartForm(TransitionForm):
    entity = AuditFinding
    transition = "start"


class AuditFindingSubmitForm(TransitionForm):
    entity = AuditFinding
    transition = "submit"
    response = TextField()
    documents = FilesField()


class AuditFindingSendBackForm(TransitionForm):
    entity = AuditFinding
    transition = "send_back"


class AuditFindingVerifyForm(TransitionForm):
    entity = AuditFinding
    transition = "verify"


class AuditFindingCloseForm(TransitionForm):
    entity = AuditFinding
    transition = "close"


class AuditFindingImproveForm(TransitionForm):
    entity = AuditFinding
    transition = "improve"


class AuditFindingView(RecordView):
    entity = AuditFinding
    form = AuditFindingForm
    transition_forms = {
        "assign": AuditFindingAssignForm,
        "dismiss": AuditFindingDismissForm,
        "start": AuditFindingStartForm,
        "submit": AuditFindingSubmitForm,
        "send_back": AuditFindingSendBackForm,
        "verify": AuditFindingVerifyForm,
        "close": AuditFindingCloseForm,
        "improve": AuditFindingImproveForm,
    }
    columns = [
        "rule",
        "rule_name",
        "risk",
        "subject",
        "subject_id",
        "explanation",
        "owner",
        "due_on",
        "state",
    ]
    filters = ["state", "risk", "rule", "subject", "run", "owner", "due_on"]
    sort = ["-id"]
    sections = [
        Section(
            label(zh="发现", en="Finding"),
            [
                "run",
                "rule",
                "rule_name",
                "risk",
                "subject",
                "subject_id",
                "explanation",
                "evidence",
                "seen",
            ],
        ),
        Section(label(zh="整改", en="Mending"), ["owner", "due_on", "response", "documents"]),
    ]
