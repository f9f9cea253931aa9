"""客户房屋关系 Occupancy: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 442ac956642a327b95abe0553875d0d4a46a38acfb09f2fb5911b82c26fc46d1

from app.runtime.field import Section, label
from app.web.forms import BooleanField, DateField, EnumField, PercentField, RecordForm, RefField
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


class OccupancyPortalForm(RecordForm):
    entity = Occupancy
    unit = RefField()
    role = EnumField()
    from_date = DateField()


class OccupancyView(RecordView):
    entity = Occupancy
    form = OccupancyForm
    portal_form = OccupancyPortalForm
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
    ]
    menu = False
