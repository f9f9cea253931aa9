"""银行流水 Bank statement line: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 3ed0885af9b9ef0555fa7cd2c327517a812e4cd8fc9b54c4cd08e931f4353b36

from app.runtime.workflow import Workflow

from .model import BankLineState, BankLineTransition

bank_line_workflow = Workflow[BankLineState, BankLineTransition](initial="open")
bank_line_workflow.state("open", zh="未匹配", en="Open", color="red")
bank_line_workflow.state("matched", zh="已匹配", en="Matched", color="green", final=True)
bank_line_workflow.state("ignored", zh="不处理", en="Ignored", color="gray", final=True)
bank_line_workflow.add(
    "match",
    source=["open"],
    target="matched",
    by={"accountant": None, "system": None},
    asks=["payments", "settlement", "refund", "voucher"],
    zh="匹配",
    en="Match",
)
bank_line_workflow.add(
    "pair",
    source=["open"],
    target="matched",
    by={"system": None},
    zh="自动匹配",
    en="Match by itself",
)
bank_line_workflow.add(
    "unmatch",
    source=["matched"],
    target="open",
    by={"accountant": None},
    note="required",
    zh="取消匹配",
    en="Undo the match",
)
bank_line_workflow.add(
    "ignore",
    source=["open"],
    target="ignored",
    by={"accountant": None},
    note="required",
    zh="不处理",
    en="Ignore",
)
