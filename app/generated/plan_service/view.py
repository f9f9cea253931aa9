"""方案服务内容 Service of a plan: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b323894ff266ce6d6c6e7765bc58b2ed7c28cf534fde68c6a342e7e1eab9fab3

from app.forms import RecordForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import PlanService


class PlanServiceForm(RecordForm):
    entity = PlanService


class PlanServiceView(RecordView):
    entity = PlanService
    form = PlanServiceForm
    columns = [
        "plan",
        "service",
        "frequency",
        "category",
        "fee_item",
        "price",
        "next_on",
        "visits",
        "last_order",
        "fee_assignment",
    ]
    filters = ["plan", "project", "frequency", "next_on"]
    sort = ["plan"]
    sections = [
        Section(
            label(zh="服务", en="Service"),
            [
                "plan",
                "project",
                "service",
                "frequency",
                "category",
                "fee_item",
                "price",
                "next_on",
                "visits",
                "last_order",
                "fee_assignment",
            ],
        ),
    ]
    menu = False
