"""运行小时抄表 Run hours reading: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d73ac7bc5a690f54ab217430a932bea7868bee0659084ead419fba59cfa439df

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
    mobile = ["technician"]
    menu = False
