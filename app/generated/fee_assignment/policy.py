"""收费标准 Fee assignment: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e3387bf87e3dc3ec946c290550285178d5e104ef43fa2759d83931f052d9637b

from app.runtime.policy import Policy, everything, scope

from .model import FeeAssignment

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
own = scope(
    "own",
    "customer == user.customer or unit in user.units",
    [
        "or",
        ["eq", ["field", "customer"], ["user", ["customer"]]],
        ["in", ["field", "unit"], ["user", ["units"]]],
    ],
)
fee_assignment_policy = Policy(FeeAssignment, scopes=[projects, own])
fee_assignment_policy.allow(
    "read",
    customer=own,
    csr=projects,
    cashier=projects,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=projects,
    gm=everything,
)
fee_assignment_policy.allow("create", csr=projects, accountant=everything)
fee_assignment_policy.allow("update", csr=projects, accountant=everything)
fee_assignment_policy.allow("export", accountant=everything, auditor=everything)
fee_assignment_policy.allow("import", accountant=everything)
fee_assignment_policy.restrict_field(
    "ground", read=["csr", "cashier", "accountant", "fin_mgr", "auditor", "gm"]
)
