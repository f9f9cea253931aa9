"""客户 Customer: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 26d029aa76ce99f41577acac36b154577d30359c6d607bdb5cf15cdf40333ae9

from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.workflow import Workflow

from .model import CustomerState, CustomerTransition

customer_workflow = Workflow[CustomerState, CustomerTransition](initial="pending")
customer_workflow.state("pending", zh="待核验", en="To be verified", color="yellow")
customer_workflow.state("active", zh="有效", en="Active", color="green", rest=True)
customer_workflow.state("moved_out", zh="已迁出", en="Moved out", color="gray")
customer_workflow.state("merged", zh="已合并", en="Merged", color="gray", final=True)
customer_workflow.state("anonymised", zh="已匿名", en="Anonymised", color="gray", final=True)
customer_workflow.add(
    "verify",
    source=["pending"],
    target="active",
    by={"csr": "projects", "system": None},
    zh="核验通过",
    en="Verify",
)
customer_workflow.add(
    "merge",
    source=["pending", "active"],
    target="merged",
    by={"csr": "projects", "system": None},
    asks=["merged_into"],
    needs=["merged_into"],
    danger=True,
    zh="合并",
    en="Merge",
)
customer_workflow.add(
    "unmerge",
    source=["merged"],
    target="active",
    by={"csr": "projects"},
    note="required",
    when=expression(
        "days(merged_on, today()) <= 30",
        ["le", ["call", "days", ["field", "merged_on"], ["call", "today"]], ["lit", "int", 30]],
    ),
    message=message(
        zh="合并超过 30 天，不能撤销", en="Merged more than 30 days ago; it cannot be undone"
    ),
    zh="撤销合并",
    en="Undo the merge",
)
customer_workflow.add(
    "move_out",
    source=["active"],
    target="moved_out",
    by={"csr": "projects"},
    note="optional",
    danger=True,
    zh="迁出",
    en="Move out",
)
customer_workflow.add(
    "anonymise",
    source=["moved_out"],
    target="anonymised",
    by={"system": None},
    zh="匿名化",
    en="Anonymise",
)
