"""销售明细 Sale line: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 de60e2dd1c61ee6e4ec41b0993b3978ac06146a544defc023a23cfcb65a5d6f8

from app.runtime.policy import Policy, everything

from .model import SaleLine

sale_line_policy = Policy(SaleLine)
sale_line_policy.allow(
    "read", manager=everything, clerk=everything, auditor=everything, buyer=everything
)
sale_line_policy.allow("create", manager=everything, clerk=everything)
sale_line_policy.allow("update", manager=everything, clerk=everything)
sale_line_policy.allow("delete", manager=everything, clerk=everything)
