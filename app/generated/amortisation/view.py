"""待转收入 Deferred revenue: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d27fdc58c409c8b53a4490b4bb8b454ae47b2569de170e5e8d8a1a6d5c7a433d

from app.forms import RecordForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Amortisation


class AmortisationForm(RecordForm):
    entity = Amortisation


class AmortisationView(RecordView):
    entity = Amortisation
    form = AmortisationForm
    columns = [
        "from_period",
        "fee_item",
        "project",
        "run",
        "bill",
        "net",
        "recognised",
        "last_period",
    ]
    filters = ["from_period", "fee_item", "project", "run", "customer"]
    sort = ["-from_period", "-id"]
    sections = [
        Section(
            label(zh="结转", en="Recognition"),
            [
                "run",
                "bill",
                "customer",
                "project",
                "fee_item",
                "net",
                "from_period",
                "months",
                "recognised",
                "last_period",
            ],
        ),
    ]
