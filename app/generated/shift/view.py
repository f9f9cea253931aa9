"""班次 Shift: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6660b300dd8ac0daa9ef597c670b0aa2783baf96c49ca588c0a6947c77fb65e2

from app.forms import BooleanField, DurationField, RecordForm, StringField, TimeField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Shift


class ShiftForm(RecordForm):
    entity = Shift
    code = StringField()
    name = StringField()
    starts = TimeField()
    ends = TimeField()
    crosses_midnight = BooleanField()
    break_from = TimeField()
    break_to = TimeField()
    follows_calendar = BooleanField()
    usual = BooleanField()
    late_grace = DurationField()
    early_grace = DurationField()
    absent_after = DurationField()
    window_before = DurationField()
    window_after = DurationField()


class ShiftView(RecordView):
    entity = Shift
    form = ShiftForm
    columns = [
        "code",
        "name",
        "starts",
        "ends",
        "crosses_midnight",
        "std_minutes",
        "follows_calendar",
        "usual",
    ]
    filters = ["crosses_midnight", "follows_calendar", "usual"]
    sort = ["code"]
    sections = [
        Section(
            label(zh="班次", en="Shift"),
            [
                "code",
                "name",
                "starts",
                "ends",
                "crosses_midnight",
                "break_from",
                "break_to",
                "std_minutes",
                "follows_calendar",
                "usual",
            ],
        ),
        Section(
            label(zh="规则", en="Rules"),
            ["late_grace", "early_grace", "absent_after", "window_before", "window_after"],
        ),
    ]
