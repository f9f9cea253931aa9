"""财务报表 Financial statement: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 5e0f566cb616f0f50437ff8876c83afe165c60fc8a124a9d933327b4531a968d

from app.runtime.policy import Policy, everything

from .model import FinancialReport

financial_report_policy = Policy(FinancialReport)
financial_report_policy.allow(
    "read", accountant=everything, fin_mgr=everything, auditor=everything, gm=everything
)
financial_report_policy.allow(
    "export", accountant=everything, fin_mgr=everything, auditor=everything, gm=everything
)
financial_report_policy.restrict_field("review_note", write=[])
