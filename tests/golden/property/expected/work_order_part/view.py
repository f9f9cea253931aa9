"""工单用料 Work order part: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d80b6fd9c057a1ce89d61bc2c705f371541d4ebd6ec01f53d65c72ad441bf1bf

from app.forms import DecimalField, MoneyField, RecordForm, RefField, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import WorkOrderPart


class WorkOrderPartForm(RecordForm):
    entity = WorkOrderPart
    work_order = RefField()
    name = StringField()
    quantity = DecimalField()
    unit_price = MoneyField()


class WorkOrderPartView(RecordView):
    entity = WorkOrderPart
    form = WorkOrderPartForm
    columns = ["name", "work_order", "quantity", "unit_price", "amount"]
    filters = ["work_order"]
    sort = ["-id"]
    sections = [
        Section(
            label(zh="工单用料", en="Work order part"),
            ["work_order", "name", "quantity", "unit_price", "amount"],
        ),
    ]
    menu = False
