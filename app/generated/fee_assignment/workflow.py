"""收费标准 Fee assignment: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a0a0643d2c097f15896560a47c921d4c5a5faef1babf551ebb8f5085e87141e7

from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.workflow import Workflow

from .model import FeeAssignmentState, FeeAssignmentTransition

fee_assignment_workflow = Workflow[FeeAssignmentState, FeeAssignmentTransition](initial="draft")
fee_assignment_workflow.state("draft", zh="草稿", en="Draft", color="gray")
fee_assignment_workflow.state("submitted", zh="待批准", en="To be approved", color="yellow")
fee_assignment_workflow.state("active", zh="生效", en="Active", color="green")
fee_assignment_workflow.state("ended", zh="已终止", en="Ended", color="gray", final=True)
fee_assignment_workflow.add(
    "activate",
    source=["draft"],
    target="active",
    by={"csr": "projects", "accountant": None, "system": None},
    when=expression(
        "override_price == null and (discount == null or discount == 0)",
        [
            "and",
            ["is_null", ["field", "override_price"]],
            [
                "or",
                ["is_null", ["field", "discount"]],
                ["eq", ["field", "discount"], ["lit", "int", 0]],
            ],
        ],
    ),
    message=message(
        zh="有协议价或折扣，请提交批准",
        en="It has an agreed price or a discount: submit it for approval",
    ),
    zh="启用",
    en="Activate",
)
fee_assignment_workflow.add(
    "begin_as_accepted",
    source=["draft"],
    target="active",
    by={"system": None},
    needs=["ground"],
    zh="按住户接受的价格启用",
    en="Begin at the accepted price",
)
fee_assignment_workflow.add(
    "submit",
    source=["draft"],
    target="submitted",
    by={"csr": "projects", "accountant": None},
    needs=["ground"],
    zh="提交批准",
    en="Submit",
)
fee_assignment_workflow.add(
    "approve",
    source=["submitted"],
    target="active",
    by={"fin_mgr": None},
    exclude=["creator", "actor_of(submit)"],
    zh="批准",
    en="Approve",
)
fee_assignment_workflow.add(
    "send_back",
    source=["submitted"],
    target="draft",
    by={"fin_mgr": None},
    note="required",
    zh="退回",
    en="Send back",
)
fee_assignment_workflow.add(
    "end",
    source=["draft", "active"],
    target="ended",
    by={"csr": "projects", "accountant": None, "system": None},
    asks=["to_on"],
    needs=["to_on"],
    note="optional",
    zh="终止",
    en="End",
)
