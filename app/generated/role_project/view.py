"""项目授权 Project grant: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8b17bcca954307ce332650b391beedb6e23e48f8d0ab282bd7d766a7d271e9e3

from app.forms import RecordForm, RefField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import RoleProject


class RoleProjectForm(RecordForm):
    entity = RoleProject
    user = RefField()
    project = RefField()


class RoleProjectView(RecordView):
    entity = RoleProject
    form = RoleProjectForm
    columns = ["user", "project"]
    filters = ["user", "project"]
    sort = ["-id"]
    sections = [Section(label(zh="授权", en="Grant"), ["user", "project"])]
