"""在线会话 Chat: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 bc9df35a39c637b8fd64680d998cb827bf5352c3743f8306ef2939cf4b18600a

from app.runtime.workflow import Workflow

from .model import ChatSessionState, ChatSessionTransition

chat_session_workflow = Workflow[ChatSessionState, ChatSessionTransition](
    initial="waiting", begins=["active"]
)
chat_session_workflow.state("waiting", zh="等待接入", en="Waiting", color="red")
chat_session_workflow.state("active", zh="会话中", en="Active", color="green")
chat_session_workflow.state("closed", zh="已结束", en="Closed", color="gray", final=True)
chat_session_workflow.add(
    "take", source=["waiting"], target="active", by={"csr": "projects"}, zh="接入", en="Take"
)
chat_session_workflow.add(
    "open_order",
    source=["waiting", "active"],
    target="active",
    by={"csr": "projects", "system": None},
    asks=["unit", "category", "subject"],
    needs=["subject"],
    zh="转为工单",
    en="Open an order",
)
chat_session_workflow.add(
    "close",
    source=["waiting", "active"],
    target="closed",
    by={"csr": "projects", "customer": "own", "system": None},
    zh="结束会话",
    en="End the chat",
)
