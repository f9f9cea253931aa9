"""暂收款 Unknown receipt: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 5c58e243e32b0730f902d44182f12035dfb486cb063e3085b91bd5c53653d651

from app.runtime.workflow import Workflow

from .model import OpenReceiptState, OpenReceiptTransition

open_receipt_workflow = Workflow[OpenReceiptState, OpenReceiptTransition](initial="open")
open_receipt_workflow.state("open", zh="待认领", en="To be assigned", color="orange")
open_receipt_workflow.state("assigned", zh="已认领", en="Assigned", color="green", final=True)
open_receipt_workflow.state("returning", zh="退回中", en="To be given back", color="yellow")
open_receipt_workflow.state("returned", zh="已退回", en="Given back", color="gray", final=True)
open_receipt_workflow.add(
    "assign",
    source=["open"],
    target="assigned",
    by={"cashier": "projects"},
    asks=["customer"],
    needs=["customer"],
    zh="认领",
    en="Assign",
)
open_receipt_workflow.add(
    "ask_back",
    source=["open"],
    target="returning",
    by={"system": None},
    zh="申请退回",
    en="Ask for it back",
)
open_receipt_workflow.add(
    "keep", source=["returning"], target="open", by={"system": None}, zh="不退", en="Keep"
)
open_receipt_workflow.add(
    "give_back",
    source=["returning"],
    target="returned",
    by={"system": None},
    zh="退回",
    en="Give back",
)
