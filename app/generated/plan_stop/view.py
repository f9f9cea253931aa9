"""计划设备 Device of a plan: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c518ac2a6719c8e176d0de0da0c4bb6ababa19369484b73b1e3a727f640687d5

from app.forms import IntegerField, RecordForm, RefField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import PlanStop


class PlanStopForm(RecordForm):
    entity = PlanStop
    plan = RefField()
    equipment = RefField()
    sort_no = IntegerField()


class PlanStopView(RecordView):
    entity = PlanStop
    form = PlanStopForm
    columns = ["plan", "equipment", "sort_no", "active", "last_nominal_on", "next_on"]
    filters = ["plan", "equipment", "active"]
    sort = ["sort_no"]
    sections = [
        Section(label(zh="设备", en="Device"), ["plan", "equipment", "sort_no"]),
        Section(
            label(zh="其他", en="More"),
            ["project", "active", "last_nominal_on", "last_hours", "next_on", "next_hours"],
            collapsed=True,
        ),
    ]
    menu = False
