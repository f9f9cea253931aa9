"""岗位 Position: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7d9539bd2ae4594a100fe61bd25cdeaa072b7ba97f2929932c8f10fa2f36b1d5

from app.forms import IntegerField, MoneyField, RecordForm, RefField, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Position


class PositionForm(RecordForm):
    entity = Position
    code = StringField()
    name = StringField()
    department = RefField()
    headcount = IntegerField()
    grade_min = IntegerField()
    grade_max = IntegerField()
    pay_min = MoneyField()
    pay_mid = MoneyField()
    pay_max = MoneyField()


class PositionView(RecordView):
    entity = Position
    form = PositionForm
    columns = ["code", "name", "department", "headcount", "grade_min", "grade_max"]
    filters = ["department"]
    sort = ["code"]
    sections = [
        Section(
            label(zh="基本", en="Basics"),
            ["code", "name", "department", "headcount", "grade_min", "grade_max"],
        ),
        Section(label(zh="薪酬带", en="Pay band"), ["pay_min", "pay_mid", "pay_max"]),
    ]
