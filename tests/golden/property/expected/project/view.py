"""项目 Project: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8867371b3c7eca4f58567a891c6fc78222bec608a6bd5b34fd425144b44f9531

from app.runtime.field import Section, label
from app.web.forms import RecordForm, StringField
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
