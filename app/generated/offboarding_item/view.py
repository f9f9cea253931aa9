"""离职清单模板 Clearance template: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ceb18bbe81377108de6fc32bf903f824d6bef2f8184790b787be33d78a20757c

from app.forms import BooleanField, EnumField, IntegerField, RecordForm, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import OffboardingItem


class OffboardingItemForm(RecordForm):
    entity = OffboardingItem
    item = StringField()
    handled_by = EnumField()
    owner_role = EnumField()
    auto = EnumField()
    blocking = BooleanField()
    days_before = IntegerField()
    active = BooleanField()


class OffboardingItemView(RecordView):
    entity = OffboardingItem
    form = OffboardingItemForm
    columns = ["item", "handled_by", "owner_role", "auto", "blocking", "days_before", "active"]
    filters = ["handled_by", "auto", "active"]
    sort = ["id"]
    sections = [
        Section(
            label(zh="事项", en="Item"),
            ["item", "handled_by", "owner_role", "auto", "blocking", "days_before", "active"],
        ),
    ]
