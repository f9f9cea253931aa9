"""库存变动 Stock move: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 99b63efb6fbc8a621b3ce80307f099fc36be138cff22c78ec3f810b1ef35d4e5

from app.forms import DateField, IntegerField, RecordForm, RefField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import StockMove


class StockMoveForm(RecordForm):
    entity = StockMove
    product = RefField()
    quantity = IntegerField()
    moved_on = DateField()


class StockMoveView(RecordView):
    entity = StockMove
    form = StockMoveForm
    columns = ["moved_on", "product", "quantity"]
    filters = ["product", "moved_on"]
    sort = ["-id"]
    sections = [Section(label(zh="库存变动", en="Stock move"), ["product", "quantity", "moved_on"])]
