"""离职申请 Resignation: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 deaf35786810322832feb5cf9be8367a1949a3a160ba30242368a016384971b8

from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.workflow import Workflow

from .model import ResignationState, ResignationTransition

resignation_workflow = Workflow[ResignationState, ResignationTransition](initial="draft")
resignation_workflow.state("draft", zh="草稿", en="Draft", color="gray")
resignation_workflow.state("submitted", zh="待部门同意", en="For the department", color="blue")
resignation_workflow.state("manager_ok", zh="待人事审核", en="For HR", color="yellow")
resignation_workflow.state("clearing", zh="交接中", en="Being cleared", color="orange")
resignation_workflow.state("settling", zh="结算中", en="Being settled", color="purple")
resignation_workflow.state("completed", zh="已完成", en="Completed", color="gray", final=True)
resignation_workflow.state("withdrawn", zh="已撤回", en="Withdrawn", color="gray", final=True)
resignation_workflow.state("retained", zh="已留任", en="Stays", color="green", final=True)
resignation_workflow.add(
    "waive",
    source=["draft"],
    target="draft",
    by={"hr": None},
    note="required",
    zh="同意缩短通知期",
    en="Waive the notice",
)
resignation_workflow.add(
    "waive",
    source=["submitted"],
    target="submitted",
    by={"hr": None},
    note="required",
    zh="同意缩短通知期",
    en="Waive the notice",
)
resignation_workflow.add(
    "submit",
    source=["draft"],
    target="submitted",
    by={"employee": "own", "hr": None},
    zh="提交",
    en="Submit",
)
resignation_workflow.add(
    "withdraw",
    source=["submitted"],
    target="withdrawn",
    by={"employee": "own"},
    note="optional",
    danger=True,
    zh="撤回",
    en="Withdraw",
)
resignation_workflow.add(
    "withdraw",
    source=["manager_ok"],
    target="withdrawn",
    by={"employee": "own"},
    note="optional",
    danger=True,
    zh="撤回",
    en="Withdraw",
)
resignation_workflow.add(
    "ask_to_stay",
    source=["submitted"],
    target="submitted",
    by={"dept_mgr": "department", "eng_mgr": "department", "gm": None},
    note="required",
    when=expression("stay_offered != true", ["not", ["field", "stay_offered"]]),
    message=message(zh="已提出挽留", en="He was asked already"),
    zh="挽留",
    en="Ask to stay",
)
resignation_workflow.add(
    "retain",
    source=["submitted"],
    target="retained",
    by={"employee": "own"},
    when=expression("stay_offered == true", ["field", "stay_offered"]),
    message=message(zh="部门尚未提出挽留", en="The department has not asked you to stay"),
    zh="同意留任",
    en="Agree to stay",
)
resignation_workflow.add(
    "manager_ok",
    source=["submitted"],
    target="manager_ok",
    by={"dept_mgr": "department", "eng_mgr": "department", "gm": None},
    asks=["successor"],
    zh="部门同意",
    en="Consent",
)
resignation_workflow.add(
    "hr_ok",
    source=["manager_ok"],
    target="clearing",
    by={"hr": None},
    zh="人事审核，开始交接",
    en="Begin clearing",
)
resignation_workflow.add(
    "hand_over",
    source=["clearing"],
    target="clearing",
    by={"hr": None, "dept_mgr": "department", "eng_mgr": "department", "gm": None},
    asks=["successor"],
    needs=["successor"],
    zh="移交工作",
    en="Hand over the work",
)
resignation_workflow.add(
    "call_off",
    source=["clearing", "settling"],
    target="retained",
    by={"hr": None},
    note="required",
    when=expression("settled != true", ["not", ["field", "settled"]]),
    message=message(zh="结算已批准，不能撤销", en="The settlement is approved"),
    danger=True,
    zh="撤销离职",
    en="Call it off",
)
resignation_workflow.add(
    "settle",
    source=["clearing"],
    target="settling",
    by={"system": None},
    zh="进入结算",
    en="Settle",
)
resignation_workflow.add(
    "reckon",
    source=["settling"],
    target="settling",
    by={"hr": None, "accountant": None},
    asks=["last_wage", "average_wage", "unused_days", "advance", "damage", "tax"],
    when=expression("settled != true", ["not", ["field", "settled"]]),
    message=message(zh="结算已批准", en="The settlement is approved"),
    zh="核算",
    en="Reckon",
)
resignation_workflow.add(
    "approve_settlement",
    source=["settling"],
    target="settling",
    by={"fin_mgr": None},
    when=expression("settled != true", ["not", ["field", "settled"]]),
    message=message(zh="结算已批准", en="The settlement is approved"),
    exclude=["creator", "actor_of(reckon)"],
    zh="批准结算",
    en="Approve the settlement",
)
resignation_workflow.add(
    "pay_settlement",
    source=["settling"],
    target="settling",
    by={"cashier": None},
    when=expression(
        "settled == true and paid_on == null",
        ["and", ["field", "settled"], ["is_null", ["field", "paid_on"]]],
    ),
    message=message(zh="结算未批准或已付款", en="Not approved yet, or paid"),
    exclude=["creator", "actor_of(approve_settlement)", "actor_of(reckon)"],
    zh="付款",
    en="Pay",
)
resignation_workflow.add(
    "pay_settlement",
    source=["completed"],
    target="completed",
    by={"cashier": None},
    when=expression(
        "settled == true and paid_on == null",
        ["and", ["field", "settled"], ["is_null", ["field", "paid_on"]]],
    ),
    message=message(zh="结算未批准或已付款", en="Not approved yet, or paid"),
    exclude=["creator", "actor_of(approve_settlement)", "actor_of(reckon)"],
    zh="付款",
    en="Pay",
)
resignation_workflow.add(
    "complete",
    source=["settling"],
    target="completed",
    by={"system": None, "hr": None},
    when=expression("settled == true", ["field", "settled"]),
    message=message(zh="结算尚未批准", en="The settlement is not approved"),
    zh="办结",
    en="Complete",
)
