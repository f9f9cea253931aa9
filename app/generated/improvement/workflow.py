"""改进措施 Improvement measure: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ca40188ebeb536f5feaf21d13c444db893a77227456831633cc5c80b31201f5f

from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.workflow import Workflow

from .model import ImprovementState, ImprovementTransition

improvement_workflow = Workflow[ImprovementState, ImprovementTransition](initial="proposed")
improvement_workflow.state("proposed", zh="待批准", en="Proposed", color="yellow")
improvement_workflow.state("approved", zh="已批准", en="Approved", color="blue")
improvement_workflow.state("in_progress", zh="进行中", en="In progress", color="orange")
improvement_workflow.state("done", zh="待检查效果", en="Done, effect to be checked", color="teal")
improvement_workflow.state("verified", zh="有效", en="Effective", color="green", final=True)
improvement_workflow.state("ineffective", zh="无效", en="Not effective", color="red", final=True)
improvement_workflow.state("rejected", zh="不采纳", en="Rejected", color="gray", final=True)
improvement_workflow.add(
    "approve",
    source=["proposed"],
    target="approved",
    by={"gm": None},
    asks=["owner", "due_on", "metric", "metric_note", "baseline", "target", "check_on"],
    needs=["owner", "due_on", "metric", "target"],
    zh="批准",
    en="Approve",
)
improvement_workflow.add(
    "reject",
    source=["proposed"],
    target="rejected",
    by={"gm": None},
    note="required",
    danger=True,
    zh="不采纳",
    en="Reject",
)
improvement_workflow.add(
    "start",
    source=["approved"],
    target="in_progress",
    by={"employee": "owned", "dept_mgr": "projects"},
    zh="开始",
    en="Start",
)
improvement_workflow.add(
    "finish",
    source=["in_progress"],
    target="done",
    by={"employee": "owned", "dept_mgr": "projects"},
    asks=["result", "check_on"],
    needs=["result"],
    zh="完成",
    en="Finish",
)
improvement_workflow.add(
    "measure",
    source=["done"],
    target="done",
    by={"employee": "owned", "dept_mgr": "projects", "gm": None, "system": None},
    asks=["actual"],
    zh="取效果",
    en="Measure",
)
improvement_workflow.add(
    "verify",
    source=["done"],
    target="verified",
    by={"gm": None, "system": None},
    needs=["actual"],
    when=expression("achieved >= 80", ["ge", ["field", "achieved"], ["lit", "int", 80]]),
    message=message(
        zh="达成度不足 80%，不能认定有效", en="Less than 80 % was reached: it is not effective"
    ),
    zh="认定有效",
    en="Effective",
)
improvement_workflow.add(
    "fail",
    source=["done"],
    target="ineffective",
    by={"gm": None, "system": None},
    needs=["actual"],
    note="optional",
    when=expression("achieved < 80", ["lt", ["field", "achieved"], ["lit", "int", 80]]),
    message=message(zh="达成度已到 80%，应认定有效", en="80 % was reached: it is effective"),
    danger=True,
    zh="认定无效",
    en="Not effective",
)
improvement_workflow.add(
    "publish",
    source=["approved"],
    target="approved",
    by={"csr": "projects", "dept_mgr": "projects", "gm": None},
    asks=["public_note"],
    needs=["public_note"],
    when=expression("published_at == null", ["is_null", ["field", "published_at"]]),
    message=message(zh="已公开", en="It is published already"),
    zh="公开并告知",
    en="Publish and tell",
)
improvement_workflow.add(
    "publish",
    source=["in_progress"],
    target="in_progress",
    by={"csr": "projects", "dept_mgr": "projects", "gm": None},
    asks=["public_note"],
    needs=["public_note"],
    when=expression("published_at == null", ["is_null", ["field", "published_at"]]),
    message=message(zh="已公开", en="It is published already"),
    zh="公开并告知",
    en="Publish and tell",
)
improvement_workflow.add(
    "publish",
    source=["done"],
    target="done",
    by={"csr": "projects", "dept_mgr": "projects", "gm": None},
    asks=["public_note"],
    needs=["public_note"],
    when=expression("published_at == null", ["is_null", ["field", "published_at"]]),
    message=message(zh="已公开", en="It is published already"),
    zh="公开并告知",
    en="Publish and tell",
)
improvement_workflow.add(
    "publish",
    source=["verified"],
    target="verified",
    by={"csr": "projects", "dept_mgr": "projects", "gm": None},
    asks=["public_note"],
    needs=["public_note"],
    when=expression("published_at == null", ["is_null", ["field", "published_at"]]),
    message=message(zh="已公开", en="It is published already"),
    zh="公开并告知",
    en="Publish and tell",
)
