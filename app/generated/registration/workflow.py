"""客户登记 Registration: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6de338809e8080707c9e4508c1230f91be6cdd56da14d10c229a9480be0076c4

from app.runtime.workflow import Workflow

from .model import RegistrationState, RegistrationTransition

registration_workflow = Workflow[RegistrationState, RegistrationTransition](initial="received")
registration_workflow.state("received", zh="已收到", en="Received", color="blue")
registration_workflow.state("blocked", zh="待确认", en="To decide", color="orange")
registration_workflow.state("done", zh="已完成", en="Done", color="green", final=True)
registration_workflow.add(
    "finish", source=["received"], target="done", by={"system": None}, zh="完成", en="Finish"
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
