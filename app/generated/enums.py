"""Enums that several entities share."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e2986e4e0bd60dd1a80fd63b65e54c10990e1324d71b61f62e83a563f5fff2e8

from typing import Literal

from app.runtime.field import EnumType, EnumValue, label

Priority = Literal["p1", "p2", "p3", "p4"]
priority = EnumType(
    "Priority",
    [
        EnumValue("p1", label(zh="紧急", en="Emergency"), color="red"),
        EnumValue("p2", label(zh="高", en="High"), color="orange"),
        EnumValue("p3", label(zh="普通", en="Normal"), color="blue"),
        EnumValue("p4", label(zh="低", en="Low"), color="gray"),
    ],
)
Gender = Literal["m", "f", "u"]
gender = EnumType(
    "Gender",
    [
        EnumValue("m", label(zh="男", en="Male")),
        EnumValue("f", label(zh="女", en="Female")),
        EnumValue("u", label(zh="未知", en="Unknown")),
    ],
)
Calendar = Literal["working", "always"]
calendar = EnumType(
    "Calendar",
    [
        EnumValue("working", label(zh="工作时间", en="Working hours")),
        EnumValue("always", label(zh="全天候", en="Round the clock")),
    ],
)
OccupancyRole = Literal["owner", "co_owner", "tenant", "family"]
occupancy_role = EnumType(
    "OccupancyRole",
    [
        EnumValue("owner", label(zh="产权人", en="Owner")),
        EnumValue("co_owner", label(zh="共有人", en="Co-owner")),
        EnumValue("tenant", label(zh="承租人", en="Tenant")),
        EnumValue("family", label(zh="家属", en="Family")),
    ],
)
Verification = Literal["none", "phone", "roster", "manual"]
verification = EnumType(
    "Verification",
    [
        EnumValue("none", label(zh="未核验", en="Not verified")),
        EnumValue("phone", label(zh="手机核验", en="Phone")),
        EnumValue("roster", label(zh="业主名册匹配", en="Owner roster")),
        EnumValue("manual", label(zh="人工核验", en="By hand")),
    ],
)
Side = Literal["dr", "cr"]
side = EnumType(
    "Side",
    [EnumValue("dr", label(zh="借", en="Debit")), EnumValue("cr", label(zh="贷", en="Credit"))],
)
VoucherWord = Literal["ji", "shou", "fu", "zhuan"]
voucher_word = EnumType(
    "VoucherWord",
    [
        EnumValue("ji", label(zh="记", en="Journal")),
        EnumValue("shou", label(zh="收", en="Receipt")),
        EnumValue("fu", label(zh="付", en="Payment")),
        EnumValue("zhuan", label(zh="转", en="Transfer")),
    ],
)
BookEvent = Literal[
    "bill_run_posted",
    "bill_posted",
    "payment_settled",
    "channel_settled",
    "prepay_offset",
    "prepay_amortise",
    "receipt_held",
    "receipt_assigned",
    "receipt_returned",
    "refund_paid",
    "reduction",
    "bad_debt",
    "cash_banked",
    "cash_difference",
    "expense_paid",
    "payroll",
    "payroll_paid",
    "settlement_paid",
    "depreciation",
    "repair_parts",
    "parts_received",
    "vat_transfer",
    "surtax",
    "close_pl",
    "close_year",
    "manual",
]
book_event = EnumType(
    "BookEvent",
    [
        EnumValue("bill_run_posted", label(zh="出账", en="Bills posted")),
        EnumValue("bill_posted", label(zh="单张出账", en="Bill posted")),
        EnumValue("payment_settled", label(zh="收款", en="Payment received")),
        EnumValue("channel_settled", label(zh="渠道结算", en="Channel settled")),
        EnumValue("prepay_offset", label(zh="预存抵扣", en="Prepayment used")),
        EnumValue("prepay_amortise", label(zh="预收结转", en="Deferred revenue recognised")),
        EnumValue("receipt_held", label(zh="暂收款入账", en="Unknown receipt held")),
        EnumValue("receipt_assigned", label(zh="暂收款认领", en="Unknown receipt assigned")),
        EnumValue("receipt_returned", label(zh="暂收款退回", en="Unknown receipt given back")),
        EnumValue("refund_paid", label(zh="退款", en="Refund paid")),
        EnumValue("reduction", label(zh="减免", en="Reduction")),
        EnumValue("bad_debt", label(zh="坏账核销", en="Bad debt")),
        EnumValue("cash_banked", label(zh="现金存行", en="Cash banked")),
        EnumValue("cash_difference", label(zh="长短款", en="Cash difference")),
        EnumValue("expense_paid", label(zh="费用付款", en="Expense paid")),
        EnumValue("payroll", label(zh="工资计提", en="Payroll")),
        EnumValue("payroll_paid", label(zh="工资发放", en="Payroll paid")),
        EnumValue("settlement_paid", label(zh="离职结算发放", en="Settlement of a leaver paid")),
        EnumValue("depreciation", label(zh="折旧", en="Depreciation")),
        EnumValue("repair_parts", label(zh="备件领用", en="Parts used")),
        EnumValue("parts_received", label(zh="备件入库", en="Parts received")),
        EnumValue("vat_transfer", label(zh="转出未交增值税", en="VAT transferred")),
        EnumValue("surtax", label(zh="附加税", en="Surtax")),
        EnumValue("close_pl", label(zh="结转损益", en="Profit and loss closed")),
        EnumValue("close_year", label(zh="结转本年利润", en="Year closed")),
        EnumValue("manual", label(zh="手工", en="By hand")),
    ],
)
PayChannel = Literal["wechat", "alipay", "bank", "cash", "pos", "auto", "offset"]
pay_channel = EnumType(
    "PayChannel",
    [
        EnumValue("wechat", label(zh="微信", en="WeChat Pay")),
        EnumValue("alipay", label(zh="支付宝", en="Alipay")),
        EnumValue("bank", label(zh="转账", en="Bank transfer")),
        EnumValue("cash", label(zh="现金", en="Cash")),
        EnumValue("pos", label(zh="POS 刷卡", en="Card (POS)")),
        EnumValue("auto", label(zh="代扣", en="Direct debit")),
        EnumValue("offset", label(zh="预存抵扣", en="From prepayment")),
    ],
)
LeaveType = Literal[
    "annual",
    "sick",
    "personal",
    "marriage",
    "maternity",
    "paternity",
    "bereavement",
    "comp",
    "injury",
]
leave_type = EnumType(
    "LeaveType",
    [
        EnumValue("annual", label(zh="年假", en="Annual")),
        EnumValue("sick", label(zh="病假", en="Sick")),
        EnumValue("personal", label(zh="事假", en="Personal")),
        EnumValue("marriage", label(zh="婚假", en="Marriage")),
        EnumValue("maternity", label(zh="产假", en="Maternity")),
        EnumValue("paternity", label(zh="陪产假", en="Paternity")),
        EnumValue("bereavement", label(zh="丧假", en="Bereavement")),
        EnumValue("comp", label(zh="调休", en="Time off in lieu")),
        EnumValue("injury", label(zh="工伤", en="Work injury")),
    ],
)
FeeKind = Literal[
    "property", "parking", "water", "elec", "gas", "heating", "share", "repair", "deposit", "other"
]
fee_kind = EnumType(
    "FeeKind",
    [
        EnumValue("property", label(zh="物业费", en="Property fee")),
        EnumValue("parking", label(zh="停车费", en="Parking")),
        EnumValue("water", label(zh="水费", en="Water")),
        EnumValue("elec", label(zh="电费", en="Electricity")),
        EnumValue("gas", label(zh="燃气", en="Gas")),
        EnumValue("heating", label(zh="采暖", en="Heating")),
        EnumValue("share", label(zh="公摊", en="Shared cost")),
        EnumValue("repair", label(zh="有偿维修", en="Charged repair")),
        EnumValue("deposit", label(zh="押金", en="Deposit")),
        EnumValue("other", label(zh="其他", en="Other")),
    ],
)
MeterKind = Literal["water", "elec", "gas", "heat"]
meter_kind = EnumType(
    "MeterKind",
    [
        EnumValue("water", label(zh="水", en="Water")),
        EnumValue("elec", label(zh="电", en="Electricity")),
        EnumValue("gas", label(zh="气", en="Gas")),
        EnumValue("heat", label(zh="热", en="Heat")),
    ],
)
Taxpayer = Literal["general", "small"]
taxpayer = EnumType(
    "Taxpayer",
    [
        EnumValue("general", label(zh="一般纳税人", en="General taxpayer")),
        EnumValue("small", label(zh="小规模纳税人", en="Small taxpayer")),
    ],
)
StaffRole = Literal[
    "csr",
    "dispatcher",
    "technician",
    "eng_mgr",
    "cashier",
    "accountant",
    "fin_mgr",
    "auditor",
    "hr",
    "dept_mgr",
    "gm",
    "sysadmin",
]
staff_role = EnumType(
    "StaffRole",
    [
        EnumValue("csr", label(zh="客服", en="Service representative")),
        EnumValue("dispatcher", label(zh="调度", en="Dispatcher")),
        EnumValue("technician", label(zh="维修工", en="Technician")),
        EnumValue("eng_mgr", label(zh="工程经理", en="Engineering manager")),
        EnumValue("cashier", label(zh="出纳", en="Cashier")),
        EnumValue("accountant", label(zh="会计", en="Accountant")),
        EnumValue("fin_mgr", label(zh="财务经理", en="Finance manager")),
        EnumValue("auditor", label(zh="审计", en="Auditor")),
        EnumValue("hr", label(zh="人事专员", en="HR officer")),
        EnumValue("dept_mgr", label(zh="部门经理", en="Department manager")),
        EnumValue("gm", label(zh="总经理", en="General manager")),
        EnumValue("sysadmin", label(zh="系统管理员", en="System administrator")),
    ],
)
HandledBy = Literal["own", "cs", "eng", "order", "fin", "hr", "it", "gm"]
handled_by = EnumType(
    "HandledBy",
    [
        EnumValue("own", label(zh="本部门", en="Own department")),
        EnumValue("cs", label(zh="客服", en="Customer service")),
        EnumValue("eng", label(zh="工程", en="Engineering")),
        EnumValue("order", label(zh="秩序", en="Security")),
        EnumValue("fin", label(zh="财务", en="Finance")),
        EnumValue("hr", label(zh="人力", en="People")),
        EnumValue("it", label(zh="信息", en="IT")),
        EnumValue("gm", label(zh="总经办", en="Management")),
    ],
)
ReviewGrade = Literal["s", "a", "b", "c", "d"]
review_grade = EnumType(
    "ReviewGrade",
    [
        EnumValue("s", label(zh="S 卓越", en="S outstanding"), color="purple"),
        EnumValue("a", label(zh="A 优秀", en="A very good"), color="green"),
        EnumValue("b", label(zh="B 良好", en="B good"), color="teal"),
        EnumValue("c", label(zh="C 合格", en="C sufficient"), color="yellow"),
        EnumValue("d", label(zh="D 不合格", en="D insufficient"), color="red"),
    ],
)
PlanFeature = Literal["elder", "health", "child", "pet", "car", "ev", "tenure", "orders"]
plan_feature = EnumType(
    "PlanFeature",
    [
        EnumValue("elder", label(zh="老人", en="Elderly people")),
        EnumValue("health", label(zh="独居照护", en="Lives alone and needs care")),
        EnumValue("child", label(zh="儿童", en="Children")),
        EnumValue("pet", label(zh="宠物", en="Pets")),
        EnumValue("car", label(zh="车辆", en="Vehicles")),
        EnumValue("ev", label(zh="新能源车", en="Electric car")),
        EnumValue("tenure", label(zh="居住年限", en="Years in the home")),
        EnumValue("orders", label(zh="近12个月报事占比", en="Share of requests in 12 months")),
    ],
)
PlanFrequency = Literal["week", "month", "quarter", "half", "year", "once"]
plan_frequency = EnumType(
    "PlanFrequency",
    [
        EnumValue("week", label(zh="每周", en="Weekly")),
        EnumValue("month", label(zh="每月", en="Monthly")),
        EnumValue("quarter", label(zh="每季", en="Quarterly")),
        EnumValue("half", label(zh="每半年", en="Half-yearly")),
        EnumValue("year", label(zh="每年", en="Yearly")),
        EnumValue("once", label(zh="一次", en="Once")),
    ],
)
EvaluatedProcess = Literal[
    "work_order",
    "repair_order",
    "expense",
    "voucher",
    "refund",
    "attendance_request",
    "resignation",
    "feedback",
]
evaluated_process = EnumType(
    "EvaluatedProcess",
    [
        EnumValue("work_order", label(zh="服务工单", en="Work orders")),
        EnumValue("repair_order", label(zh="报修维修", en="Repairs")),
        EnumValue("expense", label(zh="费用报销", en="Expenses")),
        EnumValue("voucher", label(zh="记账凭证", en="Vouchers")),
        EnumValue("refund", label(zh="退款", en="Refunds")),
        EnumValue("attendance_request", label(zh="考勤申请", en="Attendance requests")),
        EnumValue("resignation", label(zh="离职", en="Resignations")),
        EnumValue("feedback", label(zh="意见建议", en="Feedback")),
    ],
)
FaultSeverity = Literal["s1", "s2", "s3", "s4"]
fault_severity = EnumType(
    "FaultSeverity",
    [
        EnumValue("s1", label(zh="停机危及安全", en="Down, danger"), color="red"),
        EnumValue("s2", label(zh="停机", en="Down"), color="orange"),
        EnumValue("s3", label(zh="带病运行", en="Running with a fault"), color="yellow"),
        EnumValue("s4", label(zh="轻微", en="Slight"), color="gray"),
    ],
)
FaultCause = Literal["wear", "misuse", "design", "part", "power", "env", "unknown"]
fault_cause = EnumType(
    "FaultCause",
    [
        EnumValue("wear", label(zh="磨损", en="Wear")),
        EnumValue("misuse", label(zh="误操作", en="Misuse")),
        EnumValue("design", label(zh="设计", en="Design")),
        EnumValue("part", label(zh="部件", en="Part")),
        EnumValue("power", label(zh="电源", en="Power")),
        EnumValue("env", label(zh="环境", en="Environment")),
        EnumValue("unknown", label(zh="不明", en="Unknown")),
    ],
)
PlanKind = Literal["inspect", "maintain", "calibrate"]
plan_kind = EnumType(
    "PlanKind",
    [
        EnumValue("inspect", label(zh="巡检", en="Inspection"), color="blue"),
        EnumValue("maintain", label(zh="保养", en="Maintenance"), color="teal"),
        EnumValue("calibrate", label(zh="检测", en="Testing"), color="purple"),
    ],
)
CheckKind = Literal["bool", "num", "choice", "photo"]
check_kind = EnumType(
    "CheckKind",
    [
        EnumValue("bool", label(zh="正常／异常", en="Ok or not")),
        EnumValue("num", label(zh="读数", en="Reading")),
        EnumValue("choice", label(zh="选项", en="Choice")),
        EnumValue("photo", label(zh="照片", en="Photo")),
    ],
)
IntervalUnit = Literal["day", "week", "month", "quarter", "half", "year"]
interval_unit = EnumType(
    "IntervalUnit",
    [
        EnumValue("day", label(zh="日", en="Days")),
        EnumValue("week", label(zh="周", en="Weeks")),
        EnumValue("month", label(zh="月", en="Months")),
        EnumValue("quarter", label(zh="季", en="Quarters")),
        EnumValue("half", label(zh="半年", en="Half years")),
        EnumValue("year", label(zh="年", en="Years")),
    ],
)
PlanUnit = Literal["day", "week", "month", "quarter", "half", "year", "hours"]
plan_unit = EnumType(
    "PlanUnit",
    [
        EnumValue("day", label(zh="日", en="Days")),
        EnumValue("week", label(zh="周", en="Weeks")),
        EnumValue("month", label(zh="月", en="Months")),
        EnumValue("quarter", label(zh="季", en="Quarters")),
        EnumValue("half", label(zh="半年", en="Half years")),
        EnumValue("year", label(zh="年", en="Years")),
        EnumValue("hours", label(zh="运行小时", en="Run hours")),
    ],
)
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
weekday = EnumType(
    "Weekday",
    [
        EnumValue("mon", label(zh="周一", en="Monday")),
        EnumValue("tue", label(zh="周二", en="Tuesday")),
        EnumValue("wed", label(zh="周三", en="Wednesday")),
        EnumValue("thu", label(zh="周四", en="Thursday")),
        EnumValue("fri", label(zh="周五", en="Friday")),
        EnumValue("sat", label(zh="周六", en="Saturday")),
        EnumValue("sun", label(zh="周日", en="Sunday")),
    ],
)
