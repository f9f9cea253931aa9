"""设备 Equipment: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b62c407460cfafbef56e1e05519b872c42b3d3d4eb2b2f82be2f3aade1975108

from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.workflow import Workflow

from .model import EquipmentState, EquipmentTransition

equipment_workflow = Workflow[EquipmentState, EquipmentTransition](
    initial="running", begins=["stopped"]
)
equipment_workflow.state("running", zh="运行", en="Running", color="green", rest=True)
equipment_workflow.state("standby", zh="备用", en="Standby", color="teal", rest=True)
equipment_workflow.state("fault", zh="故障", en="Down", color="red")
equipment_workflow.state("repairing", zh="维修中", en="In repair", color="orange")
equipment_workflow.state("stopped", zh="停用", en="Out of service", color="gray")
equipment_workflow.state("scrapping", zh="待报废", en="To be scrapped", color="yellow")
equipment_workflow.state("scrapped", zh="已报废", en="Scrapped", color="gray", final=True)
equipment_workflow.add(
    "standby",
    source=["running"],
    target="standby",
    by={"eng_mgr": "projects"},
    note="optional",
    zh="转备用",
    en="Put on standby",
)
equipment_workflow.add(
    "run",
    source=["standby"],
    target="running",
    by={"eng_mgr": "projects"},
    when=expression(
        "special != true or inspection_valid_to >= today()",
        [
            "or",
            ["not", ["field", "special"]],
            ["ge", ["field", "inspection_valid_to"], ["call", "today"]],
        ],
    ),
    message=message(
        zh="特种设备检验已过期或未填写，检验合格后才能投入运行",
        en="The statutory inspection has expired or is missing: it may only be put into service after a passed inspection",
    ),
    zh="投入运行",
    en="Put into service",
)
equipment_workflow.add(
    "fault",
    source=["running", "standby", "repairing"],
    target="fault",
    by={"system": None},
    zh="故障",
    en="Break down",
)
equipment_workflow.add(
    "repair",
    source=["fault", "running", "standby"],
    target="repairing",
    by={"system": None},
    zh="开始维修",
    en="Begin repair",
)
equipment_workflow.add(
    "restore",
    source=["fault", "repairing"],
    target="running",
    by={"system": None},
    zh="恢复运行",
    en="Restore",
)
equipment_workflow.add(
    "restore_spare",
    source=["fault", "repairing", "running"],
    target="standby",
    by={"system": None},
    zh="恢复为备用",
    en="Restore as standby",
)
equipment_workflow.add(
    "retire",
    source=["fault", "repairing", "running", "standby"],
    target="stopped",
    by={"system": None},
    zh="修后停用",
    en="Stop after repair",
)
equipment_workflow.add(
    "stop",
    source=["running", "standby"],
    target="stopped",
    by={"eng_mgr": "projects"},
    note="required",
    danger=True,
    zh="停用",
    en="Take out of service",
)
equipment_workflow.add(
    "restart",
    source=["stopped"],
    target="running",
    by={"eng_mgr": "projects"},
    when=expression(
        "special != true or inspection_valid_to >= today()",
        [
            "or",
            ["not", ["field", "special"]],
            ["ge", ["field", "inspection_valid_to"], ["call", "today"]],
        ],
    ),
    message=message(
        zh="特种设备检验已过期或未填写，检验合格后才能启用",
        en="The statutory inspection has expired or is missing: it may only be started after a passed inspection",
    ),
    zh="重新启用",
    en="Restart",
)
equipment_workflow.add(
    "reclassify",
    source=["stopped"],
    target="stopped",
    by={"eng_mgr": "projects"},
    asks=["category"],
    needs=["category"],
    note="required",
    danger=True,
    zh="调整分类",
    en="Reclassify",
)
equipment_workflow.add(
    "correct_inspection",
    source=["running"],
    target="running",
    by={"eng_mgr": "projects"},
    asks=["inspection_valid_to"],
    note="required",
    when=expression(
        "special != true or inspection_valid_to >= today()",
        [
            "or",
            ["not", ["field", "special"]],
            ["ge", ["field", "inspection_valid_to"], ["call", "today"]],
        ],
    ),
    message=message(
        zh="更正后检验已过期或未填写：请先停用设备",
        en="The statutory inspection would have expired or be missing: take the device out of service first",
    ),
    danger=True,
    zh="更正检验有效期",
    en="Correct the validity",
)
equipment_workflow.add(
    "correct_inspection",
    source=["standby"],
    target="standby",
    by={"eng_mgr": "projects"},
    asks=["inspection_valid_to"],
    note="required",
    danger=True,
    zh="更正检验有效期",
    en="Correct the validity",
)
equipment_workflow.add(
    "correct_inspection",
    source=["stopped"],
    target="stopped",
    by={"eng_mgr": "projects"},
    asks=["inspection_valid_to"],
    note="required",
    danger=True,
    zh="更正检验有效期",
    en="Correct the validity",
)
equipment_workflow.add(
    "propose_scrap",
    source=["stopped"],
    target="scrapping",
    by={"eng_mgr": "projects"},
    note="required",
    danger=True,
    zh="申请报废",
    en="Propose to scrap",
)
equipment_workflow.add(
    "keep",
    source=["scrapping"],
    target="stopped",
    by={"fin_mgr": None},
    note="required",
    zh="不同意报废",
    en="Refuse to scrap",
)
equipment_workflow.add(
    "scrap",
    source=["scrapping"],
    target="scrapped",
    by={"fin_mgr": None},
    exclude=["actor_of(propose_scrap)"],
    danger=True,
    zh="批准报废",
    en="Approve scrapping",
)
