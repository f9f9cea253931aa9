"""服务方案 Service plan: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b894f68ac618bc6638c5e39eced8936b93439b5732b48750228070f1953ed91d

from app.runtime.workflow import Workflow

from .model import ServicePlanState, ServicePlanTransition

service_plan_workflow = Workflow[ServicePlanState, ServicePlanTransition](initial="draft")
service_plan_workflow.state("draft", zh="待提出", en="To be proposed", color="gray")
service_plan_workflow.state("proposed", zh="待答复", en="Proposed", color="blue")
service_plan_workflow.state("accepted", zh="已接受", en="Accepted", color="teal")
service_plan_workflow.state("active", zh="执行中", en="Active", color="green", rest=True)
service_plan_workflow.state("declined", zh="已谢绝", en="Declined", color="orange", final=True)
service_plan_workflow.state("withdrawn", zh="已撤回", en="Withdrawn", color="gray", final=True)
service_plan_workflow.state("expired", zh="已到期", en="Expired", color="gray", final=True)
service_plan_workflow.state("terminated", zh="已终止", en="Terminated", color="gray", final=True)
service_plan_workflow.add(
    "propose",
    source=["draft"],
    target="proposed",
    by={"csr": "projects", "system": None},
    asks=["valid_from"],
    zh="提出",
    en="Propose",
)
service_plan_workflow.add(
    "accept", source=["proposed"], target="accepted", by={"customer": "own"}, zh="接受", en="Accept"
)
service_plan_workflow.add(
    "decline",
    source=["proposed"],
    target="declined",
    by={"customer": "own"},
    asks=["decline_reason"],
    needs=["decline_reason"],
    note="optional",
    zh="谢绝",
    en="Decline",
)
service_plan_workflow.add(
    "activate", source=["accepted"], target="active", by={"system": None}, zh="开始", en="Begin"
)
service_plan_workflow.add(
    "expire", source=["active"], target="expired", by={"system": None}, zh="到期", en="Expire"
)
service_plan_workflow.add(
    "terminate",
    source=["accepted", "active"],
    target="terminated",
    by={"csr": "projects", "customer": "own", "system": None},
    note="required",
    danger=True,
    zh="终止",
    en="Terminate",
)
service_plan_workflow.add(
    "withdraw",
    source=["draft", "proposed"],
    target="withdrawn",
    by={"csr": "projects", "system": None},
    note="optional",
    danger=True,
    zh="撤回",
    en="Withdraw",
)
