"""凭证规则 Voucher rule: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a373465967d9c849898c83d975b5b89c8968884e1ae9dbdee2ddd41638c3f65b

from app.runtime.workflow import Workflow

from .model import VoucherRuleState, VoucherRuleTransition

voucher_rule_workflow = Workflow[VoucherRuleState, VoucherRuleTransition](initial="draft")
voucher_rule_workflow.state("draft", zh="草稿", en="Draft", color="gray")
voucher_rule_workflow.state("active", zh="启用", en="Active", color="green")
voucher_rule_workflow.state("archived", zh="停用", en="Ended", color="gray", final=True)
voucher_rule_workflow.add(
    "approve",
    source=["draft"],
    target="active",
    by={"fin_mgr": None},
    exclude=["creator"],
    zh="批准启用",
    en="Approve",
)
voucher_rule_workflow.add(
    "archive",
    source=["draft", "active"],
    target="archived",
    by={"fin_mgr": None},
    note="optional",
    zh="停用",
    en="End",
)
