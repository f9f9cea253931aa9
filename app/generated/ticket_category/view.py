"""工单分类 Ticket category: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 87821e1133b8f2c035ff601f6bce4c175a74a68e1bb360f43a5f034050360a7d

from app.forms import BooleanField, EnumField, IntegerField, RecordForm, RefField, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import TicketCategory


class TicketCategoryForm(RecordForm):
    entity = TicketCategory
    code = StringField()
    name = StringField()
    parent = RefField()
    active = BooleanField()
    department = RefField()
    skill = RefField()
    level = IntegerField()
    default_priority = EnumField()
    chargeable = BooleanField()
    needs_photo = BooleanField()


class TicketCategoryView(RecordView):
    entity = TicketCategory
    form = TicketCategoryForm
    columns = [
        "code",
        "name",
        "parent",
        "department",
        "skill",
        "default_priority",
        "chargeable",
        "active",
    ]
    filters = ["department", "default_priority", "chargeable", "active"]
    sort = ["code"]
    sections = [
        Section(label(zh="基本", en="Basics"), ["code", "name", "parent", "active"]),
        Section(
            label(zh="派单", en="Assignment"),
            ["department", "skill", "level", "default_priority", "chargeable", "needs_photo"],
        ),
    ]
    tree = "parent"
