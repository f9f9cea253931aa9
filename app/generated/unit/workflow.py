"""房屋 Unit: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2bdb075570da5ded3ffc1da99ddbb9f10d159e91891461962cc5961d2956bda4

from app.runtime.workflow import Workflow

from .model import UnitState, UnitTransition

unit_workflow = Workflow[UnitState, UnitTransition](initial="undelivered")
unit_workflow.state("undelivered", zh="未交付", en="Not handed over", color="gray")
unit_workflow.state("vacant", zh="空置", en="Vacant", color="yellow")
unit_workflow.state("decorating", zh="装修", en="Fit-out", color="orange")
unit_workflow.state("occupied", zh="入住", en="Occupied", color="green", rest=True)
unit_workflow.state("rented", zh="出租", en="Let", color="blue", rest=True)
unit_workflow.state("closed", zh="注销", en="Closed", color="gray", final=True)
unit_workflow.add(
    "hand_over",
    source=["undelivered"],
    target="vacant",
    by={"csr": "projects", "sysadmin": None},
    asks=["delivered_on"],
    needs=["delivered_on"],
    zh="交房",
    en="Hand over",
)
unit_workflow.add(
    "decorate",
    source=["vacant"],
    target="decorating",
    by={"csr": "projects", "sysadmin": None},
    asks=["decorate_from"],
    zh="开始装修",
    en="Start fit-out",
)
unit_workflow.add(
    "move_in",
    source=["vacant", "decorating", "rented"],
    target="occupied",
    by={"csr": "projects", "sysadmin": None},
    zh="入住",
    en="Move in",
)
unit_workflow.add(
    "let",
    source=["vacant", "decorating", "occupied"],
    target="rented",
    by={"csr": "projects", "sysadmin": None},
    zh="出租",
    en="Let",
)
unit_workflow.add(
    "vacate",
    source=["occupied", "rented", "decorating"],
    target="vacant",
    by={"csr": "projects", "sysadmin": None},
    zh="腾空",
    en="Vacate",
)
unit_workflow.add(
    "close",
    source=["undelivered", "vacant"],
    target="closed",
    by={"csr": "projects", "sysadmin": None},
    note="required",
    danger=True,
    zh="注销",
    en="Close",
)
