"""培训班次 Training session: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a9738bb9d13536e16952b98095fad52253411fa05ed4873702ee32c8af6648dc

from app.runtime.workflow import Workflow

from .model import TrainingSessionState, TrainingSessionTransition

training_session_workflow = Workflow[TrainingSessionState, TrainingSessionTransition](
    initial="planned"
)
training_session_workflow.state("planned", zh="已计划", en="Planned", color="gray")
training_session_workflow.state("open", zh="报名中", en="Open", color="blue")
training_session_workflow.state("running", zh="进行中", en="Running", color="orange")
training_session_workflow.state("done", zh="已结束", en="Done", color="green", final=True)
training_session_workflow.state("cancelled", zh="已取消", en="Cancelled", color="gray", final=True)
training_session_workflow.add(
    "open", source=["planned"], target="open", by={"hr": None}, zh="开放报名", en="Open"
)
training_session_workflow.add(
    "run", source=["open"], target="running", by={"hr": None, "system": None}, zh="开班", en="Begin"
)
training_session_workflow.add(
    "finish",
    source=["running"],
    target="done",
    by={"hr": None, "employee": "teaching"},
    zh="结束",
    en="End",
)
training_session_workflow.add(
    "cancel",
    source=["planned"],
    target="cancelled",
    by={"hr": None},
    note="optional",
    danger=True,
    zh="取消",
    en="Cancel",
)
training_session_workflow.add(
    "cancel",
    source=["open"],
    target="cancelled",
    by={"hr": None},
    note="required",
    danger=True,
    zh="取消",
    en="Cancel",
)
