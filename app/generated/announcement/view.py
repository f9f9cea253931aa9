"""公告 Announcement: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9b13f5c5ecffc91337d092cc1f75d43234a0aecbc69ba06e9c2a25ab8df87933

from app.forms import (
    DateTimeField,
    EnumField,
    RecordForm,
    RefField,
    StringField,
    TextField,
    TransitionForm,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Announcement


class AnnouncementForm(RecordForm):
    entity = Announcement
    kind = EnumField()
    headline = StringField()
    body = TextField()
    project = RefField()
    building = RefField()
    begins_at = DateTimeField()
    ends_at = DateTimeField()


class AnnouncementPublishForm(TransitionForm):
    entity = Announcement
    transition = "publish"


class AnnouncementWithdrawForm(TransitionForm):
    entity = Announcement
    transition = "withdraw"


class AnnouncementView(RecordView):
    entity = Announcement
    form = AnnouncementForm
    transition_forms = {"publish": AnnouncementPublishForm, "withdraw": AnnouncementWithdrawForm}
    columns = [
        "notice_no",
        "headline",
        "kind",
        "project",
        "building",
        "begins_at",
        "ends_at",
        "state",
        "published_at",
        "told",
    ]
    filters = ["state", "kind", "project", "building", "published_at"]
    sort = ["-id"]
    sections = [
        Section(
            label(zh="公告", en="Announcement"),
            [
                "kind",
                "headline",
                "body",
                "project",
                "building",
                "begins_at",
                "ends_at",
                "published_at",
                "told",
            ],
        ),
        Section(label(zh="其他", en="More"), ["notice_no"], collapsed=True),
    ]
    calendar = "begins_at"
