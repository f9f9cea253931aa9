"""互评 Colleague's score: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8588a8cde7863396eddb9e47f4c3485476b3273a376f93c1ae7f455e5fcd7c3d

from app.runtime.policy import Policy, scope

from .model import PeerScore

mine = scope("mine", "peer == user.employee", ["eq", ["field", "peer"], ["user", ["employee"]]])
asked = scope(
    "asked",
    "peer == user.employee and review.state in ['pending', 'self_done', 'manager_done']",
    [
        "and",
        ["eq", ["field", "peer"], ["user", ["employee"]]],
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
    ],
)
others = scope(
    "others",
    "review.employee != user.employee",
    ["ne", ["path", ["review"], "employee"], ["user", ["employee"]]],
)
chosen = scope(
    "chosen",
    "review.employee != user.employee and review.state in ['pending', 'self_done', 'manager_done']",
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
    ],
)
judged = scope(
    "judged",
    "review.reviewer == user.employee and review.employee != user.employee and review.state in ['pending', 'self_done', 'manager_done']",
    [
        "and",
        ["eq", ["path", ["review"], "reviewer"], ["user", ["employee"]]],
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
    ],
)
peer_score_policy = Policy(PeerScore, scopes=[mine, asked, others, chosen, judged])
peer_score_policy.allow("read", employee=mine, hr=others)
peer_score_policy.allow(
    "create", hr=chosen, dept_mgr=judged, eng_mgr=judged, fin_mgr=judged, gm=judged
)
peer_score_policy.allow("update", employee=asked)
peer_score_policy.allow("delete", hr=chosen)
peer_score_policy.restrict_field("review", write=["hr", "dept_mgr", "eng_mgr", "fin_mgr", "gm"])
peer_score_policy.restrict_field("peer", write=["hr", "dept_mgr", "eng_mgr", "fin_mgr", "gm"])
peer_score_policy.restrict_field("score", write=["employee"])
peer_score_policy.restrict_field("comment", write=["employee"])
