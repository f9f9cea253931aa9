"""考核周期 Review cycle: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2b7cd7f2adb09a67050e97b93a66aeb9e73be040b3f8a1ae6237ca810858b531

from app.runtime.policy import Policy, everything, scope

from .model import ReviewCycle

drafts = scope(
    "drafts",
    "state in ['draft', 'open', 'calibrating']",
    [
        "in",
        ["field", "state"],
        [
            "list",
            ["lit", "string", "draft"],
            ["lit", "string", "open"],
            ["lit", "string", "calibrating"],
        ],
    ],
)
review_cycle_policy = Policy(ReviewCycle, scopes=[drafts])
review_cycle_policy.allow(
    "read",
    employee=everything,
    hr=everything,
    dept_mgr=everything,
    eng_mgr=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
)
review_cycle_policy.allow("create", hr=everything)
review_cycle_policy.allow("update", hr=drafts)
review_cycle_policy.restrict_field("pay_pool", read=["hr", "fin_mgr", "gm"], write=["hr"])
review_cycle_policy.restrict_field("left_out", read=["hr", "auditor", "gm"])
