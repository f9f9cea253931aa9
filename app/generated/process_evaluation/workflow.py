"""流程评估 Process evaluation: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e010d97083f28e60c486f97b72502ef1b0aa0af94dad7d55190d5aec8fb80713

from app.runtime.workflow import Workflow

from .model import ProcessEvaluationState, ProcessEvaluationTransition

process_evaluation_workflow = Workflow[ProcessEvaluationState, ProcessEvaluationTransition](
    initial="generated"
)
process_evaluation_workflow.state("generated", zh="待评审", en="To be reviewed", color="blue")
process_evaluation_workflow.state("reviewed", zh="已评审", en="Reviewed", color="teal")
process_evaluation_workflow.state(
    "published", zh="已发布", en="Published", color="green", final=True
)
process_evaluation_workflow.add(
    "review",
    source=["generated"],
    target="reviewed",
    by={"eng_mgr": None, "fin_mgr": None, "hr": None, "dept_mgr": None, "gm": None},
    asks=["conclusion"],
    needs=["conclusion"],
    zh="写结论",
    en="Conclude",
)
process_evaluation_workflow.add(
    "revise",
    source=["reviewed"],
    target="generated",
    by={"gm": None},
    note="required",
    zh="退回重写",
    en="Send back",
)
process_evaluation_workflow.add(
    "publish",
    source=["reviewed"],
    target="published",
    by={"gm": None},
    exclude=["actor_of(review)"],
    zh="发布",
    en="Publish",
)
