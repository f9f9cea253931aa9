"""门店授权 Branch access: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 5aa8be5052eb27dcf0ed60096edbd882c632720ddd123affb7078ef611dd25ef

from app.runtime.field import Section, label
from app.web.forms import RecordForm, RefField
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
