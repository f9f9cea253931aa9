"""报修单 Repair order: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a83b9a0c3ad68701349dfefb618b4d53c3277d9efa9ae94613a323a3a74199f6

from app.forms import (
    BooleanField,
    DateField,
    DateTimeField,
    DurationField,
    EnumField,
    ImagesField,
    MoneyField,
    RecordForm,
    RefField,
    StringField,
    TextField,
    TransitionForm,
)
from app.runtime.field import Quick, Section, Tab, label
from app.web.view import RecordView

from .model import RepairOrder


class RepairOrderForm(RecordForm):
    entity = RepairOrder
    equipment = RefField()
    severity = EnumField()
    description = TextField()
    photos = ImagesField()
    fault_at = DateTimeField()
    fault_code = StringField()
    project = RefField()
    source = EnumField()
    work_order = RefField()
    assignee = RefField()
    finished_at = DateTimeField()
    stops_device = BooleanField()
    waiting_for = StringField()
    part_due_on = DateField()
    cause = EnumField()
    cause_note = StringField()
    action = TextField()
    after_photos = ImagesField()
    equipment_after = EnumField()
    failure = BooleanField()
    labor_min = DurationField()
    vendor_cost = MoneyField()


class RepairOrderDispatchForm(TransitionForm):
    entity = RepairOrder
    transition = "dispatch"
    assignee = RefField()


class RepairOrderCancelForm(TransitionForm):
    entity = RepairOrder
    transition = "cancel"


class RepairOrderRedispatchForm(TransitionForm):
    entity = RepairOrder
    transition = "redispatch"
    assignee = RefField()


class RepairOrderAcceptForm(TransitionForm):
    entity = RepairOrder
    transition = "accept"


class RepairOrderStartForm(TransitionForm):
    entity = RepairOrder
    transition = "start"
    stops_device = BooleanField()


class RepairOrderWaitPartForm(TransitionForm):
    entity = RepairOrder
    transition = "wait_part"
    waiting_for = StringField()
    part_due_on = DateField()


class RepairOrderPartArrivedForm(TransitionForm):
    entity = RepairOrder
    transition = "part_arrived"


class RepairOrderFinishForm(TransitionForm):
    entity = RepairOrder
    transition = "finish"
    cause = EnumField()
    cause_note = StringField()
    action = TextField()
    labor_min = DurationField()
    vendor_cost = MoneyField()
    equipment_after = EnumField()
    failure = BooleanField()
    finished_at = DateTimeField()
    after_photos = ImagesField()


class RepairOrderFailAcceptanceForm(TransitionForm):
    entity = RepairOrder
    transition = "fail_acceptance"


class RepairOrderPassAcceptanceForm(TransitionForm):
    entity = RepairOrder
    transition = "pass_acceptance"


class RepairOrderView(RecordView):
    entity = RepairOrder
    form = RepairOrderForm
    transition_forms = {
        "dispatch": RepairOrderDispatchForm,
        "cancel": RepairOrderCancelForm,
        "redispatch": RepairOrderRedispatchForm,
        "accept": RepairOrderAcceptForm,
        "start": RepairOrderStartForm,
        "wait_part": RepairOrderWaitPartForm,
        "part_arrived": RepairOrderPartArrivedForm,
        "finish": RepairOrderFinishForm,
        "fail_acceptance": RepairOrderFailAcceptanceForm,
        "pass_acceptance": RepairOrderPassAcceptanceForm,
    }
    columns = [
        "repair_no",
        "equipment_name",
        "location",
        "severity",
        "state",
        "assignee_name",
        "restore_state",
        "restore_due",
        "fault_at",
        "project",
    ]
    filters = [
        "state",
        "severity",
        "restore_state",
        "project",
        "category",
        "cause",
        "source",
        "assignee",
        "equipment",
        "failure",
        "fault_at",
    ]
    sort = ["-fault_at"]
    sections = [
        Section(
            label(zh="故障", en="Fault"),
            [
                "repair_no",
                "equipment",
                "equipment_name",
                "location",
                "category",
                "severity",
                "description",
                "photos",
                "fault_at",
                "fault_code",
                "project",
                "source",
                "work_order",
                "inspection",
                "reporter",
                "reporter_name",
            ],
        ),
        Section(
            label(zh="派单", en="Assignment"),
            ["assignee", "assignee_name", "deputy", "redispatched", "silent_level", "notified_at"],
        ),
        Section(
            label(zh="时限", en="Time limits"),
            [
                "restore_state",
                "respond_due",
                "chase_at",
                "restore_due",
                "accepted_at",
                "started_at",
                "finished_at",
                "closed_at",
                "down_min",
            ],
            tab="limits",
        ),
        Section(
            label(zh="维修", en="Repair"),
            [
                "stops_device",
                "waiting_for",
                "part_due_on",
                "cause",
                "cause_note",
                "action",
                "after_photos",
                "equipment_after",
                "failure",
                "rework_count",
            ],
            tab="work",
        ),
        Section(
            label(zh="费用", en="Cost"),
            ["labor_min", "labor_cost", "part_cost", "vendor_cost", "total_cost"],
            tab="work",
        ),
        Section(label(zh="内部", en="Internal"), ["project_manager"], collapsed=True, tab="limits"),
    ]
    tabs = [
        Tab("work", label(zh="维修与备件", en="Repair and parts"), ["parts"]),
        Tab("limits", label(zh="时限", en="Time limits")),
    ]
    quick = [
        Quick(
            "open",
            label(zh="未修复", en="Not restored"),
            "state__in=reported,dispatched,accepted,repairing,waiting_part",
        ),
        Quick(
            "down",
            label(zh="停机中", en="Device down"),
            "severity__in=s1,s2&state__in=reported,dispatched,accepted,repairing,waiting_part",
        ),
        Quick("late", label(zh="已超时", en="Overdue"), "restore_state=breached"),
        Quick(
            "month",
            label(zh="本月故障", en="Failed this month"),
            "fault_at=this_month&failure=true",
        ),
    ]
    kanban = "state"
    calendar = "restore_due"
    mobile = ["technician"]
