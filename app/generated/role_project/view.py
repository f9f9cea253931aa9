"""项目授权 Project grant: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b45abfe694cb032397c398b2db82c5508f58b9be31f5f3c865571ef9ddf70e10

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
    sections = [Section(label(zh="授权", en="Grant"), ["user", "project"])]
