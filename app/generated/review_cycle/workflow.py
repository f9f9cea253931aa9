"""考核周期 Review cycle: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1848404a2de54db93d531c1048fd896b8240f66759e6541eadda39f3451cfca7

from app.runtime.workflow import Workflow

from .model import ReviewCycleState, ReviewCycleTransition

review_cycle_workflow = Workflow[ReviewCycleState, ReviewCycleTransition](initial="draft")
review_cycle_workflow.state("draft", zh="准备中", en="Being prepared", color="gray")
review_cycle_workflow.state("open", zh="评分中", en="Open", color="blue")
review_cycle_workflow.state("calibrating", zh="校准中", en="Calibrating", color="orange")
review_cycle_workflow.state("published", zh="已公布", en="Published", color="green")
review_cycle_workflow.state("closed", zh="已结束", en="Closed", color="gray", final=True)
review_cycle_workflow.add(
    "open", source=["draft"], target="open", by={"hr": None}, zh="启动", en="Open"
)
review_cycle_workflow.add(
    "reckon", source=["open"], target="open", by={"hr": None}, zh="重新取数", en="Reckon again"
)
review_cycle_workflow.add(
    "reckon",
    source=["calibrating"],
    target="calibrating",
    by={"hr": None},
    zh="重新取数",
    en="Reckon again",
)
review_cycle_workflow.add(
    "calibrate",
    source=["open"],
    target="calibrating",
    by={"hr": None},
    zh="开始校准",
    en="Calibrate",
)
review_cycle_workflow.add(
    "accept",
    source=["calibrating"],
    target="calibrating",
    by={"hr": None},
    zh="采纳建议等级",
    en="Accept the proposals",
)
review_cycle_workflow.add(
    "publish", source=["calibrating"], target="published", by={"hr": None}, zh="公布", en="Publish"
)
review_cycle_workflow.add(
    "close",
    source=["published"],
    target="closed",
    by={"hr": None},
    zh="结束并生成建议",
    en="Close and suggest",
)
