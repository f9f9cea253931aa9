"""门店授权 Branch access: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2e28404c3542b4cd8e92b6b6292fa07c0375fe3cb89199206fc733db91c4e803

from app.forms import RecordForm, RefField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import BranchAccess


class BranchAccessForm(RecordForm):
    entity = BranchAccess
    user = RefField()
    branch = RefField()


class BranchAccessView(RecordView):
    entity = BranchAccess
    form = BranchAccessForm
    columns = ["user", "branch"]
    filters = ["user", "branch"]
    sort = ["-id"]
    sections = [Section(label(zh="门店授权", en="Branch access"), ["user", "branch"])]
