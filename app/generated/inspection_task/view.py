"""巡检任务 Inspection: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e619ef1b51ba885e1c4ee8d2502baf139ae37d4f239a927cdde93beba9734355

from app.forms import (
    BarcodeField,
    DecimalField,
    DurationField,
    ImagesField,
    RecordForm,
    RefField,
    SignatureField,
    TextField,
    TransitionForm,
)
from app.runtime.field import Quick, Section, label
from app.web.view import RecordView

from .model import InspectionTask


class InspectionTaskForm(RecordForm):
    entity = InspectionTask
    assignee = RefField()
    scan_code = BarcodeField()
    labor_min = DurationField()
    run_hours = DecimalField()
    photos = ImagesField()
    signature = SignatureField()
    remark = TextField()


class InspectionTaskIssueForm(TransitionForm):
    entity = InspectionTask
    transition = "issue"


class InspectionTaskTransferForm(TransitionForm):
    entity = InspectionTask
    transition = "transfer"
    assignee = RefField()


class InspectionTaskStartForm(TransitionForm):
    entity = InspectionTask
    transition = "start"
    scan_code = BarcodeField()
    photos = ImagesField()


class InspectionTaskFinishForm(TransitionForm):
    entity = InspectionTask
    transition = "finish"
    run_hours = DecimalField()
    labor_min = DurationField()
    photos = ImagesField()
    signature = SignatureField()
    remark = TextField()


class InspectionTaskVerifyForm(TransitionForm):
    entity = InspectionTask
    transition = "verify"


class InspectionTaskReworkForm(TransitionForm):
    entity = InspectionTask
    transition = "rework"


class InspectionTaskSkipForm(TransitionForm):
    entity = InspectionTask
    transition = "skip"


class InspectionTaskView(RecordView):
    entity = InspectionTask
    form = InspectionTaskForm
    transition_forms = {
        "issue": InspectionTaskIssueForm,
        "transfer": InspectionTaskTransferForm,
        "start": InspectionTaskStartForm,
        "finish": InspectionTaskFinishForm,
        "verify": InspectionTaskVerifyForm,
        "rework": InspectionTaskReworkForm,
        "skip": InspectionTaskSkipForm,
    }
    columns = [
        "task_no",
        "equipment_name",
        "location",
        "kind",
        "due_on",
        "state",
        "assignee_name",
        "result",
        "overdue",
    ]
    filters = [
        "state",
        "project",
        "kind",
        "due_on",
        "overdue",
        "result",
        "assignee",
        "category",
        "equipment",
        "plan",
        "sampled",
    ]
    sort = ["-due_on"]
    sections = [
        Section(
            label(zh="任务", en="Task"),
            [
                "task_no",
                "plan",
                "equipment",
                "equipment_name",
                "location",
                "category",
                "project",
                "kind",
                "due_on",
                "late_after",
                "assignee",
                "assignee_name",
                "standard_min",
            ],
        ),
        Section(
            label(zh="执行", en="Work done"),
            [
                "scan_code",
                "scan_verified",
                "started_at",
                "finished_at",
                "labor_min",
                "run_hours",
                "result",
                "photos",
                "signature",
                "remark",
                "repair_order",
            ],
        ),
        Section(
            label(zh="下发与升级", en="Issue and escalation"),
            [
                "nominal_on",
                "nominal_key",
                "sort_no",
                "issued_at",
                "overdue",
                "told_level",
                "sampled",
            ],
            collapsed=True,
        ),
    ]
    quick = [
        Quick(
            "late", label(zh="已逾期", en="Overdue"), "late_after__lt=today&state__in=issued,doing"
        ),
        Quick("today", label(zh="今天", en="Today"), "due_on=today&state__in=planned,issued,doing"),
        Quick(
            "week",
            label(zh="本周", en="This week"),
            "due_on=this_week&state__in=planned,issued,doing",
        ),
        Quick("abnormal", label(zh="异常", en="Abnormal"), "result=abnormal"),
        Quick("to_verify", label(zh="待复核", en="To be verified"), "sampled=true&state=done"),
    ]
    kanban = "state"
    calendar = "due_on"
    mobile = ["technician"]
