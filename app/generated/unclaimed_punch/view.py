"""待认领打卡 Punch of nobody yet: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ae84c4a8d7eb49d0d3c7fac6915d0863bee30e036e53e3dbac48f179a7c37500

from app.forms import DateTimeField, RecordForm, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import UnclaimedPunch


class UnclaimedPunchForm(RecordForm):
    entity = UnclaimedPunch
    pin = StringField()
    at = DateTimeField()
    device = StringField()
    raw = StringField()


class UnclaimedPunchView(RecordView):
    entity = UnclaimedPunch
    form = UnclaimedPunchForm
    columns = ["at", "pin", "device", "raw", "taken"]
    filters = ["pin", "device", "taken", "at"]
    sort = ["-at"]
    sections = [Section(label(zh="打卡", en="Punch"), ["pin", "at", "device", "raw", "taken"])]
    menu = False
