"""项目授权 Project assignment: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9e26693f33773b64772366a403e7e8bb5412ec7bbe1d98665ce5b45d162975d4

from app.runtime.field import Section, label
from app.web.forms import RecordForm, RefField
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
