"""假期余额 Leave balance: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0d8a4394969db09bb4f94580c778b03bb0f5dbcccdfe21e8f87740fe634e1d8e

from app.forms import DateField, DecimalField, EnumField, IntegerField, RecordForm, RefField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import LeaveBalance


class LeaveBalanceForm(RecordForm):
    entity = LeaveBalance
    employee = RefField()
    year = IntegerField()
    leave_type = EnumField()
    carried = DecimalField()
    expires_on = DateField()


class LeaveBalanceView(RecordView):
    entity = LeaveBalance
    form = LeaveBalanceForm
    columns = [
        "employee",
        "year",
        "leave_type",
        "entitled",
        "carried",
        "used",
        "left",
        "expires_on",
    ]
    filters = ["year", "leave_type", "employee"]
    sort = ["-year", "employee"]
    sections = [
        Section(
            label(zh="余额", en="Balance"),
            ["employee", "year", "leave_type", "entitled", "carried", "used", "left", "expires_on"],
        ),
    ]
