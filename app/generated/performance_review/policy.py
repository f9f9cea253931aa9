"""绩效考核 Review: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4d89063ad64e8a9c7692b0e6792331553a1e59cc4f6322b6c5db1e8e720b4a31

from app.runtime.policy import Policy, everything, scope

from .model import PerformanceReview

own = scope(
    "own", "employee == user.employee", ["eq", ["field", "employee"], ["user", ["employee"]]]
)
reviewing = scope(
    "reviewing",
    "reviewer == user.employee and employee != user.employee",
    [
        "and",
        ["eq", ["field", "reviewer"], ["user", ["employee"]]],
        ["ne", ["field", "employee"], ["user", ["employee"]]],
    ],
)
others = scope(
    "others", "employee != user.employee", ["ne", ["field", "employee"], ["user", ["employee"]]]
)
department = scope(
    "department",
    "employee != user.employee and (reviewer == user.employee or starts(department.path, user.employee.department.path))",
    [
        "and",
        ["ne", ["field", "employee"], ["user", ["employee"]]],
        [
            "or",
            ["eq", ["field", "reviewer"], ["user", ["employee"]]],
            [
                "call",
                "starts",
                ["path", ["department"], "path"],
                ["user", ["employee", "department", "path"]],
            ],
        ],
    ],
)
performance_review_policy = Policy(PerformanceReview, scopes=[own, reviewing, others, department])
performance_review_policy.allow(
    "read",
    employee=own,
    dept_mgr=department,
    eng_mgr=department,
    fin_mgr=others,
    hr=others,
    auditor=everything,
    gm=others,
)
performance_review_policy.allow("update", hr=others)
performance_review_policy.allow("export", hr=everything, auditor=everything)
performance_review_policy.restrict_field("reviewer", write=["hr"])
performance_review_policy.restrict_field("self_score", write=[])
performance_review_policy.restrict_field("self_comment", write=[])
performance_review_policy.restrict_field(
    "judged_score", read=["dept_mgr", "eng_mgr", "hr", "gm"], write=[]
)
performance_review_policy.restrict_field(
    "judged_comment", read=["dept_mgr", "eng_mgr", "hr", "gm"], write=[]
)
performance_review_policy.restrict_field("peer_avg", read=["hr", "gm"])
performance_review_policy.restrict_field("peer_count", read=["dept_mgr", "eng_mgr", "hr", "gm"])
performance_review_policy.restrict_field("draft_score", read=["hr", "gm"])
performance_review_policy.restrict_field("band_grade", read=["hr", "gm"])
performance_review_policy.restrict_field("quota_grade", read=["hr", "gm"])
performance_review_policy.restrict_field("place", read=["hr", "gm"])
performance_review_policy.restrict_field("draft_grade", read=["hr", "gm"], write=[])
performance_review_policy.restrict_field("appeal", write=[])
performance_review_policy.restrict_field("appeal_answer", write=[])
performance_review_policy.restrict_field("appeal_grade", write=[])
performance_review_policy.restrict_field("promotion_hint", read=["hr", "gm"])
performance_review_policy.restrict_field("pay_hint", read=["hr", "fin_mgr", "gm"])
