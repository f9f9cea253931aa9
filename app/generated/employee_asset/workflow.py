"""员工领用物品 Issued asset: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 377b0a0879c71673b40d364d73965ecdbd273bafd08bdfb0cefe39ead94bc47c

from app.runtime.workflow import Workflow

from .model import EmployeeAssetState, EmployeeAssetTransition

employee_asset_workflow = Workflow[EmployeeAssetState, EmployeeAssetTransition](initial="issued")
employee_asset_workflow.state("issued", zh="领用中", en="Issued", color="blue", rest=True)
employee_asset_workflow.state("returned", zh="已归还", en="Returned", color="green", final=True)
employee_asset_workflow.state("lost", zh="遗失损坏", en="Lost or broken", color="red", final=True)
employee_asset_workflow.add(
    "give_back",
    source=["issued"],
    target="returned",
    by={
        "hr": None,
        "dept_mgr": "keeper",
        "eng_mgr": "keeper",
        "sysadmin": "keeper",
        "cashier": "keeper",
        "accountant": "keeper",
    },
    zh="归还",
    en="Take back",
)
employee_asset_workflow.add(
    "lose",
    source=["issued"],
    target="lost",
    by={
        "hr": None,
        "dept_mgr": "keeper",
        "eng_mgr": "keeper",
        "sysadmin": "keeper",
        "accountant": "keeper",
    },
    asks=["recovered"],
    needs=["recovered"],
    note="required",
    danger=True,
    zh="遗失损坏",
    en="Lost or broken",
)
