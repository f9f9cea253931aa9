"""客户房屋关系 Occupancy: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 25146046c4165d4805b94acded61c3977818e2bfd5c2f050242f538be12fd40b

from app.forms import BooleanField, DateField, EnumField, PercentField, RecordForm, RefField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Occupancy


class OccupancyForm(RecordForm):
    entity = Occupancy
    customer = RefField()
    unit = RefField()
    role = EnumField()
    from_date = DateField()
    to_date = DateField()
    payer = BooleanField()
    share = PercentField()
    approved = BooleanField()


class OccupancyView(RecordView):
    entity = Occupancy
    form = OccupancyForm
    columns = ["unit", "customer", "role", "payer", "from_date", "to_date", "approved"]
    filters = ["role", "payer", "approved"]
    sort = ["-from_date"]
    sections = [
        Section(
            label(zh="关系", en="Relation"), ["customer", "unit", "role", "from_date", "to_date"]
        ),
        Section(
            label(zh="缴费与核准", en="Payment and approval"),
            ["payer", "share", "approved", "login"],
        ),
        Section(label(zh="其他", en="More"), ["project", "building"], collapsed=True),
    ]
    gantt = ("from_date", "to_date")
    menu = False
