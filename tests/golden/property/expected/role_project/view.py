"""项目授权 Project assignment: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 63e55db55382c55242aa911630e9cdcac954f878a820752b86a984d012fa3f26

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
    sections = [Section(label(zh="项目授权", en="Project assignment"), ["user", "project"])]
