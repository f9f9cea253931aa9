"""考核明细 KPI of a review: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 166b07eb6045c4c8f25dc6f918958c6a70b04c506063111aea4d54d96323f39a

from app.runtime.policy import Policy, everything, scope

from .model import ReviewItem

own = scope(
    "own",
    "review.employee == user.employee",
    ["eq", ["path", ["review"], "employee"], ["user", ["employee"]]],
)
others = scope(
    "others",
    "review.employee != user.employee",
    ["ne", ["path", ["review"], "employee"], ["user", ["employee"]]],
)
judged = scope(
    "judged",
    "review.employee != user.employee and review.reviewer == user.employee and review.state in ['pending', 'self_done'] and indicator.source == 'manual'",
    [
        "and",
        ["ne", ["path", ["review"], "employee"], ["user", ["employee"]]],
        ["eq", ["path", ["review"], "reviewer"], ["user", ["employee"]]],
        [
            "in",
            ["path", ["review"], "state"],
            ["list", ["lit", "string", "pending"], ["lit", "string", "self_done"]],
        ],
        ["eq", ["path", ["indicator"], "source"], ["lit", "string", "manual"]],
    ],
)
by_hand = scope(
    "by_hand",
    "review.employee != user.employee and review.state in ['pending', 'self_done', 'manager_done'] and indicator.source == 'manual'",
    [
        "and",
        ["ne", ["path", ["review"], "employee"], ["user", ["employee"]]],
        [
            "in",
            ["path", ["review"], "state"],
            [
                "list",
                ["lit", "string", "pending"],
                ["lit", "string", "self_done"],
                ["lit", "string", "manager_done"],
            ],
        ],
        ["eq", ["path", ["indicator"], "source"], ["lit", "string", "manual"]],
    ],
)
department = scope(
    "department",
    "review.employee != user.employee and (review.reviewer == user.employee or starts(review.department.path, user.employee.department.path))",
    [
        "and",
        ["ne", ["path", ["review"], "employee"], ["user", ["employee"]]],
        [
            "or",
            ["eq", ["path", ["review"], "reviewer"], ["user", ["employee"]]],
            [
                "call",
                "starts",
                ["path", ["review", "department"], "path"],
                ["user", ["employee", "department", "path"]],
            ],
        ],
    ],
)
review_item_policy = Policy(ReviewItem, scopes=[own, others, judged, by_hand, department])
review_item_policy.allow(
    "read",
    employee=own,
    dept_mgr=department,
    eng_mgr=department,
    fin_mgr=others,
    hr=others,
    auditor=everything,
    gm=others,
)
review_item_policy.allow(
    "update", hr=by_hand, dept_mgr=judged, eng_mgr=judged, fin_mgr=judged, gm=judged
)
