"""反馈汇总 Feedback summary: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 04cd4432e56fca287e819d2b73cc84e7bd9f8ff7c9f87c76b2491f8fbd468e56

from app.runtime.workflow import Workflow

from .model import FeedbackSummaryState, FeedbackSummaryTransition

feedback_summary_workflow = Workflow[FeedbackSummaryState, FeedbackSummaryTransition](
    initial="generated"
)
feedback_summary_workflow.state("generated", zh="待审阅", en="To be reviewed", color="blue")
feedback_summary_workflow.state("reviewed", zh="已审阅", en="Reviewed", color="teal")
feedback_summary_workflow.state("published", zh="已发布", en="Published", color="green", final=True)
feedback_summary_workflow.add(
    "review",
    source=["generated"],
    target="reviewed",
    by={"dept_mgr": "concerned"},
    asks=["conclusion"],
    needs=["conclusion"],
    zh="写结论",
    en="Conclude",
)
feedback_summary_workflow.add(
    "revise",
    source=["reviewed"],
    target="generated",
    by={"gm": None},
    note="required",
    zh="退回重写",
    en="Send back",
)
feedback_summary_workflow.add(
    "publish",
    source=["reviewed"],
    target="published",
    by={"gm": None},
    exclude=["actor_of(review)"],
    zh="发布",
    en="Publish",
)
