"""车位 Parking space: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 084225227b3029040816b115187461adab278e226f26e8ab61bbbf6e1c607628

from app.runtime.workflow import Workflow

from .model import ParkingSpaceState, ParkingSpaceTransition

parking_space_workflow = Workflow[ParkingSpaceState, ParkingSpaceTransition](initial="free")
parking_space_workflow.state("free", zh="空闲", en="Free", color="green")
parking_space_workflow.state("sold", zh="已售", en="Sold", color="blue", rest=True)
parking_space_workflow.state("rented", zh="已租", en="Rented", color="blue", rest=True)
parking_space_workflow.state("blocked", zh="停用", en="Out of use", color="gray")
parking_space_workflow.add(
    "sell",
    source=["free"],
    target="sold",
    by={"csr": "projects"},
    asks=["customer", "unit", "plate_no"],
    needs=["customer"],
    zh="出售",
    en="Sell",
)
parking_space_workflow.add(
    "rent",
    source=["free"],
    target="rented",
    by={"csr": "projects"},
    asks=["customer", "unit", "plate_no"],
    needs=["customer"],
    zh="出租",
    en="Rent out",
)
parking_space_workflow.add(
    "give_back",
    source=["rented", "sold"],
    target="free",
    by={"csr": "projects"},
    zh="退还",
    en="Give back",
)
parking_space_workflow.add(
    "block",
    source=["free"],
    target="blocked",
    by={"csr": "projects"},
    note="required",
    zh="停用",
    en="Take out of use",
)
parking_space_workflow.add(
    "unblock",
    source=["blocked"],
    target="free",
    by={"csr": "projects"},
    zh="恢复",
    en="Put back in use",
)
