"""调查答卷 Survey response: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 5ee684ac4ca114856f161fec5e2ae52722b6cd0b68d9cf112736d3251758d678

from app.forms import IntegerField, JsonField, RatingField, RecordForm, RefField, TextField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import SurveyResponse


class SurveyResponseForm(RecordForm):
    entity = SurveyResponse
    survey = RefField()
    customer = RefField()
    work_order = RefField()
    csat = RatingField()
    nps = IntegerField()
    comment = TextField()
    answers = JsonField()


class SurveyResponsePortalForm(RecordForm):
    entity = SurveyResponse
    csat = RatingField()
    nps = IntegerField()
    comment = TextField()


class SurveyResponseView(RecordView):
    entity = SurveyResponse
    form = SurveyResponseForm
    portal_form = SurveyResponsePortalForm
    columns = ["survey", "project", "customer", "csat", "nps", "submitted_at", "low_followup"]
    filters = ["survey", "project", "csat"]
    sort = ["-invited_at"]
    sections = [
        Section(
            label(zh="答卷", en="Response"),
            [
                "survey",
                "customer",
                "work_order",
                "csat",
                "nps",
                "comment",
                "answers",
                "submitted_at",
                "low_followup",
            ],
        ),
        Section(
            label(zh="其他", en="More"), ["token_hash", "project", "invited_at"], collapsed=True
        ),
    ]
    menu = False
