"""客户登记 Registration: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 61d9a2a7dcfff2350f199fc3e0064997cf5964ec58e6484efee0c0df54f9cdf7

from app.runtime.workflow import Workflow

from .model import RegistrationState, RegistrationTransition

registration_workflow = Workflow[RegistrationState, RegistrationTransition](initial="received")
registration_workflow.state("received", zh="已收到", en="Received", color="blue")
registration_workflow.state("blocked", zh="待确认", en="To decide", color="orange")
registration_workflow.state("waiting", zh="待核验", en="To verify", color="yellow")
registration_workflow.state("done", zh="已完成", en="Done", color="green", final=True)
registration_workflow.state("refused", zh="未通过", en="Refused", color="red", final=True)
registration_workflow.add(
    "finish",
    source=["received", "waiting"],
    target="done",
    by={"system": None},
    zh="完成",
    en="Finish",
)
registration_workflow.add(
    "wait",
    source=["received"],
    target="waiting",
    by={"system": None},
    zh="等待核验",
    en="Wait for verification",
)
registration_workflow.add(
    "approve",
    source=["waiting"],
    target="done",
    by={"csr": "projects"},
    note="optional",
    zh="核验通过",
    en="Approve",
)
registration_workflow.add(
    "refuse",
    source=["waiting", "blocked"],
    target="refused",
    by={"csr": "projects"},
    note="required",
    zh="不通过",
    en="Refuse",
)
registration_workflow.add(
    "block",
    source=["received"],
    target="blocked",
    by={"system": None},
    zh="转客服",
    en="Hand to customer service",
)
registration_workflow.add(
    "link",
    source=["blocked"],
    target="done",
    by={"csr": "projects"},
    note="optional",
    zh="是同一人，关联",
    en="Same person, link",
)
registration_workflow.add(
    "accept_as_new",
    source=["blocked"],
    target="done",
    by={"csr": "projects"},
    note="required",
    zh="不是同一人，新建档案",
    en="Somebody else, make a profile",
)
