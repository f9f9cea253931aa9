"""门店授权 Store assignment: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0877e3f294ddc00a5893ece38605038d5f555c39516febd268770a51dad02455

from app.runtime.field import Section, label
from app.web.forms import RecordForm, RefField
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
