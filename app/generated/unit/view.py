"""房屋 Unit: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8a0e7e8ccef8a8606a5393426ff35a8fb2cc6cc4491957fc8134600c20f9c117

from app.forms import (
    DateField,
    DecimalField,
    EnumField,
    IntegerField,
    RecordForm,
    RefField,
    StringField,
    TransitionForm,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Unit


class UnitForm(RecordForm):
    entity = Unit
    project = RefField()
    building = RefField()
    entrance = StringField()
    floor = IntegerField()
    room_no = StringField()
    kind = EnumField()
    gross_area = DecimalField()
    inner_area = DecimalField()
    fee_coefficient = DecimalField()
    delivered_on = DateField()
    decorate_from = DateField()


class UnitHandOverForm(TransitionForm):
    entity = Unit
    transition = "hand_over"
    delivered_on = DateField()


class UnitDecorateForm(TransitionForm):
    entity = Unit
    transition = "decorate"
    decorate_from = DateField()


class UnitMoveInForm(TransitionForm):
    entity = Unit
    transition = "move_in"


class UnitLetForm(TransitionForm):
    entity = Unit
    transition = "let"


class UnitVacateForm(TransitionForm):
    entity = Unit
    transition = "vacate"


class UnitCloseForm(TransitionForm):
    entity = Unit
    transition = "close"


class UnitView(RecordView):
    entity = Unit
    form = UnitForm
    transition_forms = {
        "hand_over": UnitHandOverForm,
        "decorate": UnitDecorateForm,
        "move_in": UnitMoveInForm,
        "let": UnitLetForm,
        "vacate": UnitVacateForm,
        "close": UnitCloseForm,
    }
    columns = ["full_no", "project", "building", "kind", "gross_area", "state"]
    filters = ["project", "building", "kind", "state"]
    sort = ["full_no"]
    sections = [
        Section(
            label(zh="位置", en="Location"),
            ["project", "building", "entrance", "floor", "room_no", "kind"],
        ),
        Section(
            label(zh="面积与收费", en="Area and charges"),
            ["gross_area", "inner_area", "fee_coefficient"],
        ),
        Section(label(zh="日期", en="Dates"), ["delivered_on", "decorate_from"]),
        Section(label(zh="其他", en="More"), ["full_no"], collapsed=True),
    ]
