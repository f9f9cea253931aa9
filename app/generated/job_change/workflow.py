"""任职变动 Job change: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 04b4506919784bb6cec2cff7088581e5203c386435ef0c79399e761977b984fe

from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.workflow import Workflow

from .model import JobChangeState, JobChangeTransition

job_change_workflow = Workflow[JobChangeState, JobChangeTransition](initial="draft")
job_change_workflow.state("draft", zh="草稿", en="Draft", color="gray")
job_change_workflow.state("suggested", zh="系统建议", en="Suggested", color="purple")
job_change_workflow.state("hr_review", zh="待审批", en="For approval", color="yellow")
job_change_workflow.state("gm_approved", zh="已批准", en="Approved", color="teal")
job_change_workflow.state("effective", zh="已生效", en="Effective", color="green", final=True)
job_change_workflow.state("rejected", zh="不批准", en="Rejected", color="red", final=True)
job_change_workflow.add(
    "submit",
    source=["draft"],
    target="hr_review",
    by={"hr": None, "dept_mgr": "department", "eng_mgr": "department"},
    zh="提交",
    en="Submit",
)
job_change_workflow.add(
    "suggest",
    source=["draft"],
    target="suggested",
    by={"system": None},
    zh="系统建议",
    en="Suggest",
)
job_change_workflow.add(
    "put_down",
    source=["draft"],
    target="effective",
    by={"system": None},
    zh="记入",
    en="Put on record",
)
job_change_workflow.add(
    "take_up",
    source=["suggested"],
    target="hr_review",
    by={"hr": None},
    asks=["effective_on", "to_position", "to_grade", "to_pay"],
    zh="采纳建议",
    en="Take up",
)
job_change_workflow.add(
    "review",
    source=["hr_review"],
    target="hr_review",
    by={"hr": None},
    asks=["effective_on", "to_grade", "to_pay"],
    when=expression("reviewed != true", ["not", ["field", "reviewed"]]),
    message=message(zh="人事已审核", en="HR has reviewed it already"),
    zh="人事审核",
    en="Review",
)
job_change_workflow.add(
    "approve",
    source=["hr_review"],
    target="gm_approved",
    by={"gm": None},
    when=expression("reviewed == true", ["field", "reviewed"]),
    message=message(zh="须先由人事审核", en="HR reviews it first"),
    exclude=["creator", "actor_of(submit)", "actor_of(review)", "actor_of(take_up)"],
    zh="批准",
    en="Approve",
)
job_change_workflow.add(
    "reject",
    source=["draft", "suggested", "hr_review", "gm_approved"],
    target="rejected",
    by={"hr": None, "gm": None},
    note="required",
    danger=True,
    zh="不批准",
    en="Reject",
)
job_change_workflow.add(
    "apply", source=["gm_approved"], target="effective", by={"system": None}, zh="生效", en="Apply"
)
