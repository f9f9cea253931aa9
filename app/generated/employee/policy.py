"""员工 Employee: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0945d342476081310768ce0940164ea2aa868acdd97022b0d41a5a2369de6745

from app.runtime.policy import Policy, everything, scope

from .model import Employee

own = scope("own", "id == user.employee", ["eq", ["field", "id"], ["user", ["employee"]]])
projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
department = scope(
    "department",
    "starts(department.path, user.employee.department.path)",
    [
        "call",
        "starts",
        ["path", ["department"], "path"],
        ["user", ["employee", "department", "path"]],
    ],
)
employee_policy = Policy(Employee, scopes=[own, projects, department])
employee_policy.allow(
    "read",
    csr=everything,
    dispatcher=projects,
    technician=projects,
    sysadmin=everything,
    eng_mgr=department,
    cashier=everything,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    hr=everything,
    dept_mgr=department,
    employee=own,
    gm=everything,
)
employee_policy.allow("create", hr=everything)
employee_policy.allow("update", employee=own, hr=everything)
employee_policy.allow("export", hr=everything)
employee_policy.allow("import", hr=everything)
employee_policy.allow("reveal", hr=everything, fin_mgr=everything, gm=everything, employee=own)
employee_policy.restrict_field("name", write=["hr"])
employee_policy.restrict_field(
    "gender", read=["auditor", "hr", "dept_mgr", "eng_mgr", "employee", "gm"], write=["hr"]
)
employee_policy.restrict_field("birth_date", read=["hr", "employee", "gm"], write=["hr"])
employee_policy.restrict_field("id_no", read=["hr", "employee"], write=["hr"])
employee_policy.restrict_field("bank_account", read=["hr", "employee"], write=["hr"])
employee_policy.restrict_field("base_pay", read=["hr", "fin_mgr", "gm", "employee"], write=["hr"])
employee_policy.restrict_field(
    "phone",
    read=["dispatcher", "eng_mgr", "hr", "dept_mgr", "employee", "gm"],
    write=["employee", "hr"],
)
employee_policy.restrict_field("address", read=["hr", "employee"], write=["employee", "hr"])
employee_policy.restrict_field(
    "education", read=["auditor", "hr", "dept_mgr", "employee", "gm"], write=["hr"]
)
employee_policy.restrict_field(
    "emergency_contact", read=["hr", "dept_mgr", "employee"], write=["employee", "hr"]
)
employee_policy.restrict_field("department", write=["hr"])
employee_policy.restrict_field("position", write=["hr"])
employee_policy.restrict_field("project", write=["hr"])
employee_policy.restrict_field("manager", read=["fin_mgr", "auditor", "hr", "gm"], write=["hr"])
employee_policy.restrict_field(
    "manager_name", read=["eng_mgr", "fin_mgr", "auditor", "hr", "dept_mgr", "employee", "gm"]
)
employee_policy.restrict_field(
    "grade",
    read=["fin_mgr", "auditor", "hr", "dept_mgr", "eng_mgr", "employee", "gm"],
    write=["hr"],
)
employee_policy.restrict_field(
    "hired_on",
    read=["eng_mgr", "fin_mgr", "auditor", "hr", "dept_mgr", "employee", "gm"],
    write=["hr"],
)
employee_policy.restrict_field(
    "left_on", read=["fin_mgr", "auditor", "hr", "dept_mgr", "eng_mgr", "employee", "gm"]
)
employee_policy.restrict_field(
    "probation_to", read=["auditor", "hr", "dept_mgr", "eng_mgr", "employee", "gm"], write=["hr"]
)
employee_policy.restrict_field(
    "contract_from", read=["auditor", "hr", "dept_mgr", "eng_mgr", "employee", "gm"], write=["hr"]
)
employee_policy.restrict_field(
    "contract_to", read=["auditor", "hr", "dept_mgr", "eng_mgr", "employee", "gm"], write=["hr"]
)
employee_policy.restrict_field(
    "first_work_on", read=["fin_mgr", "auditor", "hr", "employee", "gm"], write=["hr"]
)
employee_policy.restrict_field(
    "hours_system",
    read=["eng_mgr", "fin_mgr", "auditor", "hr", "dept_mgr", "employee", "gm"],
    write=["hr"],
)
employee_policy.restrict_field(
    "on_call",
    read=[
        "csr",
        "dispatcher",
        "technician",
        "eng_mgr",
        "auditor",
        "hr",
        "dept_mgr",
        "employee",
        "gm",
    ],
    write=["hr"],
)
employee_policy.restrict_field(
    "rating_avg", read=["dispatcher", "eng_mgr", "auditor", "hr", "dept_mgr", "employee", "gm"]
)
employee_policy.restrict_field("login", read=["auditor", "hr", "employee"], write=["hr"])
