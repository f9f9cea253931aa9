"""房屋 Unit: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 39617371327e32d645da98f7f9b07b5a9e51c2d4684e909fe0079629862c000e

from app.runtime.field import Section, label
from app.web.forms import (
    DateField,
    DecimalField,
    EnumField,
    IntegerField,
    RecordForm,
    RefField,
    StringField,
    TransitionForm,
)
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
