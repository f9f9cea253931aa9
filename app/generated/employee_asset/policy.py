"""员工领用物品 Issued asset: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 24c5def0bb55357a9aa5d5d40d761675ee9c84aad95719bc017e29dabeb36036

from app.runtime.policy import Policy, everything, scope

from .model import EmployeeAsset

own = scope(
    "own", "employee == user.employee", ["eq", ["field", "employee"], ["user", ["employee"]]]
)
keeper = scope(
    "keeper",
    "starts(keeper_dept.path, user.employee.department.path)",
    [
        "call",
        "starts",
        ["path", ["keeper_dept"], "path"],
        ["user", ["employee", "department", "path"]],
    ],
)
department = scope(
    "department",
    "starts(employee.department.path, user.employee.department.path) or starts(keeper_dept.path, user.employee.department.path)",
    [
        "or",
        [
            "call",
            "starts",
            ["path", ["employee", "department"], "path"],
            ["user", ["employee", "department", "path"]],
        ],
        [
            "call",
            "starts",
            ["path", ["keeper_dept"], "path"],
            ["user", ["employee", "department", "path"]],
        ],
    ],
)
employee_asset_policy = Policy(EmployeeAsset, scopes=[own, keeper, department])
employee_asset_policy.allow(
    "read",
    hr=everything,
    auditor=everything,
    gm=everything,
    fin_mgr=everything,
    dept_mgr=department,
    eng_mgr=department,
    sysadmin=keeper,
    cashier=keeper,
    accountant=keeper,
    employee=own,
)
employee_asset_policy.allow(
    "create", hr=everything, dept_mgr=keeper, eng_mgr=keeper, sysadmin=keeper
)
employee_asset_policy.allow(
    "update", hr=everything, dept_mgr=keeper, eng_mgr=keeper, sysadmin=keeper
)
employee_asset_policy.allow("export", hr=everything, auditor=everything)
employee_asset_policy.allow("import", hr=everything)
