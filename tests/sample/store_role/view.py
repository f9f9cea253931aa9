"""门店授权 Store assignment: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 53c2716d70ae9ff3f8bc2010cd0625069c63a8182666b0d281d85bd4df1f02ab

from app.forms import RecordForm, RefField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import StoreRole


class StoreRoleForm(RecordForm):
    entity = StoreRole
    user = RefField()
    store = RefField()


class StoreRoleView(RecordView):
    entity = StoreRole
    form = StoreRoleForm
    columns = ["user", "store"]
    filters = ["user", "store"]
    sort = ["-id"]
    sections = [Section(label(zh="门店授权", en="Store assignment"), ["user", "store"])]
