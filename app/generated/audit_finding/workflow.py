"""审计发现 Audit finding: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c36c8d782d00ea8817af9a52744eb7ae7fa91a9f2dd09f7e9c95d62f7a711cbd

from app.runtime.workflow import Workflow

from .model import AuditFindingState, AuditFindingTransition

audit_finding_workflow = Workflow[AuditFindingState, AuditFindingTransition](initial="open")
audit_finding_workflow.state("open", zh="待处理", en="Open", color="red")
audit_finding_workflow.state("assigned", zh="已下达", en="Assigned", color="purple")
audit_finding_workflow.state("rectifying", zh="整改中", en="Being mended", color="orange")
audit_finding_workflow.state("submitted", zh="待核实", en="To be verified", color="yellow")
audit_finding_workflow.state("verified", zh="已核实", en="Verified", color="teal")
audit_finding_workflow.state("closed", zh="已关闭", en="Closed", color="gray", final=True)
audit_finding_workflow.state("dismissed", zh="不成立", en="Dismissed", color="gray", final=True)
audit_finding_workflow.add(
    "assign",
    source=["open"],
    target="assigned",
    by={"auditor": None},
    asks=["owner", "due_on"],
    needs=["owner", "due_on"],
    zh="下达整改",
    en="Assign",
)
audit_finding_workflow.add(
    "dismiss",
    source=["open"],
    target="dismissed",
    by={"auditor": None},
    note="required",
    zh="不成立",
    en="Dismiss",
)
audit_finding_workflow.add(
    "start",
    source=["assigned"],
    target="rectifying",
    by={"employee": "own"},
    zh="开始整改",
    en="Begin",
)
audit_finding_workflow.add(
    "submit",
    source=["rectifying"],
    target="submitted",
    by={"employee": "own"},
    asks=["response", "documents"],
    needs=["response"],
    zh="提交整改",
    en="Submit",
)
audit_finding_workflow.add(
    "send_back",
    source=["submitted"],
    target="rectifying",
    by={"auditor": None},
    note="required",
    zh="退回",
    en="Send back",
)
audit_finding_workflow.add(
    "verify",
    source=["submitted"],
    target="verified",
    by={"auditor": None},
    exclude=["actor_of(submit)"],
    zh="核实",
    en="Verify",
)
audit_finding_workflow.add(
    "close", source=["verified"], target="closed", by={"auditor": None}, zh="关闭", en="Close"
)
audit_finding_workflow.add(
    "improve",
    source=["open"],
    target="open",
    by={"auditor": None},
    note="required",
    zh="提出改进措施",
    en="Propose a measure",
)
audit_finding_workflow.add(
    "improve",
    source=["assigned"],
    target="assigned",
    by={"auditor": None},
    note="required",
    zh="提出改进措施",
    en="Propose a measure",
)
audit_finding_workflow.add(
    "improve",
    source=["rectifying"],
    target="rectifying",
    by={"auditor": None},
    note="required",
    zh="提出改进措施",
    en="Propose a measure",
)
audit_finding_workflow.add(
    "improve",
    source=["submitted"],
    target="submitted",
    by={"auditor": None},
    note="required",
    zh="提出改进措施",
    en="Propose a measure",
)
audit_finding_workflow.add(
    "improve",
    source=["verified"],
    target="verified",
    by={"auditor": None},
    note="required",
    zh="提出改进措施",
    en="Propose a measure",
)
