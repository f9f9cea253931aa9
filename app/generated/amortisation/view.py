"""预收结转计划 Deferred revenue: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2f289acc5fb16ce8f3e3116f3cf8caa8c8f9e1cce2b7bc225d2b7a90b4dbaf45

from app.forms import RecordForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Amortisation


class AmortisationForm(RecordForm):
    entity = Amortisation


class AmortisationView(RecordView):
    entity = Amortisation
    form = AmortisationForm
    columns = ["bill", "customer", "net", "from_period", "months", "recognised", "last_period"]
    filters = ["customer", "from_period"]
    sort = ["-id"]
    sections = [
        Section(
            label(zh="结转", en="Recognition"),
            ["bill", "customer", "net", "from_period", "months", "recognised", "last_period"],
        ),
    ]
