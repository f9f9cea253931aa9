"""渠道结算单 Channel settlement: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 db2c141c1817e26ea7fbcd9b720856ab5ecd5c80d173c9ac36af6df04550dd36

from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.workflow import Workflow

from .model import ChannelSettlementState, ChannelSettlementTransition

channel_settlement_workflow = Workflow[ChannelSettlementState, ChannelSettlementTransition](
    initial="draft"
)
channel_settlement_workflow.state("draft", zh="已导入", en="Imported", color="blue")
channel_settlement_workflow.state("matched", zh="已核对", en="Matched", color="teal")
channel_settlement_workflow.state("settled", zh="已结算", en="Settled", color="green", final=True)
channel_settlement_workflow.add(
    "match",
    source=["draft", "matched"],
    target="matched",
    by={"accountant": None, "system": None},
    zh="核对",
    en="Match",
)
channel_settlement_workflow.add(
    "settle",
    source=["matched"],
    target="settled",
    by={"accountant": None},
    when=expression("missing == 0", ["eq", ["field", "missing"], ["lit", "int", 0]]),
    message=message(
        zh="渠道有、我方没有的交易须先补入", en="Trades that we do not have must be entered first"
    ),
    zh="结算入账",
    en="Settle",
)
