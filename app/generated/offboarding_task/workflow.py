"""离职交接事项 Clearance task: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d60caa9d1776d29a156eaa36bd83732a8cb32b0565f8bba9e909b94b8273824b

from app.runtime.workflow import Workflow

from .model import OffboardingTaskState, OffboardingTaskTransition

offboarding_task_workflow = Workflow[OffboardingTaskState, OffboardingTaskTransition](
    initial="todo"
)
offboarding_task_workflow.state("todo", zh="待办", en="To do", color="blue")
offboarding_task_workflow.state("doing", zh="办理中", en="Being done", color="orange")
offboarding_task_workflow.state("blocked", zh="受阻", en="Blocked", color="red")
offboarding_task_workflow.state("done", zh="已完成", en="Done", color="green", final=True)
offboarding_task_workflow.state("waived", zh="已豁免", en="Waived", color="gray", final=True)
offboarding_task_workflow.add(
    "finish",
    source=["todo", "doing", "blocked"],
    target="done",
    by={"employee": "mine", "hr": None},
    note="optional",
    zh="完成",
    en="Done",
)
offboarding_task_workflow.add(
    "start", source=["todo"], target="doing", by={"employee": "mine"}, zh="开始", en="Begin"
)
offboarding_task_workflow.add(
    "block",
    source=["todo", "doing"],
    target="blocked",
    by={"employee": "mine", "system": None},
    note="required",
    zh="受阻",
    en="Block",
)
offboarding_task_workflow.add(
    "unblock",
    source=["blocked"],
    target="doing",
    by={"employee": "mine", "system": None},
    zh="解除受阻",
    en="Unblock",
)
offboarding_task_workflow.add(
    "waive",
    source=["todo", "doing", "blocked"],
    target="waived",
    by={
        "dept_mgr": "handled",
        "eng_mgr": "handled",
        "fin_mgr": "handled",
        "gm": None,
        "system": None,
    },
    asks=["amount"],
    note="required",
    danger=True,
    zh="豁免",
    en="Waive",
)
