"""暂收款 Unknown receipt: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6a3c4199148b1ab0ea210d9ad4db23935bfcc2752a46d40ca70effed8b668ae9

from app.runtime.workflow import Workflow

from .model import OpenReceiptState, OpenReceiptTransition

open_receipt_workflow = Workflow[OpenReceiptState, OpenReceiptTransition](initial="open")
open_receipt_workflow.state("open", zh="待认领", en="To be assigned", color="orange")
open_receipt_workflow.state("assigned", zh="已认领", en="Assigned", color="green", final=True)
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
