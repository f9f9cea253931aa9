"""服务工单 Work order: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 07193f75e7f00007eb3ca5f86927115b689571faa42c172233c426c29a4a40ff

from app.forms import (
    BarcodeField,
    DateTimeField,
    EnumField,
    ImagesField,
    MoneyField,
    PhoneField,
    RatingField,
    RecordForm,
    RefField,
    StringField,
    TextField,
    TransitionForm,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import WorkOrder


class WorkOrderForm(RecordForm):
    entity = WorkOrder
    customer = RefField()
    unit = RefField()
    summary = StringField()
    category = RefField()
    priority = EnumField()
    source = EnumField()
    equipment = RefField()
    description = TextField()
    photos = ImagesField()
    appointment_at = DateTimeField()
    project = RefField()
    external_id = StringField()
    contact_name = StringField()
    contact_phone = PhoneField()
    department = RefField()
    assignee = RefField()
    hold_reason = EnumField()
    resume_at = DateTimeField()
    quote = MoneyField()
    result = TextField()
    cause = StringField()
    after_photos = ImagesField()
    arrival_code = BarcodeField()
    arrival_photos = ImagesField()
    rating = RatingField()
    rating_comment = StringField()
    internal_note = TextField()
    duplicate_of = RefField()


class WorkOrderPortalForm(RecordForm):
    entity = WorkOrder
    unit = RefField()
    category = RefField()
    summary = StringField()
    description = TextField()
    photos = ImagesField()
    contact_name = StringField()
    contact_phone = PhoneField()
    appointment_at = DateTimeField()


class WorkOrderAcceptForm(TransitionForm):
    entity = WorkOrder
    transition = "accept"
    category = RefField()
    priority = EnumField()


class WorkOrderRejectForm(TransitionForm):
    entity = WorkOrder
    transition = "reject"
    duplicate_of = RefField()


class WorkOrderCancelForm(TransitionForm):
    entity = WorkOrder
    transition = "cancel"


class WorkOrderAssignForm(TransitionForm):
    entity = WorkOrder
    transition = "assign"
    assignee = RefField()


class WorkOrderReassignForm(TransitionForm):
    entity = WorkOrder
    transition = "reassign"
    assignee = RefField()


class WorkOrderReassignOverLimitForm(TransitionForm):
    entity = WorkOrder
    transition = "reassign_over_limit"
    assignee = RefField()


class WorkOrderDeclineForm(TransitionForm):
    entity = WorkOrder
    transition = "decline"


class WorkOrderStartForm(TransitionForm):
    entity = WorkOrder
    transition = "start"
    arrival_code = BarcodeField()
    arrival_photos = ImagesField()


class WorkOrderQuoteForm(TransitionForm):
    entity = WorkOrder
    transition = "quote"
    quote = MoneyField()


class WorkOrderRepairForm(TransitionForm):
    entity = WorkOrder
    transition = "repair"
    equipment = RefField()


class WorkOrderApproveQuoteForm(TransitionForm):
    entity = WorkOrder
    transition = "approve_quote"


class WorkOrderRefuseQuoteForm(TransitionForm):
    entity = WorkOrder
    transition = "refuse_quote"


class WorkOrderHoldForm(TransitionForm):
    entity = WorkOrder
    transition = "hold"
    hold_reason = EnumField()
    resume_at = DateTimeField()


class WorkOrderHoldLongerForm(TransitionForm):
    entity = WorkOrder
    transition = "hold_longer"
    hold_reason = EnumField()
    resume_at = DateTimeField()


class WorkOrderResumeForm(TransitionForm):
    entity = WorkOrder
    transition = "resume"


class WorkOrderResolveForm(TransitionForm):
    entity = WorkOrder
    transition = "resolve"
    result = TextField()
    cause = StringField()
    after_photos = ImagesField()


class WorkOrderConfirmForm(TransitionForm):
    entity = WorkOrder
    transition = "confirm"
    rating = RatingField()
    rating_comment = StringField()


class WorkOrderReopenForm(TransitionForm):
    entity = WorkOrder
    transition = "reopen"


class WorkOrderView(RecordView):
    entity = WorkOrder
    form = WorkOrderForm
    portal_form = WorkOrderPortalForm
    transition_forms = {
        "accept": WorkOrderAcceptForm,
        "reject": WorkOrderRejectForm,
        "cancel": WorkOrderCancelForm,
        "assign": WorkOrderAssignForm,
        "reassign": WorkOrderReassignForm,
        "reassign_over_limit": WorkOrderReassignOverLimitForm,
        "decline": WorkOrderDeclineForm,
        "start": WorkOrderStartForm,
        "quote": WorkOrderQuoteForm,
        "repair": WorkOrderRepairForm,
        "approve_quote": WorkOrderApproveQuoteForm,
        "refuse_quote": WorkOrderRefuseQuoteForm,
        "hold": WorkOrderHoldForm,
        "hold_longer": WorkOrderHoldLongerForm,
        "resume": WorkOrderResumeForm,
        "resolve": WorkOrderResolveForm,
        "confirm": WorkOrderConfirmForm,
        "reopen": WorkOrderReopenForm,
    }
    columns = [
        "order_no",
        "summary",
        "project",
        "unit",
        "category",
        "priority",
        "state",
        "assignee_name",
        "sla_state",
        "resolve_due",
        "created_at",
    ]
    filters = [
        "state",
        "priority",
        "sla_state",
        "project",
        "category",
        "source",
        "assignee",
        "assignee_name",
        "chargeable",
    ]
    sort = ["-created_at"]
    sections = [
        Section(
            label(zh="诉求", en="Request"),
            [
                "customer",
                "unit",
                "summary",
                "category",
                "priority",
                "source",
                "equipment",
                "description",
                "photos",
                "appointment_at",
                "project",
                "external_id",
            ],
        ),
        Section(
            label(zh="联系方式", en="Contact"), ["contact_name", "contact_phone", "site_phone"]
        ),
        Section(
            label(zh="派单", en="Assignment"),
            [
                "department",
                "assignee",
                "assignee_name",
                "assigned_at",
                "reassign_count",
                "assign_score",
                "confidence",
            ],
        ),
        Section(
            label(zh="时限", en="Time limits"),
            [
                "sla_state",
                "respond_due",
                "resolve_due",
                "responded_at",
                "arrived_at",
                "resolved_at",
                "closed_at",
                "policy",
            ],
        ),
        Section(
            label(zh="处理", en="Work done"),
            [
                "hold_reason",
                "resume_at",
                "quote",
                "chargeable",
                "result",
                "cause",
                "after_photos",
                "arrival_code",
                "arrival_photos",
            ],
        ),
        Section(label(zh="评价", en="Rating"), ["rating", "rating_comment"]),
        Section(
            label(zh="内部", en="Internal"),
            [
                "internal_note",
                "duplicate_of",
                "follow_up_of",
                "service_plan",
                "dept_head",
                "dept_head_name",
                "project_manager",
                "manager_name",
                "hold_count",
                "reopen_count",
            ],
            collapsed=True,
        ),
        Section(label(zh="其他", en="More"), ["order_no"], collapsed=True),
    ]
    kanban = "state"
    calendar = "resolve_due"
    mobile = ["technician"]
