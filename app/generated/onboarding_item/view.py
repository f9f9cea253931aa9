"""入职清单模板 Onboarding template: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a60f369af4944f5dac3c9838d71e8511936f37e06085d060be54e04772405de4

from app.forms import BooleanField, EnumField, IntegerField, RecordForm, RefField, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import OnboardingItem


class OnboardingItemForm(RecordForm):
    entity = OnboardingItem
    item = StringField()
    kind = EnumField()
    position = RefField()
    department = RefField()
    handled_by = EnumField()
    owner_role = EnumField()
    due_days = IntegerField()
    gate = EnumField()
    active = BooleanField()


class OnboardingItemView(RecordView):
    entity = OnboardingItem
    form = OnboardingItemForm
    columns = ["item", "kind", "position", "department", "handled_by", "due_days", "gate", "active"]
    filters = ["kind", "position", "department", "active"]
    sort = ["due_days"]
    sections = [
        Section(
            label(zh="事项", en="Item"),
            [
                "item",
                "kind",
                "position",
                "department",
                "handled_by",
                "owner_role",
                "due_days",
                "gate",
                "active",
            ],
        ),
    ]
