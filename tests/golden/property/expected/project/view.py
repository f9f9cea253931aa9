"""项目 Project: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1fc6d431648614e9fe2c657199d30a2a467e894b96b57cbc20bab2d76dd2291b

from app.forms import RecordForm, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Project


class ProjectForm(RecordForm):
    entity = Project
    code = StringField()
    name = StringField()


class ProjectView(RecordView):
    entity = Project
    form = ProjectForm
    columns = ["name", "code"]
    filters = []
    sort = ["-id"]
    sections = [Section(label(zh="项目", en="Project"), ["code", "name"])]
