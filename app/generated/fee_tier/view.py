"""阶梯价 Tier: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 907903c90ee4dddb7dbec7a121c48b1f0a7ad4079f8c93b40a4d77fdcfc34e5d

from app.forms import DateField, DecimalField, EnumField, IntegerField, RecordForm, RefField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import FeeTier


class FeeTierForm(RecordForm):
    entity = FeeTier
    fee_item = RefField()
    project = RefField()
    from_on = DateField()
    seq = IntegerField()
    upto = DecimalField()
    price = DecimalField()
    basis = EnumField()


class FeeTierView(RecordView):
    entity = FeeTier
    form = FeeTierForm
    columns = ["fee_item", "project", "from_on", "seq", "upto", "price", "basis"]
    filters = ["fee_item", "project"]
    sort = ["fee_item", "from_on", "seq"]
    sections = [
        Section(
            label(zh="阶梯", en="Tier"),
            ["fee_item", "project", "from_on", "seq", "upto", "price", "basis"],
        ),
    ]
    menu = False
