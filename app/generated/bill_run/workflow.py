"""出账批次 Bill run: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d0ab3d7023de252a58be488a76e8698f95e29297aba32c597d64ca9f938ed57c

from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.workflow import Workflow

from .model import BillRunState, BillRunTransition

bill_run_workflow = Workflow[BillRunState, BillRunTransition](initial="draft")
bill_run_workflow.state("draft", zh="草稿", en="Draft", color="gray")
bill_run_workflow.state("previewed", zh="已试算", en="Previewed", color="blue")
bill_run_workflow.state("approved", zh="已批准", en="Approved", color="teal")
bill_run_workflow.state("posted", zh="已入账", en="Posted", color="green", final=True)
bill_run_workflow.state("reversed", zh="已冲销", en="Reversed", color="red", final=True)
bill_run_workflow.state("cancelled", zh="已取消", en="Cancelled", color="gray", final=True)
bill_run_workflow.add(
    "preview",
    source=["draft", "previewed"],
    target="previewed",
    by={"accountant": None, "system": None},
    zh="试算",
    en="Preview",
)
bill_run_workflow.add(
    "recalc",
    source=["previewed"],
    target="draft",
    by={"accountant": None},
    zh="重新准备",
    en="Start again",
)
bill_run_workflow.add(
    "approve",
    source=["previewed"],
    target="approved",
    by={"fin_mgr": None},
    when=expression(
        "open_problems == 0 and previewed_at != null",
        [
            "and",
            ["eq", ["field", "open_problems"], ["lit", "int", 0]],
            ["not_null", ["field", "previewed_at"]],
        ],
    ),
    message=message(
        zh="试算未完成，或还有异常未处理、未说明暂缓",
        en="The preview is not finished, or exceptions are neither solved nor deferred",
    ),
    exclude=["creator", "actor_of(preview)"],
    zh="批准出账",
    en="Approve",
)
bill_run_workflow.add(
    "post", source=["approved"], target="posted", by={"system": None}, zh="入账", en="Post"
)
bill_run_workflow.add(
    "outdated",
    source=["approved"],
    target="previewed",
    by={"system": None},
    zh="数据已变，重新试算",
    en="Preview again",
)
bill_run_workflow.add(
    "reverse",
    source=["posted"],
    target="reversed",
    by={"fin_mgr": None},
    note="required",
    zh="冲销",
    en="Reverse",
)
bill_run_workflow.add(
    "cancel",
    source=["draft", "previewed", "approved"],
    target="cancelled",
    by={"accountant": None, "fin_mgr": None},
    note="optional",
    zh="取消",
    en="Cancel",
)
