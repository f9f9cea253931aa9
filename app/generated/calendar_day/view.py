"""工作日历 Calendar day: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ee0e4df4dedd92375db4c5b54008d2962644217b7c603e9fa8dfe37172e5c318

from app.forms import BooleanField, DateField, EnumField, RecordForm, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import CalendarDay


class CalendarDayForm(RecordForm):
    entity = CalendarDay
    date = DateField()
    kind = EnumField()
    holiday = StringField()
    makeup = BooleanField()
    source = EnumField()
    provisional = BooleanField()


class CalendarDayView(RecordView):
    entity = CalendarDay
    form = CalendarDayForm
    columns = ["date", "kind", "holiday", "makeup", "source", "provisional"]
    filters = ["kind", "makeup", "source"]
    sort = ["-date"]
    sections = [
        Section(
            label(zh="日期", en="Date"),
            ["date", "kind", "holiday", "makeup", "source", "provisional"],
        ),
    ]
    calendar = "date"
