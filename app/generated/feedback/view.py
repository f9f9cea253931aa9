"""意见建议 Feedback: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 3ede048d818617dc4cd76d017818ea053ee26b7a9d01c3e12736d8ec123c720c

from app.forms import EnumField, RecordForm, RefField, TextField, TransitionForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Feedback


class FeedbackForm(RecordForm):
    entity = Feedback
    kind = EnumField()
    content = TextField()
    project = RefField()
    customer = RefField()
    topic = RefField()
    severity = EnumField()
    reply = TextField()
    measure = RefField()


class FeedbackPortalForm(RecordForm):
    entity = Feedback
    kind = EnumField()
    content = TextField()


class FeedbackTriageForm(TransitionForm):
    entity = Feedback
    transition = "triage"
    topic = RefField()
    severity = EnumField()


class FeedbackTicketForm(TransitionForm):
    entity = Feedback
    transition = "ticket"


class FeedbackReplyForm(TransitionForm):
    entity = Feedback
    transition = "reply"
    reply = TextField()


class FeedbackCloseForm(TransitionForm):
    entity = Feedback
    transition = "close"


class FeedbackImproveForm(TransitionForm):
    entity = Feedback
    transition = "improve"
    measure = RefField()


class FeedbackView(RecordView):
    entity = Feedback
    form = FeedbackForm
    portal_form = FeedbackPortalForm
    transition_forms = {
        "triage": FeedbackTriageForm,
        "ticket": FeedbackTicketForm,
        "reply": FeedbackReplyForm,
        "close": FeedbackCloseForm,
        "improve": FeedbackImproveForm,
    }
    columns = [
        "fb_no",
        "kind",
        "content",
        "topic",
        "severity",
        "mood",
        "project",
        "submitter_kind",
        "state",
        "reply_state",
        "reply_due",
        "created_at",
    ]
    filters = [
        "state",
        "severity",
        "topic",
        "kind",
        "project",
        "mood",
        "submitter_kind",
        "channel",
        "reply_state",
        "created_at",
    ]
    sort = ["-id"]
    sections = [
        Section(
            label(zh="意见", en="Feedback"),
            [
                "kind",
                "content",
                "project",
                "customer",
                "employee",
                "submitter_kind",
                "hidden",
                "channel",
            ],
        ),
        Section(
            label(zh="判定", en="What it is about"),
            ["topic", "severity", "mood", "sentiment", "confidence", "grounds"],
        ),
        Section(
            label(zh="答复", en="Reply"),
            [
                "reply",
                "reply_due",
                "reply_state",
                "replied_at",
                "triage_due",
                "triaged_at",
                "closed_at",
            ],
        ),
        Section(label(zh="去向", en="What came of it"), ["work_order", "measure"]),
        Section(label(zh="其他", en="More"), ["fb_no", "submitter", "code_hash"], collapsed=True),
    ]
    menu = False
