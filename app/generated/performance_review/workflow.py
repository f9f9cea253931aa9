"""绩效考核 Review: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0323c25d24a688a0d64345e714714cf626a82b4fdf99c04fd3aa16c42b5f1e7a

from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.workflow import Workflow

from .model import PerformanceReviewState, PerformanceReviewTransition

performance_review_workflow = Workflow[PerformanceReviewState, PerformanceReviewTransition](
    initial="pending"
)
performance_review_workflow.state("pending", zh="待自评", en="Own score awaited", color="gray")
performance_review_workflow.state(
    "self_done", zh="待上级评", en="Manager's score awaited", color="blue"
)
performance_review_workflow.state(
    "manager_done", zh="待校准", en="To be calibrated", color="yellow"
)
performance_review_workflow.state("calibrated", zh="已校准", en="Calibrated", color="orange")
performance_review_workflow.state("published", zh="已公布", en="Published", color="teal")
performance_review_workflow.state("acknowledged", zh="已确认", en="Acknowledged", color="green")
performance_review_workflow.state("appealed", zh="申诉中", en="Appealed", color="red")
performance_review_workflow.state("reviewed", zh="已复核", en="Reviewed", color="purple")
performance_review_workflow.state("final", zh="已定稿", en="Final", color="green", final=True)
performance_review_workflow.add(
    "self_done",
    source=["pending"],
    target="self_done",
    by={"employee": "own"},
    asks=["self_score", "self_comment"],
    needs=["self_score"],
    zh="提交自评",
    en="Hand in",
)
performance_review_workflow.add(
    "skip_self",
    source=["pending"],
    target="self_done",
    by={"hr": "others", "system": None},
    zh="免自评",
    en="Without own score",
)
performance_review_workflow.add(
    "manager_done",
    source=["self_done"],
    target="manager_done",
    by={
        "dept_mgr": "reviewing",
        "eng_mgr": "reviewing",
        "fin_mgr": "reviewing",
        "hr": "reviewing",
        "gm": "reviewing",
    },
    asks=["judged_score", "judged_comment"],
    needs=["judged_score"],
    zh="提交上级评",
    en="Score",
)
performance_review_workflow.add(
    "calibrate",
    source=["manager_done"],
    target="calibrated",
    by={"hr": "others"},
    asks=["draft_grade"],
    needs=["draft_grade"],
    note="optional",
    zh="校准",
    en="Calibrate",
)
performance_review_workflow.add(
    "accept",
    source=["manager_done"],
    target="calibrated",
    by={"system": None},
    zh="采纳建议等级",
    en="As proposed",
)
performance_review_workflow.add(
    "recalibrate",
    source=["calibrated"],
    target="calibrated",
    by={"hr": "others"},
    asks=["draft_grade"],
    needs=["draft_grade"],
    note="optional",
    zh="调整等级",
    en="Change the grade",
)
performance_review_workflow.add(
    "publish",
    source=["calibrated"],
    target="published",
    by={"system": None},
    zh="公布",
    en="Publish",
)
performance_review_workflow.add(
    "acknowledge",
    source=["published"],
    target="acknowledged",
    by={"employee": "own"},
    zh="确认结果",
    en="Acknowledge",
)
performance_review_workflow.add(
    "appeal",
    source=["published"],
    target="appealed",
    by={"employee": "own"},
    asks=["appeal"],
    needs=["appeal"],
    when=expression(
        "today() <= appeal_until", ["le", ["call", "today"], ["field", "appeal_until"]]
    ),
    message=message(zh="申诉期（5 个工作日）已过", en="The 5 working days for an appeal are over"),
    zh="申诉",
    en="Appeal",
)
performance_review_workflow.add(
    "review_appeal",
    source=["appealed"],
    target="reviewed",
    by={"gm": "others"},
    asks=["appeal_answer", "appeal_grade"],
    needs=["appeal_answer"],
    zh="复核",
    en="Decide",
)
performance_review_workflow.add(
    "finalise",
    source=["acknowledged", "reviewed"],
    target="final",
    by={"system": None},
    zh="定稿",
    en="Make final",
)
performance_review_workflow.add(
    "auto_final",
    source=["published"],
    target="final",
    by={"system": None},
    zh="到期定稿",
    en="Final without an answer",
)
