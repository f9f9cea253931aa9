"""运行小时抄表 Run hours reading: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c5be662859f7c4950467d909891991101e2fb290338405a5ae2107b25e163b59

from app.forms import BooleanField, DateTimeField, DecimalField, RecordForm, RefField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import EquipmentReading


class EquipmentReadingForm(RecordForm):
    entity = EquipmentReading
    equipment = RefField()
    hours = DecimalField()
    replaced = BooleanField()
    read_at = DateTimeField()


class EquipmentReadingView(RecordView):
    entity = EquipmentReading
    form = EquipmentReadingForm
    columns = ["equipment", "hours", "added", "read_at", "source"]
    filters = ["equipment", "source", "read_at"]
    sort = ["-read_at"]
    sections = [
        Section(label(zh="抄表", en="Reading"), ["equipment", "hours", "replaced", "read_at"]),
        Section(label(zh="其他", en="More"), ["project", "added", "source"], collapsed=True),
    ]
    menu = False
