"""员工 Employee: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1945fd57d47bddf5f2b0d3ec31c0f260bcceb86378a9e74cf06c76424ed11f0d

from app.runtime.workflow import Workflow

from .model import EmployeeState, EmployeeTransition

employee_workflow = Workflow[EmployeeState, EmployeeTransition](initial="onboarding")
employee_workflow.state("onboarding", zh="入职中", en="Onboarding", color="blue")
employee_workflow.state("probation", zh="试用", en="Probation", color="yellow")
employee_workflow.state("regular", zh="正式", en="Regular", color="green", rest=True)
employee_workflow.state("leaving", zh="离职中", en="Leaving", color="orange")
employee_workflow.state("left", zh="已离职", en="Left", color="gray", final=True)
employee_workflow.add(
    "begin",
    source=["onboarding"],
    target="probation",
    by={"hr": None},
    asks=["probation_to"],
    zh="入职",
    en="Begin",
)
employee_workflow.add(
    "confirm",
    source=["onboarding", "probation"],
    target="regular",
    by={"hr": None},
    zh="转正",
    en="Confirm",
)
employee_workflow.add(
    "resign",
    source=["onboarding", "probation", "regular"],
    target="leaving",
    by={"system": None},
    zh="办理离职",
    en="Resign",
)
employee_workflow.add(
    "stay", source=["leaving"], target="regular", by={"system": None}, zh="留任", en="Stay"
)
employee_workflow.add(
    "stay_on_probation",
    source=["leaving"],
    target="probation",
    by={"system": None},
    zh="留任（试用）",
    en="Stay on probation",
)
employee_workflow.add(
    "leave", source=["leaving"], target="left", by={"system": None}, zh="离职完成", en="Leave"
)
