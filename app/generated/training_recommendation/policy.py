"""培训推荐 Training recommendation: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ff9b7689f868f4e9dc61450a0f9bbd70477f7833b01c6667defa7c0bccc70c15

from app.runtime.policy import Policy, everything, scope

from .model import TrainingRecommendation

own = scope(
    "own", "employee == user.employee", ["eq", ["field", "employee"], ["user", ["employee"]]]
)
department = scope(
    "department",
    "starts(employee.department.path, user.employee.department.path)",
    [
        "call",
        "starts",
        ["path", ["employee", "department"], "path"],
        ["user", ["employee", "department", "path"]],
    ],
)
training_recommendation_policy = Policy(TrainingRecommendation, scopes=[own, department])
training_recommendation_policy.allow(
    "read",
    employee=own,
    dept_mgr=department,
    eng_mgr=department,
    hr=everything,
    auditor=everything,
    gm=everything,
)
training_recommendation_policy.allow("export", hr=everything, auditor=everything)
