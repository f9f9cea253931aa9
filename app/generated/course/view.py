"""培训课程 Course: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d006396ce15ec799ea25b157e5df8ac9c6b8a148271a2ab13e81eabdd82ee261

from app.forms import (
    BooleanField,
    DecimalField,
    EnumField,
    IntegerField,
    RecordForm,
    RefsField,
    StringField,
    TextField,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Course


class CourseForm(RecordForm):
    entity = Course
    code = StringField()
    name = StringField()
    mode = EnumField()
    hours = DecimalField()
    pass_score = IntegerField()
    validity_months = IntegerField()
    active = BooleanField()
    summary = TextField()
    mandatory_for = RefsField()
    within_days = IntegerField()
    indicators = RefsField()


class CourseView(RecordView):
    entity = Course
    form = CourseForm
    columns = ["code", "name", "mode", "hours", "pass_score", "validity_months", "active"]
    filters = ["mode", "active"]
    sort = ["code"]
    sections = [
        Section(
            label(zh="课程", en="Course"),
            ["code", "name", "mode", "hours", "pass_score", "validity_months", "active", "summary"],
        ),
        Section(label(zh="对象", en="For whom"), ["mandatory_for", "within_days", "indicators"]),
    ]
