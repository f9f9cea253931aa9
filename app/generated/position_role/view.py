"""岗位角色 Role of a position: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 01a1fad3bd45d6240a9f0f4a1c2c04513edb848a9aa9cc3dad102ae7623aae4a

from app.forms import EnumField, RecordForm, RefField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import PositionRole


class PositionRoleForm(RecordForm):
    entity = PositionRole
    position = RefField()
    role = EnumField()


class PositionRoleView(RecordView):
    entity = PositionRole
    form = PositionRoleForm
    columns = ["position", "role"]
    filters = ["position", "role"]
    sort = ["position"]
    sections = [Section(label(zh="角色", en="Role"), ["position", "role"])]
