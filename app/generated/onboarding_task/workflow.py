"""入职事项 Onboarding task: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 5ba357f355f9efd4f3b5d99d0ce7591a5224b249fc223d4e410b4fa3c562350b

from app.runtime.workflow import Workflow

from .model import OnboardingTaskState, OnboardingTaskTransition

onboarding_task_workflow = Workflow[OnboardingTaskState, OnboardingTaskTransition](initial="todo")
onboarding_task_workflow.state("todo", zh="待办", en="To do", color="blue")
onboarding_task_workflow.state("done", zh="已完成", en="Done", color="green", final=True)
onboarding_task_workflow.state("skipped", zh="不适用", en="Not needed", color="gray", final=True)
onboarding_task_workflow.add(
    "finish",
    source=["todo"],
    target="done",
    by={"employee": "mine", "hr": None},
    note="optional",
    zh="完成",
    en="Done",
)
onboarding_task_workflow.add(
    "skip",
    source=["todo"],
    target="skipped",
    by={"hr": None},
    note="required",
    danger=True,
    zh="不适用",
    en="Not needed",
)
