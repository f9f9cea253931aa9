"""减免申请 Reduction: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9f6dd79efba4c5d31024d5e6ed7d000f2942d7d5f5968aeafe5bea3e41087d41

from app.runtime.workflow import Workflow

from .model import BillReductionState, BillReductionTransition

bill_reduction_workflow = Workflow[BillReductionState, BillReductionTransition](initial="requested")
bill_reduction_workflow.state("requested", zh="待批准", en="To be approved", color="yellow")
bill_reduction_workflow.state("approved", zh="已批准", en="Approved", color="green", final=True)
bill_reduction_workflow.state("rejected", zh="不批准", en="Rejected", color="gray", final=True)
bill_reduction_workflow.add(
    "approve",
    source=["requested"],
    target="approved",
    by={"fin_mgr": None},
    exclude=["creator"],
    zh="批准",
    en="Approve",
)
bill_reduction_workflow.add(
    "reject",
    source=["requested"],
    target="rejected",
    by={"fin_mgr": None},
    note="required",
    zh="不批准",
    en="Reject",
)
