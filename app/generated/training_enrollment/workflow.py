"""培训报名 Enrolment: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 24db1fa1343a8f49ea735860ac79791dc0b5e37e2793e303903fa3875720601d

from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.workflow import Workflow

from .model import TrainingEnrollmentState, TrainingEnrollmentTransition

training_enrollment_workflow = Workflow[TrainingEnrollmentState, TrainingEnrollmentTransition](
    initial="applied"
)
training_enrollment_workflow.state("applied", zh="已申请", en="Applied", color="blue")
training_enrollment_workflow.state("waitlist", zh="候补", en="Waiting", color="yellow")
training_enrollment_workflow.state("confirmed", zh="已确认", en="Confirmed", color="teal")
training_enrollment_workflow.state("attended", zh="已出席", en="Attended", color="orange")
training_enrollment_workflow.state("passed", zh="通过", en="Passed", color="green", final=True)
training_enrollment_workflow.state("failed", zh="未通过", en="Failed", color="red", final=True)
training_enrollment_workflow.state("absent", zh="缺席", en="Absent", color="gray", final=True)
training_enrollment_workflow.state(
    "withdrawn", zh="已退出", en="Withdrawn", color="gray", final=True
)
training_enrollment_workflow.add(
    "confirm", source=["applied"], target="confirmed", by={"system": None}, zh="确认", en="Confirm"
)
training_enrollment_workflow.add(
    "wait", source=["applied"], target="waitlist", by={"system": None}, zh="候补", en="Wait"
)
training_enrollment_workflow.add(
    "promote",
    source=["waitlist"],
    target="confirmed",
    by={"system": None},
    zh="候补转正",
    en="Promote",
)
training_enrollment_workflow.add(
    "withdraw",
    source=["applied", "waitlist", "confirmed"],
    target="withdrawn",
    by={"employee": "mine", "hr": None},
    note="optional",
    when=expression(
        "starts_at == null or starts_at > now()",
        [
            "or",
            ["is_null", ["field", "starts_at"]],
            ["gt", ["field", "starts_at"], ["call", "now"]],
        ],
    ),
    message=message(zh="已经开班，不能退出", en="It has begun already"),
    danger=True,
    zh="退出",
    en="Withdraw",
)
training_enrollment_workflow.add(
    "call_off",
    source=["applied", "waitlist", "confirmed"],
    target="withdrawn",
    by={"system": None},
    zh="班次取消",
    en="Called off",
)
training_enrollment_workflow.add(
    "attend",
    source=["confirmed"],
    target="attended",
    by={"hr": None, "employee": "taught"},
    zh="出席",
    en="Attended",
)
training_enrollment_workflow.add(
    "miss",
    source=["confirmed", "attended"],
    target="absent",
    by={"hr": None, "employee": "taught"},
    zh="缺席",
    en="Absent",
)
training_enrollment_workflow.add(
    "succeed",
    source=["attended"],
    target="passed",
    by={"hr": None, "employee": "taught"},
    asks=["score"],
    needs=["score"],
    when=expression(
        "score >= course.pass_score", ["ge", ["field", "score"], ["path", ["course"], "pass_score"]]
    ),
    message=message(zh="成绩低于及格分", en="The score is below the pass score"),
    zh="通过",
    en="Pass",
)
training_enrollment_workflow.add(
    "fail",
    source=["attended"],
    target="failed",
    by={"hr": None, "employee": "taught"},
    asks=["score"],
    needs=["score"],
    when=expression(
        "score < course.pass_score", ["lt", ["field", "score"], ["path", ["course"], "pass_score"]]
    ),
    message=message(zh="成绩已达及格分", en="The score reaches the pass score"),
    zh="不通过",
    en="Fail",
)
