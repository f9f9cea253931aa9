"""What there is: roles, modules, users and every entity."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1fc0efefb3729211761fa02e7e17341a3db501f66d6208bc4be41561d077e4b1

from app.runtime.expression import expression
from app.runtime.field import label
from app.runtime.registry import (
    AppInfo,
    Home,
    Module,
    Registry,
    Report,
    Role,
    RoleSeparation,
    Task,
    UserValue,
)

from . import enums
from .account import Account, account_hooks, account_policy
from .account_balance import AccountBalance, account_balance_hooks, account_balance_policy
from .accounting_period import (
    AccountingPeriod,
    accounting_period_hooks,
    accounting_period_policy,
    accounting_period_workflow,
)
from .amortisation import Amortisation, amortisation_hooks, amortisation_policy
from .announcement import (
    Announcement,
    announcement_hooks,
    announcement_policy,
    announcement_workflow,
)
from .attendance_adjustment import (
    AttendanceAdjustment,
    attendance_adjustment_hooks,
    attendance_adjustment_policy,
)
from .attendance_clock import (
    AttendanceClock,
    attendance_clock_hooks,
    attendance_clock_policy,
    attendance_clock_workflow,
)
from .attendance_day import AttendanceDay, attendance_day_hooks, attendance_day_policy
from .attendance_month import (
    AttendanceMonth,
    attendance_month_hooks,
    attendance_month_policy,
    attendance_month_workflow,
)
from .attendance_pin import (
    AttendancePin,
    attendance_pin_hooks,
    attendance_pin_policy,
    attendance_pin_workflow,
)
from .attendance_request import (
    AttendanceRequest,
    attendance_request_hooks,
    attendance_request_policy,
    attendance_request_workflow,
)
from .audit_finding import (
    AuditFinding,
    audit_finding_hooks,
    audit_finding_policy,
    audit_finding_workflow,
)
from .audit_run import AuditRun, audit_run_hooks, audit_run_policy
from .aux_balance import AuxBalance, aux_balance_hooks, aux_balance_policy
from .bank_account import BankAccount, bank_account_hooks, bank_account_policy
from .bank_line import BankLine, bank_line_hooks, bank_line_policy, bank_line_workflow
from .bank_refusal import BankRefusal, bank_refusal_hooks, bank_refusal_policy
from .bill import Bill, bill_hooks, bill_policy, bill_workflow
from .bill_exception import (
    BillException,
    bill_exception_hooks,
    bill_exception_policy,
    bill_exception_workflow,
)
from .bill_reduction import (
    BillReduction,
    bill_reduction_hooks,
    bill_reduction_policy,
    bill_reduction_workflow,
)
from .bill_run import BillRun, bill_run_hooks, bill_run_policy, bill_run_workflow
from .budget import Budget, budget_hooks, budget_policy, budget_workflow
from .budget_adjustment import (
    BudgetAdjustment,
    budget_adjustment_hooks,
    budget_adjustment_policy,
    budget_adjustment_workflow,
)
from .budget_adjustment_line import (
    BudgetAdjustmentLine,
    budget_adjustment_line_hooks,
    budget_adjustment_line_policy,
)
from .budget_line import BudgetLine, budget_line_hooks, budget_line_policy
from .building import Building, building_hooks, building_policy
from .calendar_day import CalendarDay, calendar_day_hooks, calendar_day_policy
from .call_record import CallRecord, call_record_hooks, call_record_policy, call_record_workflow
from .cash_count import CashCount, cash_count_hooks, cash_count_policy, cash_count_workflow
from .channel_settlement import (
    ChannelSettlement,
    channel_settlement_hooks,
    channel_settlement_policy,
    channel_settlement_workflow,
)
from .channel_trade import ChannelTrade, channel_trade_hooks, channel_trade_policy
from .chat_message import ChatMessage, chat_message_hooks, chat_message_policy
from .chat_session import (
    ChatSession,
    chat_session_hooks,
    chat_session_policy,
    chat_session_workflow,
)
from .check_in_place import CheckInPlace, check_in_place_hooks, check_in_place_policy
from .check_item import CheckItem, check_item_hooks, check_item_policy
from .cockpit_figure import CockpitFigure, cockpit_figure_hooks, cockpit_figure_policy
from .collection_notice import CollectionNotice, collection_notice_hooks, collection_notice_policy
from .company import Company, company_hooks, company_policy
from .consent_record import ConsentRecord, consent_record_hooks, consent_record_policy
from .course import Course, course_hooks, course_policy
from .course_skill import CourseSkill, course_skill_hooks, course_skill_policy
from .customer import Customer, customer_hooks, customer_policy, customer_workflow
from .department import Department, department_hooks, department_policy
from .duplicate_review import (
    DuplicateReview,
    duplicate_review_hooks,
    duplicate_review_policy,
    duplicate_review_workflow,
)
from .employee import Employee, employee_hooks, employee_policy, employee_workflow
from .employee_asset import (
    EmployeeAsset,
    employee_asset_hooks,
    employee_asset_policy,
    employee_asset_workflow,
)
from .employee_skill import EmployeeSkill, employee_skill_hooks, employee_skill_policy
from .employment_contract import (
    EmploymentContract,
    employment_contract_hooks,
    employment_contract_policy,
)
from .equipment import Equipment, equipment_hooks, equipment_policy, equipment_workflow
from .equipment_alarm import EquipmentAlarm, equipment_alarm_hooks, equipment_alarm_policy
from .equipment_category import (
    EquipmentCategory,
    equipment_category_hooks,
    equipment_category_policy,
)
from .equipment_downtime import (
    EquipmentDowntime,
    equipment_downtime_hooks,
    equipment_downtime_policy,
)
from .equipment_reading import EquipmentReading, equipment_reading_hooks, equipment_reading_policy
from .expense import Expense, expense_hooks, expense_policy, expense_workflow
from .fee_assignment import (
    FeeAssignment,
    fee_assignment_hooks,
    fee_assignment_policy,
    fee_assignment_workflow,
)
from .fee_item import FeeItem, fee_item_hooks, fee_item_policy
from .fee_price import FeePrice, fee_price_hooks, fee_price_policy
from .fee_tier import FeeTier, fee_tier_hooks, fee_tier_policy
from .feedback import Feedback, feedback_hooks, feedback_policy, feedback_workflow
from .feedback_keyword import FeedbackKeyword, feedback_keyword_hooks, feedback_keyword_policy
from .feedback_summary import (
    FeedbackSummary,
    feedback_summary_hooks,
    feedback_summary_policy,
    feedback_summary_workflow,
)
from .feedback_topic import FeedbackTopic, feedback_topic_hooks, feedback_topic_policy
from .feedback_topic_stat import (
    FeedbackTopicStat,
    feedback_topic_stat_hooks,
    feedback_topic_stat_policy,
)
from .financial_report import (
    FinancialReport,
    financial_report_hooks,
    financial_report_policy,
    financial_report_workflow,
)
from .fixed_asset import FixedAsset, fixed_asset_hooks, fixed_asset_policy
from .improvement import Improvement, improvement_hooks, improvement_policy, improvement_workflow
from .inspection_item import InspectionItem, inspection_item_hooks, inspection_item_policy
from .inspection_task import (
    InspectionTask,
    inspection_task_hooks,
    inspection_task_policy,
    inspection_task_workflow,
)
from .invoice import Invoice, invoice_hooks, invoice_policy, invoice_workflow
from .job_change import JobChange, job_change_hooks, job_change_policy, job_change_workflow
from .kpi_indicator import KpiIndicator, kpi_indicator_hooks, kpi_indicator_policy
from .kpi_scheme import KpiScheme, kpi_scheme_hooks, kpi_scheme_policy, kpi_scheme_workflow
from .kpi_weight import KpiWeight, kpi_weight_hooks, kpi_weight_policy
from .leave_balance import LeaveBalance, leave_balance_hooks, leave_balance_policy
from .maintenance_advice import (
    MaintenanceAdvice,
    maintenance_advice_hooks,
    maintenance_advice_policy,
    maintenance_advice_workflow,
)
from .maintenance_plan import (
    MaintenancePlan,
    maintenance_plan_hooks,
    maintenance_plan_policy,
    maintenance_plan_workflow,
)
from .meter import Meter, meter_hooks, meter_policy
from .meter_reading import (
    MeterReading,
    meter_reading_hooks,
    meter_reading_policy,
    meter_reading_workflow,
)
from .occupancy import Occupancy, occupancy_hooks, occupancy_policy
from .offboarding_item import OffboardingItem, offboarding_item_hooks, offboarding_item_policy
from .offboarding_task import (
    OffboardingTask,
    offboarding_task_hooks,
    offboarding_task_policy,
    offboarding_task_workflow,
)
from .onboarding_item import OnboardingItem, onboarding_item_hooks, onboarding_item_policy
from .onboarding_task import (
    OnboardingTask,
    onboarding_task_hooks,
    onboarding_task_policy,
    onboarding_task_workflow,
)
from .open_receipt import (
    OpenReceipt,
    open_receipt_hooks,
    open_receipt_policy,
    open_receipt_workflow,
)
from .opening_balance import OpeningBalance, opening_balance_hooks, opening_balance_policy
from .owner_record import OwnerRecord, owner_record_hooks, owner_record_policy
from .parking_space import (
    ParkingSpace,
    parking_space_hooks,
    parking_space_policy,
    parking_space_workflow,
)
from .payment import Payment, payment_hooks, payment_policy, payment_workflow
from .payment_allocation import (
    PaymentAllocation,
    payment_allocation_hooks,
    payment_allocation_policy,
)
from .payroll_entry import (
    PayrollEntry,
    payroll_entry_hooks,
    payroll_entry_policy,
    payroll_entry_workflow,
)
from .peer_score import PeerScore, peer_score_hooks, peer_score_policy
from .performance_review import (
    PerformanceReview,
    performance_review_hooks,
    performance_review_policy,
    performance_review_workflow,
)
from .phone_code import PhoneCode, phone_code_hooks, phone_code_policy
from .plan_item import PlanItem, plan_item_hooks, plan_item_policy
from .plan_service import PlanService, plan_service_hooks, plan_service_policy
from .plan_stop import PlanStop, plan_stop_hooks, plan_stop_policy
from .plan_weight import PlanWeight, plan_weight_hooks, plan_weight_policy
from .position import Position, position_hooks, position_policy
from .position_role import PositionRole, position_role_hooks, position_role_policy
from .position_skill import PositionSkill, position_skill_hooks, position_skill_policy
from .prepayment_entry import PrepaymentEntry, prepayment_entry_hooks, prepayment_entry_policy
from .process_evaluation import (
    ProcessEvaluation,
    process_evaluation_hooks,
    process_evaluation_policy,
    process_evaluation_workflow,
)
from .process_finding import ProcessFinding, process_finding_hooks, process_finding_policy
from .process_stage import ProcessStage, process_stage_hooks, process_stage_policy
from .process_target import ProcessTarget, process_target_hooks, process_target_policy
from .project import Project, project_hooks, project_policy
from .punch import Punch, punch_hooks, punch_policy
from .refund import Refund, refund_hooks, refund_policy, refund_workflow
from .registration import (
    Registration,
    registration_hooks,
    registration_policy,
    registration_workflow,
)
from .reliability_stat import ReliabilityStat, reliability_stat_hooks, reliability_stat_policy
from .repair_order import (
    RepairOrder,
    repair_order_hooks,
    repair_order_policy,
    repair_order_workflow,
)
from .repair_part import RepairPart, repair_part_hooks, repair_part_policy
from .resignation import Resignation, resignation_hooks, resignation_policy, resignation_workflow
from .review_cycle import (
    ReviewCycle,
    review_cycle_hooks,
    review_cycle_policy,
    review_cycle_workflow,
)
from .review_item import ReviewItem, review_item_hooks, review_item_policy
from .role_project import RoleProject, role_project_hooks, role_project_policy
from .roster import Roster, roster_hooks, roster_policy
from .service_plan import (
    ServicePlan,
    service_plan_hooks,
    service_plan_policy,
    service_plan_workflow,
)
from .service_plan_template import (
    ServicePlanTemplate,
    service_plan_template_hooks,
    service_plan_template_policy,
    service_plan_template_workflow,
)
from .service_stat import ServiceStat, service_stat_hooks, service_stat_policy
from .shared_cost import SharedCost, shared_cost_hooks, shared_cost_policy
from .shift import Shift, shift_hooks, shift_policy
from .skill import Skill, skill_hooks, skill_policy
from .sla_policy import SlaPolicy, sla_policy_hooks, sla_policy_policy
from .spare_move import SpareMove, spare_move_hooks, spare_move_policy
from .spare_part import SparePart, spare_part_hooks, spare_part_policy
from .survey import Survey, survey_hooks, survey_policy, survey_workflow
from .survey_response import SurveyResponse, survey_response_hooks, survey_response_policy
from .tax_kind import TaxKind, tax_kind_hooks, tax_kind_policy
from .tax_rate import TaxRate, tax_rate_hooks, tax_rate_policy
from .ticket_category import TicketCategory, ticket_category_hooks, ticket_category_policy
from .ticket_keyword import TicketKeyword, ticket_keyword_hooks, ticket_keyword_policy
from .training_enrollment import (
    TrainingEnrollment,
    training_enrollment_hooks,
    training_enrollment_policy,
    training_enrollment_workflow,
)
from .training_recommendation import (
    TrainingRecommendation,
    training_recommendation_hooks,
    training_recommendation_policy,
    training_recommendation_workflow,
)
from .training_session import (
    TrainingSession,
    training_session_hooks,
    training_session_policy,
    training_session_workflow,
)
from .unclaimed_punch import UnclaimedPunch, unclaimed_punch_hooks, unclaimed_punch_policy
from .unit import Unit, unit_hooks, unit_policy, unit_workflow
from .voucher import Voucher, voucher_hooks, voucher_policy, voucher_workflow
from .voucher_line import VoucherLine, voucher_line_hooks, voucher_line_policy
from .voucher_rule import (
    VoucherRule,
    voucher_rule_hooks,
    voucher_rule_policy,
    voucher_rule_workflow,
)
from .voucher_rule_line import VoucherRuleLine, voucher_rule_line_hooks, voucher_rule_line_policy
from .work_order import WorkOrder, work_order_hooks, work_order_policy, work_order_workflow
from .work_order_event import WorkOrderEvent, work_order_event_hooks, work_order_event_policy
from .working_hours import WorkingHours, working_hours_hooks, working_hours_policy

registry = Registry(
    app=AppInfo(
        name="property",
        label=label(zh="物业云", en="Property Desk"),
        languages=["zh", "en"],
        timezone="Asia/Shanghai",
        currency="CNY",
    ),
    roles=[
        Role("customer", label(zh="客户", en="Customer"), portal=True),
        Role("csr", label(zh="客服", en="Service representative")),
        Role("dispatcher", label(zh="调度", en="Dispatcher")),
        Role("technician", label(zh="维修工", en="Technician")),
        Role("eng_mgr", label(zh="工程经理", en="Engineering manager"), publishes=True),
        Role("cashier", label(zh="出纳", en="Cashier")),
        Role("accountant", label(zh="会计", en="Accountant")),
        Role("fin_mgr", label(zh="财务经理", en="Finance manager"), publishes=True),
        Role("auditor", label(zh="审计", en="Auditor")),
        Role("hr", label(zh="人事专员", en="HR officer")),
        Role("dept_mgr", label(zh="部门经理", en="Department manager"), publishes=True),
        Role("employee", label(zh="员工", en="Employee")),
        Role("gm", label(zh="总经理", en="General manager"), publishes=True),
        Role("sysadmin", label(zh="系统管理员", en="System administrator")),
        Role("integrator", label(zh="接口账号", en="Integration account")),
    ],
    modules=[
        Module("crm", label(zh="客户服务", en="Customer service"), icon="users"),
        Module("eqp", label(zh="设备管理", en="Equipment"), icon="engine"),
        Module("fee", label(zh="收费管理", en="Fees"), icon="receipt"),
        Module("fin", label(zh="财务核算", en="Accounts"), icon="calculator"),
        Module("base", label(zh="基础资料", en="Master data"), icon="building"),
        Module("hr", label(zh="人力资源", en="People"), icon="id-badge"),
        Module("fb", label(zh="反馈改进", en="Feedback and improvement"), icon="message-2"),
    ],
    enums=[
        enums.priority,
        enums.gender,
        enums.calendar,
        enums.occupancy_role,
        enums.verification,
        enums.side,
        enums.voucher_word,
        enums.book_event,
        enums.pay_channel,
        enums.leave_type,
        enums.fee_kind,
        enums.meter_kind,
        enums.taxpayer,
        enums.staff_role,
        enums.handled_by,
        enums.review_grade,
        enums.plan_feature,
        enums.plan_frequency,
        enums.evaluated_process,
        enums.fault_severity,
        enums.fault_cause,
        enums.plan_kind,
        enums.check_kind,
        enums.interval_unit,
        enums.plan_unit,
        enums.weekday,
    ],
    users=[
        UserValue("employee", to="Employee", by="login"),
        UserValue("customer", to="Customer", by="login"),
        UserValue(
            "projects",
            to="Project",
            through="RoleProject",
            user_field="user",
            target_field="project",
        ),
        UserValue("units", to="Unit", through="Occupancy", user_field="login", target_field="unit"),
        UserValue(
            "home_projects",
            to="Project",
            through="Occupancy",
            user_field="login",
            target_field="project",
        ),
        UserValue(
            "home_buildings",
            to="Building",
            through="Occupancy",
            user_field="login",
            target_field="building",
        ),
    ],
    separations=[
        RoleSeparation("cashier", "accountant"),
        RoleSeparation("cashier", "fin_mgr"),
        RoleSeparation("auditor", "csr"),
        RoleSeparation("auditor", "dispatcher"),
        RoleSeparation("auditor", "technician"),
        RoleSeparation("auditor", "eng_mgr"),
        RoleSeparation("auditor", "cashier"),
        RoleSeparation("auditor", "accountant"),
        RoleSeparation("auditor", "fin_mgr"),
        RoleSeparation("auditor", "hr"),
        RoleSeparation("auditor", "dept_mgr"),
        RoleSeparation("auditor", "gm"),
        RoleSeparation("auditor", "sysadmin"),
        RoleSeparation("sysadmin", "csr"),
        RoleSeparation("sysadmin", "dispatcher"),
        RoleSeparation("sysadmin", "technician"),
        RoleSeparation("sysadmin", "eng_mgr"),
        RoleSeparation("sysadmin", "cashier"),
        RoleSeparation("sysadmin", "accountant"),
        RoleSeparation("sysadmin", "fin_mgr"),
        RoleSeparation("sysadmin", "hr"),
        RoleSeparation("sysadmin", "dept_mgr"),
        RoleSeparation("sysadmin", "gm"),
        RoleSeparation("integrator", "sysadmin"),
    ],
)
registry.add(
    Announcement,
    policy=announcement_policy,
    hooks=announcement_hooks,
    workflow=announcement_workflow,
)
registry.add(Company, policy=company_policy, hooks=company_hooks)
registry.add(Project, policy=project_policy, hooks=project_hooks)
registry.add(Building, policy=building_policy, hooks=building_hooks)
registry.add(Unit, policy=unit_policy, hooks=unit_hooks, workflow=unit_workflow)
registry.add(
    ParkingSpace,
    policy=parking_space_policy,
    hooks=parking_space_hooks,
    workflow=parking_space_workflow,
)
registry.add(Department, policy=department_policy, hooks=department_hooks)
registry.add(Position, policy=position_policy, hooks=position_hooks)
registry.add(PositionSkill, policy=position_skill_policy, hooks=position_skill_hooks)
registry.add(Skill, policy=skill_policy, hooks=skill_hooks)
registry.add(CalendarDay, policy=calendar_day_policy, hooks=calendar_day_hooks)
registry.add(WorkingHours, policy=working_hours_policy, hooks=working_hours_hooks)
registry.add(RoleProject, policy=role_project_policy, hooks=role_project_hooks)
registry.add(Customer, policy=customer_policy, hooks=customer_hooks, workflow=customer_workflow)
registry.add(Occupancy, policy=occupancy_policy, hooks=occupancy_hooks)
registry.add(OwnerRecord, policy=owner_record_policy, hooks=owner_record_hooks)
registry.add(ConsentRecord, policy=consent_record_policy, hooks=consent_record_hooks)
registry.add(
    Registration,
    policy=registration_policy,
    hooks=registration_hooks,
    workflow=registration_workflow,
)
registry.add(PhoneCode, policy=phone_code_policy, hooks=phone_code_hooks)
registry.add(
    DuplicateReview,
    policy=duplicate_review_policy,
    hooks=duplicate_review_hooks,
    workflow=duplicate_review_workflow,
)
registry.add(TicketCategory, policy=ticket_category_policy, hooks=ticket_category_hooks)
registry.add(TicketKeyword, policy=ticket_keyword_policy, hooks=ticket_keyword_hooks)
registry.add(SlaPolicy, policy=sla_policy_policy, hooks=sla_policy_hooks)
registry.add(
    WorkOrder, policy=work_order_policy, hooks=work_order_hooks, workflow=work_order_workflow
)
registry.add(WorkOrderEvent, policy=work_order_event_policy, hooks=work_order_event_hooks)
registry.add(
    CallRecord, policy=call_record_policy, hooks=call_record_hooks, workflow=call_record_workflow
)
registry.add(
    ChatSession,
    policy=chat_session_policy,
    hooks=chat_session_hooks,
    workflow=chat_session_workflow,
)
registry.add(ChatMessage, policy=chat_message_policy, hooks=chat_message_hooks)
registry.add(Survey, policy=survey_policy, hooks=survey_hooks, workflow=survey_workflow)
registry.add(SurveyResponse, policy=survey_response_policy, hooks=survey_response_hooks)
registry.add(EquipmentCategory, policy=equipment_category_policy, hooks=equipment_category_hooks)
registry.add(CheckItem, policy=check_item_policy, hooks=check_item_hooks)
registry.add(Equipment, policy=equipment_policy, hooks=equipment_hooks, workflow=equipment_workflow)
registry.add(EquipmentReading, policy=equipment_reading_policy, hooks=equipment_reading_hooks)
registry.add(
    MaintenancePlan,
    policy=maintenance_plan_policy,
    hooks=maintenance_plan_hooks,
    workflow=maintenance_plan_workflow,
)
registry.add(PlanStop, policy=plan_stop_policy, hooks=plan_stop_hooks)
registry.add(
    InspectionTask,
    policy=inspection_task_policy,
    hooks=inspection_task_hooks,
    workflow=inspection_task_workflow,
)
registry.add(InspectionItem, policy=inspection_item_policy, hooks=inspection_item_hooks)
registry.add(Voucher, policy=voucher_policy, hooks=voucher_hooks, workflow=voucher_workflow)
registry.add(Account, policy=account_policy, hooks=account_hooks)
registry.add(
    AccountingPeriod,
    policy=accounting_period_policy,
    hooks=accounting_period_hooks,
    workflow=accounting_period_workflow,
)
registry.add(VoucherLine, policy=voucher_line_policy, hooks=voucher_line_hooks)
registry.add(
    VoucherRule,
    policy=voucher_rule_policy,
    hooks=voucher_rule_hooks,
    workflow=voucher_rule_workflow,
)
registry.add(VoucherRuleLine, policy=voucher_rule_line_policy, hooks=voucher_rule_line_hooks)
registry.add(AccountBalance, policy=account_balance_policy, hooks=account_balance_hooks)
registry.add(AuxBalance, policy=aux_balance_policy, hooks=aux_balance_hooks)
registry.add(OpeningBalance, policy=opening_balance_policy, hooks=opening_balance_hooks)
registry.add(
    FinancialReport,
    policy=financial_report_policy,
    hooks=financial_report_hooks,
    workflow=financial_report_workflow,
)
registry.add(FixedAsset, policy=fixed_asset_policy, hooks=fixed_asset_hooks)
registry.add(Amortisation, policy=amortisation_policy, hooks=amortisation_hooks)
registry.add(
    PayrollEntry,
    policy=payroll_entry_policy,
    hooks=payroll_entry_hooks,
    workflow=payroll_entry_workflow,
)
registry.add(Payment, policy=payment_policy, hooks=payment_hooks, workflow=payment_workflow)
registry.add(PaymentAllocation, policy=payment_allocation_policy, hooks=payment_allocation_hooks)
registry.add(PrepaymentEntry, policy=prepayment_entry_policy, hooks=prepayment_entry_hooks)
registry.add(Refund, policy=refund_policy, hooks=refund_hooks, workflow=refund_workflow)
registry.add(Invoice, policy=invoice_policy, hooks=invoice_hooks, workflow=invoice_workflow)
registry.add(BankAccount, policy=bank_account_policy, hooks=bank_account_hooks)
registry.add(
    CashCount, policy=cash_count_policy, hooks=cash_count_hooks, workflow=cash_count_workflow
)
registry.add(
    ChannelSettlement,
    policy=channel_settlement_policy,
    hooks=channel_settlement_hooks,
    workflow=channel_settlement_workflow,
)
registry.add(ChannelTrade, policy=channel_trade_policy, hooks=channel_trade_hooks)
registry.add(
    OpenReceipt,
    policy=open_receipt_policy,
    hooks=open_receipt_hooks,
    workflow=open_receipt_workflow,
)
registry.add(BankLine, policy=bank_line_policy, hooks=bank_line_hooks, workflow=bank_line_workflow)
registry.add(BankRefusal, policy=bank_refusal_policy, hooks=bank_refusal_hooks)
registry.add(CollectionNotice, policy=collection_notice_policy, hooks=collection_notice_hooks)
registry.add(Shift, policy=shift_policy, hooks=shift_hooks)
registry.add(Roster, policy=roster_policy, hooks=roster_hooks)
registry.add(
    AttendanceClock,
    policy=attendance_clock_policy,
    hooks=attendance_clock_hooks,
    workflow=attendance_clock_workflow,
)
registry.add(
    AttendancePin,
    policy=attendance_pin_policy,
    hooks=attendance_pin_hooks,
    workflow=attendance_pin_workflow,
)
registry.add(UnclaimedPunch, policy=unclaimed_punch_policy, hooks=unclaimed_punch_hooks)
registry.add(CheckInPlace, policy=check_in_place_policy, hooks=check_in_place_hooks)
registry.add(Punch, policy=punch_policy, hooks=punch_hooks)
registry.add(AttendanceDay, policy=attendance_day_policy, hooks=attendance_day_hooks)
registry.add(
    AttendanceMonth,
    policy=attendance_month_policy,
    hooks=attendance_month_hooks,
    workflow=attendance_month_workflow,
)
registry.add(
    AttendanceAdjustment, policy=attendance_adjustment_policy, hooks=attendance_adjustment_hooks
)
registry.add(
    AttendanceRequest,
    policy=attendance_request_policy,
    hooks=attendance_request_hooks,
    workflow=attendance_request_workflow,
)
registry.add(LeaveBalance, policy=leave_balance_policy, hooks=leave_balance_hooks)
registry.add(Budget, policy=budget_policy, hooks=budget_hooks, workflow=budget_workflow)
registry.add(BudgetLine, policy=budget_line_policy, hooks=budget_line_hooks)
registry.add(
    BudgetAdjustment,
    policy=budget_adjustment_policy,
    hooks=budget_adjustment_hooks,
    workflow=budget_adjustment_workflow,
)
registry.add(
    BudgetAdjustmentLine, policy=budget_adjustment_line_policy, hooks=budget_adjustment_line_hooks
)
registry.add(Expense, policy=expense_policy, hooks=expense_hooks, workflow=expense_workflow)
registry.add(AuditRun, policy=audit_run_policy, hooks=audit_run_hooks)
registry.add(
    AuditFinding,
    policy=audit_finding_policy,
    hooks=audit_finding_hooks,
    workflow=audit_finding_workflow,
)
registry.add(CockpitFigure, policy=cockpit_figure_policy, hooks=cockpit_figure_hooks)
registry.add(FeedbackTopic, policy=feedback_topic_policy, hooks=feedback_topic_hooks)
registry.add(FeedbackKeyword, policy=feedback_keyword_policy, hooks=feedback_keyword_hooks)
registry.add(Feedback, policy=feedback_policy, hooks=feedback_hooks, workflow=feedback_workflow)
registry.add(
    FeedbackSummary,
    policy=feedback_summary_policy,
    hooks=feedback_summary_hooks,
    workflow=feedback_summary_workflow,
)
registry.add(FeedbackTopicStat, policy=feedback_topic_stat_policy, hooks=feedback_topic_stat_hooks)
registry.add(
    Improvement, policy=improvement_policy, hooks=improvement_hooks, workflow=improvement_workflow
)
registry.add(TaxKind, policy=tax_kind_policy, hooks=tax_kind_hooks)
registry.add(TaxRate, policy=tax_rate_policy, hooks=tax_rate_hooks)
registry.add(FeeItem, policy=fee_item_policy, hooks=fee_item_hooks)
registry.add(FeePrice, policy=fee_price_policy, hooks=fee_price_hooks)
registry.add(FeeTier, policy=fee_tier_policy, hooks=fee_tier_hooks)
registry.add(
    FeeAssignment,
    policy=fee_assignment_policy,
    hooks=fee_assignment_hooks,
    workflow=fee_assignment_workflow,
)
registry.add(SharedCost, policy=shared_cost_policy, hooks=shared_cost_hooks)
registry.add(Meter, policy=meter_policy, hooks=meter_hooks)
registry.add(
    MeterReading,
    policy=meter_reading_policy,
    hooks=meter_reading_hooks,
    workflow=meter_reading_workflow,
)
registry.add(BillRun, policy=bill_run_policy, hooks=bill_run_hooks, workflow=bill_run_workflow)
registry.add(
    BillException,
    policy=bill_exception_policy,
    hooks=bill_exception_hooks,
    workflow=bill_exception_workflow,
)
registry.add(Bill, policy=bill_policy, hooks=bill_hooks, workflow=bill_workflow)
registry.add(
    BillReduction,
    policy=bill_reduction_policy,
    hooks=bill_reduction_hooks,
    workflow=bill_reduction_workflow,
)
registry.add(Employee, policy=employee_policy, hooks=employee_hooks, workflow=employee_workflow)
registry.add(EmployeeSkill, policy=employee_skill_policy, hooks=employee_skill_hooks)
registry.add(
    JobChange, policy=job_change_policy, hooks=job_change_hooks, workflow=job_change_workflow
)
registry.add(PositionRole, policy=position_role_policy, hooks=position_role_hooks)
registry.add(EmploymentContract, policy=employment_contract_policy, hooks=employment_contract_hooks)
registry.add(
    EmployeeAsset,
    policy=employee_asset_policy,
    hooks=employee_asset_hooks,
    workflow=employee_asset_workflow,
)
registry.add(OnboardingItem, policy=onboarding_item_policy, hooks=onboarding_item_hooks)
registry.add(
    OnboardingTask,
    policy=onboarding_task_policy,
    hooks=onboarding_task_hooks,
    workflow=onboarding_task_workflow,
)
registry.add(
    Resignation, policy=resignation_policy, hooks=resignation_hooks, workflow=resignation_workflow
)
registry.add(OffboardingItem, policy=offboarding_item_policy, hooks=offboarding_item_hooks)
registry.add(
    OffboardingTask,
    policy=offboarding_task_policy,
    hooks=offboarding_task_hooks,
    workflow=offboarding_task_workflow,
)
registry.add(KpiIndicator, policy=kpi_indicator_policy, hooks=kpi_indicator_hooks)
registry.add(
    KpiScheme, policy=kpi_scheme_policy, hooks=kpi_scheme_hooks, workflow=kpi_scheme_workflow
)
registry.add(KpiWeight, policy=kpi_weight_policy, hooks=kpi_weight_hooks)
registry.add(
    ReviewCycle,
    policy=review_cycle_policy,
    hooks=review_cycle_hooks,
    workflow=review_cycle_workflow,
)
registry.add(
    PerformanceReview,
    policy=performance_review_policy,
    hooks=performance_review_hooks,
    workflow=performance_review_workflow,
)
registry.add(ReviewItem, policy=review_item_policy, hooks=review_item_hooks)
registry.add(PeerScore, policy=peer_score_policy, hooks=peer_score_hooks)
registry.add(
    ServicePlanTemplate,
    policy=service_plan_template_policy,
    hooks=service_plan_template_hooks,
    workflow=service_plan_template_workflow,
)
registry.add(PlanWeight, policy=plan_weight_policy, hooks=plan_weight_hooks)
registry.add(PlanItem, policy=plan_item_policy, hooks=plan_item_hooks)
registry.add(
    ServicePlan,
    policy=service_plan_policy,
    hooks=service_plan_hooks,
    workflow=service_plan_workflow,
)
registry.add(PlanService, policy=plan_service_policy, hooks=plan_service_hooks)
registry.add(ProcessTarget, policy=process_target_policy, hooks=process_target_hooks)
registry.add(
    ProcessEvaluation,
    policy=process_evaluation_policy,
    hooks=process_evaluation_hooks,
    workflow=process_evaluation_workflow,
)
registry.add(ProcessStage, policy=process_stage_policy, hooks=process_stage_hooks)
registry.add(ProcessFinding, policy=process_finding_policy, hooks=process_finding_hooks)
registry.add(
    RepairOrder,
    policy=repair_order_policy,
    hooks=repair_order_hooks,
    workflow=repair_order_workflow,
)
registry.add(RepairPart, policy=repair_part_policy, hooks=repair_part_hooks)
registry.add(SparePart, policy=spare_part_policy, hooks=spare_part_hooks)
registry.add(SpareMove, policy=spare_move_policy, hooks=spare_move_hooks)
registry.add(EquipmentDowntime, policy=equipment_downtime_policy, hooks=equipment_downtime_hooks)
registry.add(EquipmentAlarm, policy=equipment_alarm_policy, hooks=equipment_alarm_hooks)
registry.add(ReliabilityStat, policy=reliability_stat_policy, hooks=reliability_stat_hooks)
registry.add(
    MaintenanceAdvice,
    policy=maintenance_advice_policy,
    hooks=maintenance_advice_hooks,
    workflow=maintenance_advice_workflow,
)
registry.add(ServiceStat, policy=service_stat_policy, hooks=service_stat_hooks)
registry.add(Course, policy=course_policy, hooks=course_hooks)
registry.add(CourseSkill, policy=course_skill_policy, hooks=course_skill_hooks)
registry.add(
    TrainingSession,
    policy=training_session_policy,
    hooks=training_session_hooks,
    workflow=training_session_workflow,
)
registry.add(
    TrainingEnrollment,
    policy=training_enrollment_policy,
    hooks=training_enrollment_hooks,
    workflow=training_enrollment_workflow,
)
registry.add(
    TrainingRecommendation,
    policy=training_recommendation_policy,
    hooks=training_recommendation_hooks,
    workflow=training_recommendation_workflow,
)
registry.report(
    Report(
        "attendance_by_status",
        entity="AttendanceDay",
        label=label(zh="考勤结果分布", en="Attendance by result"),
        measures=[{"function": "count", "labels": {"zh": "日考勤", "en": "Daily attendance"}}],
        group=["status"],
        period={"field": "date", "by": "month"},
        compare="previous",
        chart="bar",
        where=expression(
            "status in ['late', 'early', 'late_early', 'missing', 'absent', 'leave', 'trip']",
            [
                "in",
                ["field", "status"],
                [
                    "list",
                    ["lit", "string", "late"],
                    ["lit", "string", "early"],
                    ["lit", "string", "late_early"],
                    ["lit", "string", "missing"],
                    ["lit", "string", "absent"],
                    ["lit", "string", "leave"],
                    ["lit", "string", "trip"],
                ],
            ],
        ),
        roles=["hr", "dept_mgr", "eng_mgr", "gm"],
    ),
)
registry.report(
    Report(
        "overtime_by_month",
        entity="AttendanceMonth",
        label=label(zh="各月加班小时", en="Overtime by month"),
        measures=[
            {
                "function": "sum",
                "field": "ot_hours",
                "labels": {"zh": "加班小时", "en": "Overtime hours"},
            },
        ],
        group=["period"],
        chart="bar",
        roles=["hr", "dept_mgr", "eng_mgr", "gm"],
    ),
)
registry.report(
    Report(
        "budget_by_department",
        entity="BudgetLine",
        label=label(zh="各部门预算执行", en="Budgets by department"),
        measures=[
            {"function": "sum", "field": "actual", "labels": {"zh": "实际", "en": "Actual"}},
            {"function": "sum", "field": "committed", "labels": {"zh": "占用", "en": "Committed"}},
            {"function": "sum", "field": "amount", "labels": {"zh": "预算", "en": "Budget"}},
            {"function": "sum", "field": "available", "labels": {"zh": "可用", "en": "Available"}},
        ],
        group=["budget.department"],
        chart="bar",
        where=expression(
            "budget.state == 'active' and account.direction == 'dr'",
            [
                "and",
                ["eq", ["path", ["budget"], "state"], ["lit", "string", "active"]],
                ["eq", ["path", ["account"], "direction"], ["lit", "string", "dr"]],
            ],
        ),
        roles=["accountant", "fin_mgr", "auditor", "dept_mgr", "gm"],
    ),
)
registry.report(
    Report(
        "expenses_by_month",
        entity="Expense",
        label=label(zh="每月费用", en="Expenses by month"),
        measures=[
            {"function": "sum", "field": "gross", "labels": {"zh": "价税合计", "en": "Gross"}},
            {"function": "count", "labels": {"zh": "费用申请", "en": "Expense"}},
        ],
        period={"field": "spend_on", "by": "month"},
        compare="previous",
        chart="line",
        where=expression(
            "state not in ['draft', 'rejected']",
            [
                "not_in",
                ["field", "state"],
                ["list", ["lit", "string", "draft"], ["lit", "string", "rejected"]],
            ],
        ),
        roles=["accountant", "fin_mgr", "auditor", "dept_mgr", "gm"],
    ),
)
registry.report(
    Report(
        "expenses_by_account",
        entity="Expense",
        label=label(zh="各科目费用", en="Expenses by account"),
        measures=[
            {"function": "sum", "field": "gross", "labels": {"zh": "价税合计", "en": "Gross"}},
            {"function": "count", "labels": {"zh": "费用申请", "en": "Expense"}},
        ],
        group=["account"],
        period={"field": "spend_on", "by": "month"},
        compare="previous",
        chart="bar",
        where=expression(
            "state not in ['draft', 'rejected']",
            [
                "not_in",
                ["field", "state"],
                ["list", ["lit", "string", "draft"], ["lit", "string", "rejected"]],
            ],
        ),
        roles=["accountant", "fin_mgr", "auditor", "dept_mgr", "gm"],
    ),
)
registry.report(
    Report(
        "audit_findings_by_month",
        entity="AuditFinding",
        label=label(zh="每月新增审计发现", en="New audit findings by month"),
        measures=[{"function": "count", "labels": {"zh": "审计发现", "en": "Audit finding"}}],
        period={"field": "created_at", "by": "month"},
        compare="previous",
        chart="line",
        roles=["auditor", "fin_mgr", "gm"],
    ),
)
registry.report(
    Report(
        "audit_findings_by_state",
        entity="AuditFinding",
        label=label(zh="未了结的审计发现", en="Audit findings that are not settled"),
        measures=[{"function": "count", "labels": {"zh": "审计发现", "en": "Audit finding"}}],
        group=["risk", "state"],
        pivot="state",
        chart="bar",
        where=expression(
            "state in ['open', 'assigned', 'rectifying', 'submitted', 'verified']",
            [
                "in",
                ["field", "state"],
                [
                    "list",
                    ["lit", "string", "open"],
                    ["lit", "string", "assigned"],
                    ["lit", "string", "rectifying"],
                    ["lit", "string", "submitted"],
                    ["lit", "string", "verified"],
                ],
            ],
        ),
        roles=["auditor", "fin_mgr", "gm"],
    ),
)
registry.report(
    Report(
        "audit_findings_by_rule",
        entity="AuditFinding",
        label=label(zh="各规则的未了结发现", en="Unsettled findings by check"),
        measures=[{"function": "count", "labels": {"zh": "审计发现", "en": "Audit finding"}}],
        group=["rule"],
        chart="bar",
        where=expression(
            "state in ['open', 'assigned', 'rectifying', 'submitted', 'verified']",
            [
                "in",
                ["field", "state"],
                [
                    "list",
                    ["lit", "string", "open"],
                    ["lit", "string", "assigned"],
                    ["lit", "string", "rectifying"],
                    ["lit", "string", "submitted"],
                    ["lit", "string", "verified"],
                ],
            ],
        ),
        roles=["auditor", "fin_mgr", "gm"],
    ),
)
registry.report(
    Report(
        "audit_findings_handled",
        entity="AuditFinding",
        label=label(zh="审计发现了结率", en="Audit findings settled"),
        measures=[
            {
                "function": "rate",
                "when": {
                    "source": "state in ['verified', 'closed', 'dismissed']",
                    "tree": [
                        "in",
                        ["field", "state"],
                        [
                            "list",
                            ["lit", "string", "verified"],
                            ["lit", "string", "closed"],
                            ["lit", "string", "dismissed"],
                        ],
                    ],
                },
                "labels": {"zh": "了结率", "en": "Settled"},
            },
        ],
        period={"field": "created_at", "by": "month"},
        compare="previous",
        chart="line",
        roles=["auditor", "fin_mgr", "gm"],
        target={"at_least": "80"},
    ),
)
registry.report(
    Report(
        "feedback_by_month",
        entity="Feedback",
        label=label(zh="每月意见", en="Feedback by month"),
        measures=[
            {"function": "count", "labels": {"zh": "意见建议", "en": "Feedback"}},
            {
                "function": "rate",
                "when": {
                    "source": "mood == 'negative'",
                    "tree": ["eq", ["field", "mood"], ["lit", "string", "negative"]],
                },
                "labels": {"zh": "负面占比", "en": "Negative"},
            },
        ],
        period={"field": "created_at", "by": "month"},
        compare="previous",
        chart="line",
        roles=["csr", "eng_mgr", "auditor", "hr", "dept_mgr", "gm"],
    ),
)
registry.report(
    Report(
        "feedback_by_topic",
        entity="Feedback",
        label=label(zh="各主题意见", en="Feedback by topic"),
        measures=[
            {"function": "count", "labels": {"zh": "意见建议", "en": "Feedback"}},
            {
                "function": "rate",
                "when": {
                    "source": "mood == 'negative'",
                    "tree": ["eq", ["field", "mood"], ["lit", "string", "negative"]],
                },
                "labels": {"zh": "负面占比", "en": "Negative"},
            },
        ],
        group=["topic"],
        period={"field": "created_at", "by": "month"},
        compare="previous",
        chart="bar",
        roles=["csr", "eng_mgr", "auditor", "hr", "dept_mgr", "gm"],
    ),
)
registry.report(
    Report(
        "feedback_answered",
        entity="Feedback",
        label=label(zh="意见按时答复率", en="Feedback answered in time"),
        measures=[
            {
                "function": "rate",
                "when": {
                    "source": "reply_state == 'met'",
                    "tree": ["eq", ["field", "reply_state"], ["lit", "string", "met"]],
                },
                "of": {
                    "source": "reply_state in ['met', 'missed']",
                    "tree": [
                        "in",
                        ["field", "reply_state"],
                        ["list", ["lit", "string", "met"], ["lit", "string", "missed"]],
                    ],
                },
                "labels": {"zh": "按时答复率", "en": "Answered in time"},
            },
        ],
        period={"field": "replied_at", "by": "month"},
        compare="previous",
        chart="line",
        roles=["csr", "auditor", "dept_mgr", "gm"],
        target={"at_least": "95"},
    ),
)
registry.report(
    Report(
        "receipts_by_month",
        entity="Payment",
        label=label(zh="收款", en="Received"),
        measures=[
            {"function": "sum", "field": "amount", "labels": {"zh": "金额", "en": "Amount"}},
            {"function": "count", "labels": {"zh": "收款单", "en": "Payment"}},
        ],
        period={"field": "paid_at", "by": "month"},
        compare="last_year",
        chart="line",
        where=expression(
            "state in ['settled', 'reconciled', 'refunded'] and channel != 'offset'",
            [
                "and",
                [
                    "in",
                    ["field", "state"],
                    [
                        "list",
                        ["lit", "string", "settled"],
                        ["lit", "string", "reconciled"],
                        ["lit", "string", "refunded"],
                    ],
                ],
                ["ne", ["field", "channel"], ["lit", "string", "offset"]],
            ],
        ),
        roles=["cashier", "accountant", "fin_mgr", "auditor", "gm"],
    ),
)
registry.report(
    Report(
        "receipts_by_channel",
        entity="Payment",
        label=label(zh="各渠道收款", en="Received by channel"),
        measures=[
            {"function": "sum", "field": "amount", "labels": {"zh": "金额", "en": "Amount"}},
            {"function": "count", "labels": {"zh": "收款单", "en": "Payment"}},
            {"function": "sum", "field": "channel_fee", "labels": {"zh": "手续费", "en": "Fees"}},
        ],
        group=["channel"],
        period={"field": "paid_at", "by": "month"},
        compare="previous",
        chart="pie",
        where=expression(
            "state in ['settled', 'reconciled', 'refunded'] and channel != 'offset'",
            [
                "and",
                [
                    "in",
                    ["field", "state"],
                    [
                        "list",
                        ["lit", "string", "settled"],
                        ["lit", "string", "reconciled"],
                        ["lit", "string", "refunded"],
                    ],
                ],
                ["ne", ["field", "channel"], ["lit", "string", "offset"]],
            ],
        ),
        roles=["cashier", "accountant", "fin_mgr", "auditor", "gm"],
    ),
)
registry.report(
    Report(
        "billed_by_month",
        entity="Bill",
        label=label(zh="应收账单", en="Billed"),
        measures=[
            {"function": "sum", "field": "amount", "labels": {"zh": "应收", "en": "Billed"}},
            {"function": "sum", "field": "paid", "labels": {"zh": "已收", "en": "Paid"}},
            {"function": "sum", "field": "balance", "labels": {"zh": "未收", "en": "Open"}},
        ],
        period={"field": "period_from", "by": "month"},
        compare="last_year",
        chart="line",
        where=expression("standing == true", ["field", "standing"]),
        roles=["accountant", "fin_mgr", "auditor", "dept_mgr", "gm"],
    ),
)
registry.report(
    Report(
        "billed_by_item",
        entity="Bill",
        label=label(zh="各收费项目应收", en="Billed by fee item"),
        measures=[
            {"function": "sum", "field": "amount", "labels": {"zh": "应收", "en": "Billed"}},
            {"function": "sum", "field": "paid", "labels": {"zh": "已收", "en": "Paid"}},
            {"function": "sum", "field": "balance", "labels": {"zh": "未收", "en": "Open"}},
        ],
        group=["fee_item"],
        period={"field": "period_from", "by": "month"},
        compare="previous",
        chart="bar",
        where=expression("standing == true", ["field", "standing"]),
        roles=["accountant", "fin_mgr", "auditor", "dept_mgr", "gm"],
    ),
)
registry.report(
    Report(
        "arrears_by_project",
        entity="Bill",
        label=label(zh="各项目欠费", en="Arrears by project"),
        measures=[
            {"function": "sum", "field": "balance", "labels": {"zh": "欠费", "en": "Arrears"}},
            {"function": "count", "labels": {"zh": "账单", "en": "Bill"}},
            {"function": "sum", "field": "late_fee", "labels": {"zh": "违约金", "en": "Late fees"}},
        ],
        group=["project"],
        chart="bar",
        where=expression(
            "overdue == true and state in ['open', 'partial']",
            [
                "and",
                ["field", "overdue"],
                [
                    "in",
                    ["field", "state"],
                    ["list", ["lit", "string", "open"], ["lit", "string", "partial"]],
                ],
            ],
        ),
        roles=["csr", "cashier", "accountant", "fin_mgr", "auditor", "dept_mgr", "gm"],
    ),
)
registry.report(
    Report(
        "refunds_by_month",
        entity="Refund",
        label=label(zh="退款", en="Refunded"),
        measures=[
            {"function": "sum", "field": "amount", "labels": {"zh": "金额", "en": "Amount"}},
            {"function": "count", "labels": {"zh": "退款单", "en": "Refund"}},
        ],
        period={"field": "paid_at", "by": "month"},
        compare="previous",
        chart="line",
        where=expression(
            "state in ['paid', 'closed']",
            [
                "in",
                ["field", "state"],
                ["list", ["lit", "string", "paid"], ["lit", "string", "closed"]],
            ],
        ),
        roles=["cashier", "accountant", "fin_mgr", "auditor", "gm"],
    ),
)
registry.report(
    Report(
        "vouchers_by_event",
        entity="Voucher",
        label=label(zh="各类凭证", en="Vouchers by event"),
        measures=[
            {"function": "count", "labels": {"zh": "记账凭证", "en": "Voucher"}},
            {"function": "sum", "field": "debit", "labels": {"zh": "金额", "en": "Amount"}},
        ],
        group=["event"],
        period={"field": "date", "by": "month"},
        compare="previous",
        chart="bar",
        where=expression(
            "state in ['posted', 'reversed']",
            [
                "in",
                ["field", "state"],
                ["list", ["lit", "string", "posted"], ["lit", "string", "reversed"]],
            ],
        ),
        roles=["accountant", "fin_mgr", "auditor", "gm"],
    ),
)
registry.report(
    Report(
        "reviews_by_grade",
        entity="PerformanceReview",
        label=label(zh="绩效等级分布", en="Reviews by grade"),
        measures=[
            {"function": "count", "labels": {"zh": "绩效考核", "en": "Review"}},
            {
                "function": "avg",
                "field": "final_score",
                "labels": {"zh": "平均分", "en": "Average"},
            },
        ],
        group=["grade"],
        period={"field": "published_at", "by": "quarter"},
        chart="bar",
        where=expression(
            "state in ['published', 'acknowledged', 'appealed', 'reviewed', 'final']",
            [
                "in",
                ["field", "state"],
                [
                    "list",
                    ["lit", "string", "published"],
                    ["lit", "string", "acknowledged"],
                    ["lit", "string", "appealed"],
                    ["lit", "string", "reviewed"],
                    ["lit", "string", "final"],
                ],
            ],
        ),
        roles=["hr", "auditor", "gm"],
    ),
)
registry.report(
    Report(
        "plan_answers",
        entity="ServicePlan",
        label=label(zh="服务方案答复", en="Answers to service plans"),
        measures=[
            {"function": "count", "labels": {"zh": "服务方案", "en": "Service plan"}},
            {
                "function": "rate",
                "when": {
                    "source": "state != 'declined'",
                    "tree": ["ne", ["field", "state"], ["lit", "string", "declined"]],
                },
                "labels": {"zh": "接受率", "en": "Accepted"},
            },
        ],
        group=["template"],
        period={"field": "answered_on", "by": "month"},
        compare="previous",
        chart="bar",
        where=expression(
            "state in ['accepted', 'active', 'expired', 'terminated', 'declined']",
            [
                "in",
                ["field", "state"],
                [
                    "list",
                    ["lit", "string", "accepted"],
                    ["lit", "string", "active"],
                    ["lit", "string", "expired"],
                    ["lit", "string", "terminated"],
                    ["lit", "string", "declined"],
                ],
            ],
        ),
        roles=["csr", "dept_mgr", "fin_mgr", "auditor", "gm"],
    ),
)
registry.report(
    Report(
        "plan_declines",
        entity="ServicePlan",
        label=label(zh="服务方案谢绝原因", en="Why service plans are declined"),
        measures=[{"function": "count", "labels": {"zh": "服务方案", "en": "Service plan"}}],
        group=["decline_reason", "template"],
        period={"field": "answered_on", "by": "month"},
        compare="previous",
        chart="bar",
        where=expression(
            "state == 'declined'", ["eq", ["field", "state"], ["lit", "string", "declined"]]
        ),
        roles=["csr", "dept_mgr", "fin_mgr", "auditor", "gm"],
    ),
)
registry.report(
    Report(
        "failures_by_month",
        entity="RepairOrder",
        label=label(zh="每月故障", en="Failures by month"),
        measures=[{"function": "count", "labels": {"zh": "报修单", "en": "Repair order"}}],
        period={"field": "finished_at", "by": "month"},
        compare="last_year",
        chart="line",
        where=expression(
            "failure == true and state in ['repaired', 'closed']",
            [
                "and",
                ["field", "failure"],
                [
                    "in",
                    ["field", "state"],
                    ["list", ["lit", "string", "repaired"], ["lit", "string", "closed"]],
                ],
            ],
        ),
        roles=["eng_mgr", "dept_mgr", "fin_mgr", "auditor", "gm"],
    ),
)
registry.report(
    Report(
        "failures_by_cause",
        entity="RepairOrder",
        label=label(zh="故障原因", en="Failures by cause"),
        measures=[
            {"function": "count", "labels": {"zh": "报修单", "en": "Repair order"}},
            {"function": "sum", "field": "down_min", "labels": {"zh": "停机", "en": "Downtime"}},
            {"function": "sum", "field": "total_cost", "labels": {"zh": "费用", "en": "Cost"}},
        ],
        group=["cause"],
        period={"field": "finished_at", "by": "month"},
        compare="previous",
        chart="bar",
        where=expression(
            "failure == true and state in ['repaired', 'closed']",
            [
                "and",
                ["field", "failure"],
                [
                    "in",
                    ["field", "state"],
                    ["list", ["lit", "string", "repaired"], ["lit", "string", "closed"]],
                ],
            ],
        ),
        roles=["eng_mgr", "dept_mgr", "fin_mgr", "auditor", "gm"],
    ),
)
registry.report(
    Report(
        "failures_by_category",
        entity="RepairOrder",
        label=label(zh="各分类故障", en="Failures by category"),
        measures=[
            {"function": "count", "labels": {"zh": "报修单", "en": "Repair order"}},
            {
                "function": "median",
                "from": "fault_at",
                "to": "finished_at",
                "labels": {"zh": "修复中位数", "en": "Median time to restore"},
            },
            {"function": "sum", "field": "total_cost", "labels": {"zh": "费用", "en": "Cost"}},
        ],
        group=["category"],
        period={"field": "finished_at", "by": "month"},
        compare="previous",
        chart="bar",
        where=expression(
            "failure == true and state in ['repaired', 'closed']",
            [
                "and",
                ["field", "failure"],
                [
                    "in",
                    ["field", "state"],
                    ["list", ["lit", "string", "repaired"], ["lit", "string", "closed"]],
                ],
            ],
        ),
        roles=["eng_mgr", "dept_mgr", "fin_mgr", "auditor", "gm"],
    ),
)
registry.report(
    Report(
        "failures_by_device",
        entity="RepairOrder",
        label=label(zh="故障最多的设备", en="Devices that fail most"),
        measures=[
            {"function": "count", "labels": {"zh": "报修单", "en": "Repair order"}},
            {"function": "sum", "field": "down_min", "labels": {"zh": "停机", "en": "Downtime"}},
            {"function": "sum", "field": "total_cost", "labels": {"zh": "费用", "en": "Cost"}},
        ],
        group=["equipment"],
        period={"field": "finished_at", "by": "month"},
        chart="bar",
        where=expression(
            "failure == true and state in ['repaired', 'closed']",
            [
                "and",
                ["field", "failure"],
                [
                    "in",
                    ["field", "state"],
                    ["list", ["lit", "string", "repaired"], ["lit", "string", "closed"]],
                ],
            ],
        ),
        roles=["eng_mgr", "dept_mgr", "fin_mgr", "auditor", "gm"],
    ),
)
registry.report(
    Report(
        "time_to_restore",
        entity="RepairOrder",
        label=label(zh="修复用时", en="Time to restore"),
        measures=[
            {
                "function": "median",
                "from": "fault_at",
                "to": "finished_at",
                "labels": {"zh": "修复中位数", "en": "Median time to restore"},
            },
            {
                "function": "p90",
                "from": "fault_at",
                "to": "finished_at",
                "labels": {"zh": "修复 P90", "en": "Time to restore p90"},
            },
            {
                "function": "avg",
                "field": "down_min",
                "labels": {"zh": "平均停机", "en": "Mean downtime"},
            },
        ],
        period={"field": "finished_at", "by": "month"},
        compare="previous",
        chart="line",
        where=expression(
            "failure == true and state in ['repaired', 'closed']",
            [
                "and",
                ["field", "failure"],
                [
                    "in",
                    ["field", "state"],
                    ["list", ["lit", "string", "repaired"], ["lit", "string", "closed"]],
                ],
            ],
        ),
        roles=["eng_mgr", "dept_mgr", "fin_mgr", "auditor", "gm"],
    ),
)
registry.report(
    Report(
        "downtime_by_category",
        entity="EquipmentDowntime",
        label=label(zh="各分类停机", en="Downtime by category"),
        measures=[
            {"function": "sum", "field": "minutes", "labels": {"zh": "停机", "en": "Downtime"}},
            {"function": "count", "labels": {"zh": "设备停机", "en": "Downtime"}},
        ],
        group=["category"],
        period={"field": "from_at", "by": "month"},
        compare="previous",
        chart="bar",
        where=expression(
            "reason == 'fault'", ["eq", ["field", "reason"], ["lit", "string", "fault"]]
        ),
        roles=["eng_mgr", "dept_mgr", "fin_mgr", "auditor", "gm"],
    ),
)
registry.report(
    Report(
        "repair_cost_by_category",
        entity="RepairOrder",
        label=label(zh="各分类维修费用", en="Cost of repair by category"),
        measures=[
            {"function": "sum", "field": "total_cost", "labels": {"zh": "费用", "en": "Cost"}},
            {
                "function": "avg",
                "field": "total_cost",
                "labels": {"zh": "单次平均", "en": "Mean of one repair"},
            },
        ],
        group=["category"],
        period={"field": "finished_at", "by": "month"},
        compare="previous",
        chart="bar",
        where=expression(
            "state in ['repaired', 'closed']",
            [
                "in",
                ["field", "state"],
                ["list", ["lit", "string", "repaired"], ["lit", "string", "closed"]],
            ],
        ),
        roles=["eng_mgr", "accountant", "fin_mgr", "auditor", "gm"],
    ),
)
registry.report(
    Report(
        "inspections_late",
        entity="InspectionTask",
        label=label(zh="巡检维护逾期率", en="Inspections that were late"),
        measures=[
            {
                "function": "rate",
                "when": {"source": "overdue == true", "tree": ["field", "overdue"]},
                "of": {
                    "source": "state in ['issued', 'doing', 'done', 'verified']",
                    "tree": [
                        "in",
                        ["field", "state"],
                        [
                            "list",
                            ["lit", "string", "issued"],
                            ["lit", "string", "doing"],
                            ["lit", "string", "done"],
                            ["lit", "string", "verified"],
                        ],
                    ],
                },
                "labels": {"zh": "逾期率", "en": "Late"},
            },
        ],
        period={"field": "due_on", "by": "month"},
        compare="previous",
        chart="line",
        roles=["eng_mgr", "dept_mgr", "auditor", "gm"],
        target={"at_most": "5"},
    ),
)
registry.report(
    Report(
        "orders_by_month",
        entity="WorkOrder",
        label=label(zh="工单量", en="Work orders"),
        measures=[{"function": "count", "labels": {"zh": "服务工单", "en": "Work order"}}],
        period={"field": "created_at", "by": "month"},
        compare="previous",
        chart="line",
        where=expression(
            "state not in ['rejected', 'cancelled']",
            [
                "not_in",
                ["field", "state"],
                ["list", ["lit", "string", "rejected"], ["lit", "string", "cancelled"]],
            ],
        ),
        roles=["csr", "dispatcher", "eng_mgr", "dept_mgr", "fin_mgr", "auditor", "gm"],
    ),
)
registry.report(
    Report(
        "orders_by_category",
        entity="WorkOrder",
        label=label(zh="各分类工单", en="Work orders by category"),
        measures=[
            {"function": "count", "labels": {"zh": "服务工单", "en": "Work order"}},
            {
                "function": "rate",
                "when": {
                    "source": "reopen_count > 0",
                    "tree": ["gt", ["field", "reopen_count"], ["lit", "int", 0]],
                },
                "labels": {"zh": "重开率", "en": "Reopened"},
            },
            {
                "function": "avg",
                "field": "rating",
                "labels": {"zh": "平均评分", "en": "Average rating"},
            },
        ],
        group=["category"],
        period={"field": "created_at", "by": "month"},
        compare="previous",
        chart="bar",
        where=expression(
            "state not in ['rejected', 'cancelled']",
            [
                "not_in",
                ["field", "state"],
                ["list", ["lit", "string", "rejected"], ["lit", "string", "cancelled"]],
            ],
        ),
        roles=["csr", "dispatcher", "eng_mgr", "dept_mgr", "fin_mgr", "auditor", "gm"],
    ),
)
registry.report(
    Report(
        "orders_by_project",
        entity="WorkOrder",
        label=label(zh="各项目工单", en="Work orders by project"),
        measures=[
            {"function": "count", "labels": {"zh": "服务工单", "en": "Work order"}},
            {
                "function": "rate",
                "when": {
                    "source": "sla_state == 'met'",
                    "tree": ["eq", ["field", "sla_state"], ["lit", "string", "met"]],
                },
                "of": {
                    "source": "sla_state in ['met', 'missed']",
                    "tree": [
                        "in",
                        ["field", "sla_state"],
                        ["list", ["lit", "string", "met"], ["lit", "string", "missed"]],
                    ],
                },
                "labels": {"zh": "时限达成率", "en": "SLA met"},
            },
            {
                "function": "avg",
                "field": "rating",
                "labels": {"zh": "平均评分", "en": "Average rating"},
            },
        ],
        group=["project"],
        period={"field": "created_at", "by": "month"},
        compare="previous",
        chart="bar",
        where=expression(
            "state not in ['rejected', 'cancelled']",
            [
                "not_in",
                ["field", "state"],
                ["list", ["lit", "string", "rejected"], ["lit", "string", "cancelled"]],
            ],
        ),
        roles=["csr", "dispatcher", "eng_mgr", "dept_mgr", "fin_mgr", "auditor", "gm"],
    ),
)
registry.report(
    Report(
        "orders_by_channel",
        entity="WorkOrder",
        label=label(zh="各来源工单", en="Work orders by channel"),
        measures=[{"function": "count", "labels": {"zh": "服务工单", "en": "Work order"}}],
        group=["source"],
        period={"field": "created_at", "by": "month"},
        compare="previous",
        chart="pie",
        where=expression(
            "state not in ['rejected', 'cancelled']",
            [
                "not_in",
                ["field", "state"],
                ["list", ["lit", "string", "rejected"], ["lit", "string", "cancelled"]],
            ],
        ),
        roles=["csr", "dispatcher", "eng_mgr", "dept_mgr", "auditor", "gm"],
    ),
)
registry.report(
    Report(
        "orders_by_priority",
        entity="WorkOrder",
        label=label(zh="每月各优先级工单", en="Work orders by month and priority"),
        measures=[{"function": "count", "labels": {"zh": "服务工单", "en": "Work order"}}],
        group=["priority"],
        period={"field": "created_at", "by": "month"},
        compare="last_year",
        pivot="priority",
        chart="bar",
        where=expression(
            "state not in ['rejected', 'cancelled']",
            [
                "not_in",
                ["field", "state"],
                ["list", ["lit", "string", "rejected"], ["lit", "string", "cancelled"]],
            ],
        ),
        roles=["csr", "dispatcher", "eng_mgr", "dept_mgr", "auditor", "gm"],
    ),
)
registry.report(
    Report(
        "response",
        entity="WorkOrder",
        label=label(zh="首次响应用时", en="Time to the first response"),
        measures=[
            {
                "function": "median",
                "from": "created_at",
                "to": "responded_at",
                "labels": {"zh": "响应中位数", "en": "Response median"},
            },
            {
                "function": "p90",
                "from": "created_at",
                "to": "responded_at",
                "labels": {"zh": "响应 P90", "en": "Response p90"},
            },
        ],
        period={"field": "created_at", "by": "month"},
        compare="previous",
        chart="line",
        roles=["csr", "dispatcher", "eng_mgr", "dept_mgr", "auditor", "gm"],
        target={"at_most": "30"},
    ),
)
registry.report(
    Report(
        "resolution",
        entity="WorkOrder",
        label=label(zh="各分类解决用时", en="Time to resolve by category"),
        measures=[
            {
                "function": "median",
                "from": "created_at",
                "to": "resolved_at",
                "labels": {"zh": "解决中位数", "en": "Resolution median"},
            },
            {
                "function": "p90",
                "from": "created_at",
                "to": "resolved_at",
                "labels": {"zh": "解决 P90", "en": "Resolution p90"},
            },
            {"function": "count", "labels": {"zh": "服务工单", "en": "Work order"}},
        ],
        group=["category"],
        period={"field": "resolved_at", "by": "month"},
        compare="previous",
        chart="bar",
        roles=["csr", "dispatcher", "eng_mgr", "dept_mgr", "auditor", "gm"],
    ),
)
registry.report(
    Report(
        "on_time",
        entity="WorkOrder",
        label=label(zh="时限达成率", en="SLA met"),
        measures=[
            {
                "function": "rate",
                "when": {
                    "source": "sla_state == 'met'",
                    "tree": ["eq", ["field", "sla_state"], ["lit", "string", "met"]],
                },
                "of": {
                    "source": "sla_state in ['met', 'missed']",
                    "tree": [
                        "in",
                        ["field", "sla_state"],
                        ["list", ["lit", "string", "met"], ["lit", "string", "missed"]],
                    ],
                },
                "labels": {"zh": "时限达成率", "en": "SLA met"},
            },
        ],
        period={"field": "resolved_at", "by": "month"},
        compare="previous",
        chart="line",
        roles=["csr", "dispatcher", "eng_mgr", "dept_mgr", "auditor", "gm"],
        target={"at_least": "90"},
    ),
)
registry.report(
    Report(
        "on_time_by_priority",
        entity="WorkOrder",
        label=label(zh="各级时限达成率", en="SLA met by priority"),
        measures=[
            {
                "function": "rate",
                "when": {
                    "source": "sla_state == 'met'",
                    "tree": ["eq", ["field", "sla_state"], ["lit", "string", "met"]],
                },
                "of": {
                    "source": "sla_state in ['met', 'missed']",
                    "tree": [
                        "in",
                        ["field", "sla_state"],
                        ["list", ["lit", "string", "met"], ["lit", "string", "missed"]],
                    ],
                },
                "labels": {"zh": "时限达成率", "en": "SLA met"},
            },
            {
                "function": "median",
                "from": "created_at",
                "to": "resolved_at",
                "labels": {"zh": "解决中位数", "en": "Resolution median"},
            },
            {"function": "count", "labels": {"zh": "服务工单", "en": "Work order"}},
        ],
        group=["priority"],
        period={"field": "resolved_at", "by": "month"},
        compare="previous",
        chart="bar",
        roles=["csr", "dispatcher", "eng_mgr", "dept_mgr", "auditor", "gm"],
        target={"at_least": "90"},
    ),
)
registry.report(
    Report(
        "satisfied",
        entity="WorkOrder",
        label=label(zh="工单满意率", en="Satisfied with the work"),
        measures=[
            {
                "function": "rate",
                "when": {
                    "source": "rating >= 4",
                    "tree": ["ge", ["field", "rating"], ["lit", "int", 4]],
                },
                "of": {"source": "rating != null", "tree": ["not_null", ["field", "rating"]]},
                "labels": {"zh": "满意率（4–5 分）", "en": "Satisfied (4–5)"},
            },
            {
                "function": "avg",
                "field": "rating",
                "labels": {"zh": "平均评分", "en": "Average rating"},
            },
        ],
        period={"field": "closed_at", "by": "month"},
        compare="previous",
        chart="line",
        roles=["csr", "dispatcher", "eng_mgr", "dept_mgr", "auditor", "gm"],
        target={"at_least": "85"},
    ),
)
registry.report(
    Report(
        "workload",
        entity="WorkOrder",
        label=label(zh="在手工单", en="Orders in hand"),
        measures=[{"function": "count", "labels": {"zh": "服务工单", "en": "Work order"}}],
        group=["assignee_name", "state"],
        pivot="state",
        chart="bar",
        where=expression(
            "state in ['assigned', 'in_progress', 'on_hold', 'quoted']",
            [
                "in",
                ["field", "state"],
                [
                    "list",
                    ["lit", "string", "assigned"],
                    ["lit", "string", "in_progress"],
                    ["lit", "string", "on_hold"],
                    ["lit", "string", "quoted"],
                ],
            ],
        ),
        roles=["dispatcher", "eng_mgr", "gm"],
    ),
)
registry.report(
    Report(
        "training_by_month",
        entity="TrainingEnrollment",
        label=label(zh="每月培训人次", en="Trained by month"),
        measures=[
            {"function": "count", "labels": {"zh": "培训报名", "en": "Enrolment"}},
            {
                "function": "rate",
                "when": {
                    "source": "state == 'passed'",
                    "tree": ["eq", ["field", "state"], ["lit", "string", "passed"]],
                },
                "labels": {"zh": "通过率", "en": "Passed"},
            },
        ],
        period={"field": "starts_at", "by": "month"},
        compare="previous",
        chart="bar",
        where=expression(
            "state in ['passed', 'failed', 'absent']",
            [
                "in",
                ["field", "state"],
                [
                    "list",
                    ["lit", "string", "passed"],
                    ["lit", "string", "failed"],
                    ["lit", "string", "absent"],
                ],
            ],
        ),
        roles=["hr", "auditor", "gm"],
    ),
)
registry.report(
    Report(
        "training_by_course",
        entity="TrainingEnrollment",
        label=label(zh="各课程培训结果", en="Results by course"),
        measures=[
            {"function": "count", "labels": {"zh": "培训报名", "en": "Enrolment"}},
            {
                "function": "rate",
                "when": {
                    "source": "state == 'passed'",
                    "tree": ["eq", ["field", "state"], ["lit", "string", "passed"]],
                },
                "labels": {"zh": "通过率", "en": "Passed"},
            },
        ],
        group=["course"],
        period={"field": "starts_at", "by": "month"},
        chart="bar",
        where=expression(
            "state in ['passed', 'failed', 'absent']",
            [
                "in",
                ["field", "state"],
                [
                    "list",
                    ["lit", "string", "passed"],
                    ["lit", "string", "failed"],
                    ["lit", "string", "absent"],
                ],
            ],
        ),
        roles=["hr", "auditor", "gm"],
    ),
)
registry.home(
    Home(
        "csr",
        tasks=[
            Task(
                "ChatSession",
                label=label(zh="等待接入的会话", en="Chats that wait"),
                where=expression(
                    "state == 'waiting'", ["eq", ["field", "state"], ["lit", "string", "waiting"]]
                ),
                sort="last_at",
            ),
            Task(
                "Registration",
                label=label(zh="待处理的登记", en="Registrations to decide"),
                where=expression(
                    "state in ['waiting', 'blocked']",
                    [
                        "in",
                        ["field", "state"],
                        ["list", ["lit", "string", "waiting"], ["lit", "string", "blocked"]],
                    ],
                ),
                sort="created_at",
            ),
            Task(
                "WorkOrder",
                label=label(zh="待受理工单", en="Orders to accept"),
                where=expression(
                    "state == 'new'", ["eq", ["field", "state"], ["lit", "string", "new"]]
                ),
                sort="created_at",
            ),
            Task(
                "Feedback",
                label=label(zh="待受理与待答复的意见", en="Feedback to triage and to answer"),
                where=expression(
                    "state in ['submitted', 'triaged']",
                    [
                        "in",
                        ["field", "state"],
                        ["list", ["lit", "string", "submitted"], ["lit", "string", "triaged"]],
                    ],
                ),
                sort="reply_due",
            ),
        ],
        figures=["orders_by_month", "on_time", "response", "satisfied"],
        charts=["orders_by_category", "orders_by_channel"],
    ),
)
registry.home(
    Home(
        "dispatcher",
        tasks=[
            Task(
                "WorkOrder",
                label=label(zh="已超时", en="Overdue"),
                where=expression(
                    "sla_state == 'breached'",
                    ["eq", ["field", "sla_state"], ["lit", "string", "breached"]],
                ),
                sort="resolve_due",
            ),
            Task(
                "WorkOrder",
                label=label(zh="待受理与待派单", en="To accept and to assign"),
                where=expression(
                    "state in ['new', 'accepted']",
                    [
                        "in",
                        ["field", "state"],
                        ["list", ["lit", "string", "new"], ["lit", "string", "accepted"]],
                    ],
                ),
                sort="created_at",
            ),
            Task(
                "RepairOrder",
                label=label(zh="待派单的报修", en="Repairs to dispatch"),
                where=expression(
                    "state == 'reported'", ["eq", ["field", "state"], ["lit", "string", "reported"]]
                ),
                sort="respond_due",
            ),
        ],
        figures=["orders_by_month", "on_time", "response", "satisfied"],
        charts=["workload", "orders_by_category"],
    ),
)
registry.home(
    Home(
        "technician",
        tasks=[
            Task(
                "WorkOrder",
                label=label(zh="我的工单", en="My orders"),
                where=expression(
                    "state in ['assigned', 'in_progress', 'on_hold'] and assignee == user.employee",
                    [
                        "and",
                        [
                            "in",
                            ["field", "state"],
                            [
                                "list",
                                ["lit", "string", "assigned"],
                                ["lit", "string", "in_progress"],
                                ["lit", "string", "on_hold"],
                            ],
                        ],
                        ["eq", ["field", "assignee"], ["user", ["employee"]]],
                    ],
                ),
                sort="resolve_due",
            ),
            Task(
                "RepairOrder",
                label=label(zh="我的报修单", en="My repairs"),
                where=expression(
                    "state in ['dispatched', 'accepted', 'repairing', 'waiting_part'] and assignee == user.employee",
                    [
                        "and",
                        [
                            "in",
                            ["field", "state"],
                            [
                                "list",
                                ["lit", "string", "dispatched"],
                                ["lit", "string", "accepted"],
                                ["lit", "string", "repairing"],
                                ["lit", "string", "waiting_part"],
                            ],
                        ],
                        ["eq", ["field", "assignee"], ["user", ["employee"]]],
                    ],
                ),
                sort="restore_due",
            ),
            Task(
                "InspectionTask",
                label=label(zh="我的巡检", en="My inspections"),
                where=expression(
                    "state in ['issued', 'doing'] and assignee == user.employee",
                    [
                        "and",
                        [
                            "in",
                            ["field", "state"],
                            ["list", ["lit", "string", "issued"], ["lit", "string", "doing"]],
                        ],
                        ["eq", ["field", "assignee"], ["user", ["employee"]]],
                    ],
                ),
                sort="due_on",
            ),
        ],
    ),
)
registry.home(
    Home(
        "eng_mgr",
        tasks=[
            Task(
                "WorkOrder",
                label=label(zh="已超时工单", en="Overdue orders"),
                where=expression(
                    "sla_state == 'breached'",
                    ["eq", ["field", "sla_state"], ["lit", "string", "breached"]],
                ),
                sort="resolve_due",
            ),
            Task(
                "RepairOrder",
                label=label(zh="未修复的故障", en="Faults to repair"),
                where=expression(
                    "state in ['reported', 'dispatched', 'accepted', 'repairing', 'waiting_part']",
                    [
                        "in",
                        ["field", "state"],
                        [
                            "list",
                            ["lit", "string", "reported"],
                            ["lit", "string", "dispatched"],
                            ["lit", "string", "accepted"],
                            ["lit", "string", "repairing"],
                            ["lit", "string", "waiting_part"],
                        ],
                    ],
                ),
                sort="restore_due",
            ),
            Task(
                "InspectionTask",
                label=label(zh="逾期巡检", en="Overdue inspections"),
                where=expression(
                    "overdue == true and state in ['issued', 'doing']",
                    [
                        "and",
                        ["field", "overdue"],
                        [
                            "in",
                            ["field", "state"],
                            ["list", ["lit", "string", "issued"], ["lit", "string", "doing"]],
                        ],
                    ],
                ),
                sort="due_on",
            ),
            Task(
                "MaintenanceAdvice",
                label=label(zh="待复核的维护建议", en="Suggestions to review"),
                where=expression(
                    "state == 'generated'",
                    ["eq", ["field", "state"], ["lit", "string", "generated"]],
                ),
                sort="-period",
            ),
            Task(
                "AttendanceRequest",
                label=label(zh="待批准的考勤申请", en="Attendance requests to approve"),
                where=expression(
                    "state == 'submitted' and created_by != user.id",
                    [
                        "and",
                        ["eq", ["field", "state"], ["lit", "string", "submitted"]],
                        ["ne", ["field", "created_by"], ["user", ["id"]]],
                    ],
                ),
                sort="from_at",
            ),
        ],
        figures=["on_time", "failures_by_month", "time_to_restore", "inspections_late"],
        charts=["workload", "failures_by_cause"],
    ),
)
registry.home(
    Home(
        "dept_mgr",
        tasks=[
            Task(
                "WorkOrder",
                label=label(zh="已超时", en="Overdue"),
                where=expression(
                    "sla_state == 'breached'",
                    ["eq", ["field", "sla_state"], ["lit", "string", "breached"]],
                ),
                sort="resolve_due",
            ),
            Task(
                "RepairOrder",
                label=label(zh="停机的设备", en="Devices that are down"),
                where=expression(
                    "severity in ['s1', 's2'] and state in ['reported', 'dispatched', 'accepted', 'repairing', 'waiting_part']",
                    [
                        "and",
                        [
                            "in",
                            ["field", "severity"],
                            ["list", ["lit", "string", "s1"], ["lit", "string", "s2"]],
                        ],
                        [
                            "in",
                            ["field", "state"],
                            [
                                "list",
                                ["lit", "string", "reported"],
                                ["lit", "string", "dispatched"],
                                ["lit", "string", "accepted"],
                                ["lit", "string", "repairing"],
                                ["lit", "string", "waiting_part"],
                            ],
                        ],
                    ],
                ),
                sort="restore_due",
            ),
            Task(
                "Expense",
                label=label(zh="待批准的费用", en="Expenses to approve"),
                where=expression(
                    "state == 'submitted'",
                    ["eq", ["field", "state"], ["lit", "string", "submitted"]],
                ),
                sort="created_at",
            ),
            Task(
                "AttendanceRequest",
                label=label(zh="待批准的考勤申请", en="Attendance requests to approve"),
                where=expression(
                    "state == 'submitted' and created_by != user.id",
                    [
                        "and",
                        ["eq", ["field", "state"], ["lit", "string", "submitted"]],
                        ["ne", ["field", "created_by"], ["user", ["id"]]],
                    ],
                ),
                sort="from_at",
            ),
            Task(
                "Resignation",
                label=label(zh="待部门处理的离职", en="Leavings to decide"),
                where=expression(
                    "state == 'submitted'",
                    ["eq", ["field", "state"], ["lit", "string", "submitted"]],
                ),
                sort="last_day",
            ),
            Task(
                "Feedback",
                label=label(zh="超时未答复的意见", en="Feedback that waits too long"),
                where=expression(
                    "reply_state == 'breached' and state in ['submitted', 'triaged', 'ticketed']",
                    [
                        "and",
                        ["eq", ["field", "reply_state"], ["lit", "string", "breached"]],
                        [
                            "in",
                            ["field", "state"],
                            [
                                "list",
                                ["lit", "string", "submitted"],
                                ["lit", "string", "triaged"],
                                ["lit", "string", "ticketed"],
                            ],
                        ],
                    ],
                ),
                sort="reply_due",
            ),
            Task(
                "FeedbackSummary",
                label=label(zh="待写结论的反馈汇总", en="Feedback summaries to conclude"),
                where=expression(
                    "state == 'generated'",
                    ["eq", ["field", "state"], ["lit", "string", "generated"]],
                ),
                sort="-period",
            ),
        ],
        figures=["orders_by_month", "on_time", "response", "satisfied"],
        charts=["orders_by_category", "orders_by_project"],
    ),
)
registry.home(
    Home(
        "gm",
        tasks=[
            Task(
                "WorkOrder",
                label=label(zh="已超时", en="Overdue"),
                where=expression(
                    "sla_state == 'breached'",
                    ["eq", ["field", "sla_state"], ["lit", "string", "breached"]],
                ),
                sort="resolve_due",
            ),
            Task(
                "Refund",
                label=label(zh="待批准的大额退款", en="Large refunds to approve"),
                where=expression(
                    "state == 'calculated' and amount > 2000",
                    [
                        "and",
                        ["eq", ["field", "state"], ["lit", "string", "calculated"]],
                        ["gt", ["field", "amount"], ["lit", "int", 2000]],
                    ],
                ),
                sort="created_at",
            ),
            Task(
                "Expense",
                label=label(zh="待批准的大额费用", en="Large expenses to approve"),
                where=expression(
                    "state == 'dept_approved' and gross > 5000",
                    [
                        "and",
                        ["eq", ["field", "state"], ["lit", "string", "dept_approved"]],
                        ["gt", ["field", "gross"], ["lit", "int", 5000]],
                    ],
                ),
                sort="created_at",
            ),
            Task(
                "Budget",
                label=label(zh="待批准的预算", en="Budgets to approve"),
                where=expression(
                    "state == 'finance_review'",
                    ["eq", ["field", "state"], ["lit", "string", "finance_review"]],
                ),
                sort="created_at",
            ),
            Task(
                "BudgetAdjustment",
                label=label(zh="待批准的预算调整", en="Budget adjustments to approve"),
                where=expression(
                    "state == 'finance_review'",
                    ["eq", ["field", "state"], ["lit", "string", "finance_review"]],
                ),
                sort="created_at",
            ),
            Task(
                "AuditFinding",
                label=label(zh="逾期未整改的审计发现", en="Audit findings overdue"),
                where=expression(
                    "due_on < today() and state in ['assigned', 'rectifying']",
                    [
                        "and",
                        ["lt", ["field", "due_on"], ["call", "today"]],
                        [
                            "in",
                            ["field", "state"],
                            [
                                "list",
                                ["lit", "string", "assigned"],
                                ["lit", "string", "rectifying"],
                            ],
                        ],
                    ],
                ),
                sort="due_on",
            ),
            Task(
                "JobChange",
                label=label(zh="待批准的任职变动", en="Job changes to approve"),
                where=expression(
                    "state == 'hr_review' and reviewed == true",
                    [
                        "and",
                        ["eq", ["field", "state"], ["lit", "string", "hr_review"]],
                        ["field", "reviewed"],
                    ],
                ),
                sort="effective_on",
            ),
            Task(
                "RepairOrder",
                label=label(zh="停机的设备", en="Devices that are down"),
                where=expression(
                    "severity in ['s1', 's2'] and state in ['reported', 'dispatched', 'accepted', 'repairing', 'waiting_part']",
                    [
                        "and",
                        [
                            "in",
                            ["field", "severity"],
                            ["list", ["lit", "string", "s1"], ["lit", "string", "s2"]],
                        ],
                        [
                            "in",
                            ["field", "state"],
                            [
                                "list",
                                ["lit", "string", "reported"],
                                ["lit", "string", "dispatched"],
                                ["lit", "string", "accepted"],
                                ["lit", "string", "repairing"],
                                ["lit", "string", "waiting_part"],
                            ],
                        ],
                    ],
                ),
                sort="restore_due",
            ),
            Task(
                "Equipment",
                label=label(zh="检验已过期", en="Statutory inspection expired"),
                where=expression(
                    "inspection_valid_to < today() and state != 'scrapped'",
                    [
                        "and",
                        ["lt", ["field", "inspection_valid_to"], ["call", "today"]],
                        ["ne", ["field", "state"], ["lit", "string", "scrapped"]],
                    ],
                ),
                sort="inspection_valid_to",
            ),
            Task(
                "Improvement",
                label=label(zh="待批准的改进措施", en="Measures to approve"),
                where=expression(
                    "state == 'proposed'", ["eq", ["field", "state"], ["lit", "string", "proposed"]]
                ),
                sort="created_at",
            ),
            Task(
                "FeedbackSummary",
                label=label(zh="待发布的反馈汇总", en="Feedback summaries to publish"),
                where=expression(
                    "state == 'reviewed'", ["eq", ["field", "state"], ["lit", "string", "reviewed"]]
                ),
                sort="-period",
            ),
        ],
        figures=["receipts_by_month", "on_time", "satisfied", "failures_by_month"],
        charts=["arrears_by_project", "orders_by_project"],
    ),
)
registry.home(
    Home(
        "auditor",
        tasks=[
            Task(
                "AuditFinding",
                label=label(zh="高风险、待处理的发现", en="High risks to handle"),
                where=expression(
                    "risk == 'high' and state == 'open'",
                    [
                        "and",
                        ["eq", ["field", "risk"], ["lit", "string", "high"]],
                        ["eq", ["field", "state"], ["lit", "string", "open"]],
                    ],
                ),
                sort="-created_at",
            ),
            Task(
                "AuditFinding",
                label=label(zh="待核实的整改", en="Mending to verify"),
                where=expression(
                    "state == 'submitted'",
                    ["eq", ["field", "state"], ["lit", "string", "submitted"]],
                ),
                sort="due_on",
            ),
            Task(
                "AuditFinding",
                label=label(zh="逾期未整改", en="Overdue mending"),
                where=expression(
                    "due_on < today() and state in ['assigned', 'rectifying']",
                    [
                        "and",
                        ["lt", ["field", "due_on"], ["call", "today"]],
                        [
                            "in",
                            ["field", "state"],
                            [
                                "list",
                                ["lit", "string", "assigned"],
                                ["lit", "string", "rectifying"],
                            ],
                        ],
                    ],
                ),
                sort="due_on",
            ),
            Task(
                "AuditRun",
                label=label(zh="最近的审计检查", en="Last audit runs"),
                where=expression("finished_at != null", ["not_null", ["field", "finished_at"]]),
                sort="-finished_at",
            ),
        ],
        figures=["audit_findings_by_month", "audit_findings_handled", "on_time", "satisfied"],
        charts=["audit_findings_by_state", "audit_findings_by_rule"],
    ),
)
registry.home(
    Home(
        "fin_mgr",
        tasks=[
            Task(
                "Voucher",
                label=label(zh="待审核的凭证", en="Vouchers to check"),
                where=expression(
                    "state == 'submitted'",
                    ["eq", ["field", "state"], ["lit", "string", "submitted"]],
                ),
                sort="date",
            ),
            Task(
                "BillRun",
                label=label(zh="待批准的出账", en="Bill runs to approve"),
                where=expression(
                    "state == 'previewed' and open_problems == 0",
                    [
                        "and",
                        ["eq", ["field", "state"], ["lit", "string", "previewed"]],
                        ["eq", ["field", "open_problems"], ["lit", "int", 0]],
                    ],
                ),
                sort="created_at",
            ),
            Task(
                "Refund",
                label=label(zh="待批准的退款", en="Refunds to approve"),
                where=expression(
                    "state == 'calculated' and amount <= 2000",
                    [
                        "and",
                        ["eq", ["field", "state"], ["lit", "string", "calculated"]],
                        ["le", ["field", "amount"], ["lit", "int", 2000]],
                    ],
                ),
                sort="created_at",
            ),
            Task(
                "Resignation",
                label=label(zh="待批准的离职结算", en="Settlements to approve"),
                where=expression(
                    "state == 'settling' and voucher == null",
                    [
                        "and",
                        ["eq", ["field", "state"], ["lit", "string", "settling"]],
                        ["is_null", ["field", "voucher"]],
                    ],
                ),
                sort="last_day",
            ),
            Task(
                "BillReduction",
                label=label(zh="待批准的减免", en="Reductions to approve"),
                where=expression(
                    "state == 'requested'",
                    ["eq", ["field", "state"], ["lit", "string", "requested"]],
                ),
                sort="created_at",
            ),
            Task(
                "FinancialReport",
                label=label(zh="待审阅的报表", en="Statements to review"),
                where=expression(
                    "state == 'generated'",
                    ["eq", ["field", "state"], ["lit", "string", "generated"]],
                ),
                sort="-period",
            ),
            Task(
                "Budget",
                label=label(zh="待审核的预算", en="Budgets to review"),
                where=expression(
                    "state == 'submitted'",
                    ["eq", ["field", "state"], ["lit", "string", "submitted"]],
                ),
                sort="created_at",
            ),
            Task(
                "BudgetAdjustment",
                label=label(zh="待审核的预算调整", en="Budget adjustments to review"),
                where=expression(
                    "state == 'submitted'",
                    ["eq", ["field", "state"], ["lit", "string", "submitted"]],
                ),
                sort="created_at",
            ),
        ],
        figures=["receipts_by_month", "billed_by_month", "refunds_by_month"],
        charts=["arrears_by_project", "expenses_by_account"],
    ),
)
registry.home(
    Home(
        "accountant",
        tasks=[
            Task(
                "Expense",
                label=label(zh="待财务审核的费用", en="Expenses to check"),
                where=expression(
                    "state == 'dept_approved' and gross <= 5000",
                    [
                        "and",
                        ["eq", ["field", "state"], ["lit", "string", "dept_approved"]],
                        ["le", ["field", "gross"], ["lit", "int", 5000]],
                    ],
                ),
                sort="created_at",
            ),
            Task(
                "BillException",
                label=label(zh="未处理的出账异常", en="Billing exceptions"),
                where=expression(
                    "state == 'open'", ["eq", ["field", "state"], ["lit", "string", "open"]]
                ),
                sort="id",
            ),
            Task(
                "Refund",
                label=label(zh="待核算的退款", en="Refunds to work out"),
                where=expression(
                    "state == 'requested'",
                    ["eq", ["field", "state"], ["lit", "string", "requested"]],
                ),
                sort="created_at",
            ),
            Task(
                "Invoice",
                label=label(zh="待开具的发票", en="Invoices to issue"),
                where=expression(
                    "state in ['requested', 'submitted', 'red_requested']",
                    [
                        "in",
                        ["field", "state"],
                        [
                            "list",
                            ["lit", "string", "requested"],
                            ["lit", "string", "submitted"],
                            ["lit", "string", "red_requested"],
                        ],
                    ],
                ),
                sort="created_at",
            ),
            Task(
                "BankLine",
                label=label(zh="未匹配的银行流水", en="Bank lines that match nothing"),
                where=expression(
                    "state == 'open'", ["eq", ["field", "state"], ["lit", "string", "open"]]
                ),
                sort="id",
            ),
            Task(
                "CashCount",
                label=label(zh="待复核的日结", en="Daily counts to check"),
                where=expression(
                    "state == 'submitted'",
                    ["eq", ["field", "state"], ["lit", "string", "submitted"]],
                ),
                sort="id",
            ),
        ],
        figures=["billed_by_month", "receipts_by_month"],
        charts=["billed_by_item", "receipts_by_channel"],
    ),
)
registry.home(
    Home(
        "cashier",
        tasks=[
            Task(
                "Payment",
                label=label(zh="待收的收款单", en="Payments to be received"),
                where=expression(
                    "state == 'created' and channel != 'wechat' and channel != 'alipay'",
                    [
                        "and",
                        ["eq", ["field", "state"], ["lit", "string", "created"]],
                        ["ne", ["field", "channel"], ["lit", "string", "wechat"]],
                        ["ne", ["field", "channel"], ["lit", "string", "alipay"]],
                    ],
                ),
                sort="created_at",
            ),
            Task(
                "Expense",
                label=label(zh="待付款的费用", en="Expenses to be paid"),
                where=expression(
                    "state == 'finance_checked'",
                    ["eq", ["field", "state"], ["lit", "string", "finance_checked"]],
                ),
                sort="created_at",
            ),
            Task(
                "Refund",
                label=label(zh="待付款的退款", en="Refunds to be paid"),
                where=expression(
                    "state == 'approved'", ["eq", ["field", "state"], ["lit", "string", "approved"]]
                ),
                sort="created_at",
            ),
            Task(
                "Voucher",
                label=label(zh="待签字的凭证", en="Vouchers to sign"),
                where=expression(
                    "state == 'checked' and has_cash == true and cashier == null and event == 'manual'",
                    [
                        "and",
                        ["eq", ["field", "state"], ["lit", "string", "checked"]],
                        ["field", "has_cash"],
                        ["is_null", ["field", "cashier"]],
                        ["eq", ["field", "event"], ["lit", "string", "manual"]],
                    ],
                ),
                sort="date",
            ),
            Task(
                "PayrollEntry",
                label=label(zh="待发放的工资", en="Payroll to be paid"),
                where=expression(
                    "state == 'approved'", ["eq", ["field", "state"], ["lit", "string", "approved"]]
                ),
                sort="period",
            ),
            Task(
                "Resignation",
                label=label(zh="待付款的离职结算", en="Settlements to pay"),
                where=expression(
                    "state == 'settling' and settled == true and paid_on == null",
                    [
                        "and",
                        ["eq", ["field", "state"], ["lit", "string", "settling"]],
                        ["field", "settled"],
                        ["is_null", ["field", "paid_on"]],
                    ],
                ),
                sort="last_day",
            ),
        ],
        figures=["receipts_by_month", "refunds_by_month"],
        charts=["receipts_by_channel", "arrears_by_project"],
    ),
)
registry.home(
    Home(
        "hr",
        tasks=[
            Task(
                "Resignation",
                label=label(zh="待人事审核的离职", en="Leavings for HR"),
                where=expression(
                    "state == 'manager_ok'",
                    ["eq", ["field", "state"], ["lit", "string", "manager_ok"]],
                ),
                sort="last_day",
            ),
            Task(
                "JobChange",
                label=label(zh="在办的任职变动", en="Job changes under way"),
                where=expression(
                    "state in ['suggested', 'hr_review']",
                    [
                        "in",
                        ["field", "state"],
                        ["list", ["lit", "string", "suggested"], ["lit", "string", "hr_review"]],
                    ],
                ),
                sort="effective_on",
            ),
            Task(
                "Employee",
                label=label(zh="待入职", en="About to begin"),
                where=expression(
                    "state == 'onboarding'",
                    ["eq", ["field", "state"], ["lit", "string", "onboarding"]],
                ),
                sort="hired_on",
            ),
            Task(
                "Employee",
                label=label(zh="60 天内合同到期", en="Contracts that end within 60 days"),
                where=expression(
                    "contract_to >= today() and days(today(), contract_to) <= 60 and state in ['onboarding', 'probation', 'regular']",
                    [
                        "and",
                        ["ge", ["field", "contract_to"], ["call", "today"]],
                        [
                            "le",
                            ["call", "days", ["call", "today"], ["field", "contract_to"]],
                            ["lit", "int", 60],
                        ],
                        [
                            "in",
                            ["field", "state"],
                            [
                                "list",
                                ["lit", "string", "onboarding"],
                                ["lit", "string", "probation"],
                                ["lit", "string", "regular"],
                            ],
                        ],
                    ],
                ),
                sort="contract_to",
            ),
            Task(
                "OffboardingTask",
                label=label(zh="未完成的离职交接", en="Clearances that wait"),
                where=expression(
                    "state in ['todo', 'doing', 'blocked']",
                    [
                        "in",
                        ["field", "state"],
                        [
                            "list",
                            ["lit", "string", "todo"],
                            ["lit", "string", "doing"],
                            ["lit", "string", "blocked"],
                        ],
                    ],
                ),
                sort="due_on",
            ),
            Task(
                "Resignation",
                label=label(zh="离职中", en="Leaving"),
                where=expression(
                    "state in ['clearing', 'settling']",
                    [
                        "in",
                        ["field", "state"],
                        ["list", ["lit", "string", "clearing"], ["lit", "string", "settling"]],
                    ],
                ),
                sort="last_day",
            ),
            Task(
                "Employee",
                label=label(zh="试用期", en="On probation"),
                where=expression(
                    "state == 'probation'",
                    ["eq", ["field", "state"], ["lit", "string", "probation"]],
                ),
                sort="probation_to",
            ),
            Task(
                "EmployeeSkill",
                label=label(zh="已过期的证书", en="Certificates that have expired"),
                where=expression(
                    "valid_to < today()", ["lt", ["field", "valid_to"], ["call", "today"]]
                ),
                sort="valid_to",
            ),
        ],
    ),
)
registry.home(
    Home(
        "integrator",
        tasks=[
            Task(
                "WorkOrder",
                label=label(zh="报送的工单", en="Orders sent in"),
                where=expression(
                    "created_by == user.id and state not in ['closed', 'rejected', 'cancelled']",
                    [
                        "and",
                        ["eq", ["field", "created_by"], ["user", ["id"]]],
                        [
                            "not_in",
                            ["field", "state"],
                            [
                                "list",
                                ["lit", "string", "closed"],
                                ["lit", "string", "rejected"],
                                ["lit", "string", "cancelled"],
                            ],
                        ],
                    ],
                ),
                sort="-created_at",
            ),
            Task(
                "EquipmentAlarm",
                label=label(zh="报送的设备告警", en="Alarms sent in"),
                where=expression(
                    "created_by == user.id", ["eq", ["field", "created_by"], ["user", ["id"]]]
                ),
                sort="-at",
            ),
        ],
    ),
)
registry.home(
    Home(
        "employee",
        tasks=[
            Task(
                "OffboardingTask",
                label=label(zh="由我办理的离职交接", en="Clearances that I do"),
                where=expression(
                    "owner == user.id and state in ['todo', 'doing', 'blocked']",
                    [
                        "and",
                        ["eq", ["field", "owner"], ["user", ["id"]]],
                        [
                            "in",
                            ["field", "state"],
                            [
                                "list",
                                ["lit", "string", "todo"],
                                ["lit", "string", "doing"],
                                ["lit", "string", "blocked"],
                            ],
                        ],
                    ],
                ),
                sort="due_on",
            ),
            Task(
                "OnboardingTask",
                label=label(zh="由我办理的入职事项", en="Onboarding that I do"),
                where=expression(
                    "owner == user.id and state == 'todo'",
                    [
                        "and",
                        ["eq", ["field", "owner"], ["user", ["id"]]],
                        ["eq", ["field", "state"], ["lit", "string", "todo"]],
                    ],
                ),
                sort="due_on",
            ),
            Task(
                "Resignation",
                label=label(zh="我的离职", en="My leaving"),
                where=expression(
                    "employee == user.employee and state in ['draft', 'submitted', 'manager_ok', 'clearing', 'settling']",
                    [
                        "and",
                        ["eq", ["field", "employee"], ["user", ["employee"]]],
                        [
                            "in",
                            ["field", "state"],
                            [
                                "list",
                                ["lit", "string", "draft"],
                                ["lit", "string", "submitted"],
                                ["lit", "string", "manager_ok"],
                                ["lit", "string", "clearing"],
                                ["lit", "string", "settling"],
                            ],
                        ],
                    ],
                ),
                sort="last_day",
            ),
            Task(
                "Roster",
                label=label(zh="今后 7 天的班次", en="My shifts of the next 7 days"),
                where=expression(
                    "employee == user.employee and date >= today() and days(today(), date) < 7",
                    [
                        "and",
                        ["eq", ["field", "employee"], ["user", ["employee"]]],
                        ["ge", ["field", "date"], ["call", "today"]],
                        [
                            "lt",
                            ["call", "days", ["call", "today"], ["field", "date"]],
                            ["lit", "int", 7],
                        ],
                    ],
                ),
                sort="date",
            ),
            Task(
                "WorkOrder",
                label=label(zh="我报的工单", en="Orders I reported"),
                where=expression(
                    "created_by == user.id and state not in ['closed', 'rejected', 'cancelled']",
                    [
                        "and",
                        ["eq", ["field", "created_by"], ["user", ["id"]]],
                        [
                            "not_in",
                            ["field", "state"],
                            [
                                "list",
                                ["lit", "string", "closed"],
                                ["lit", "string", "rejected"],
                                ["lit", "string", "cancelled"],
                            ],
                        ],
                    ],
                ),
                sort="-created_at",
            ),
            Task(
                "RepairOrder",
                label=label(zh="我报的设备故障", en="Faults I reported"),
                where=expression(
                    "created_by == user.id and state not in ['closed', 'cancelled']",
                    [
                        "and",
                        ["eq", ["field", "created_by"], ["user", ["id"]]],
                        [
                            "not_in",
                            ["field", "state"],
                            ["list", ["lit", "string", "closed"], ["lit", "string", "cancelled"]],
                        ],
                    ],
                ),
                sort="-fault_at",
            ),
            Task(
                "Expense",
                label=label(zh="我的费用申请", en="My expenses"),
                where=expression(
                    "created_by == user.id and state not in ['closed', 'rejected']",
                    [
                        "and",
                        ["eq", ["field", "created_by"], ["user", ["id"]]],
                        [
                            "not_in",
                            ["field", "state"],
                            ["list", ["lit", "string", "closed"], ["lit", "string", "rejected"]],
                        ],
                    ],
                ),
                sort="-created_at",
            ),
            Task(
                "AuditFinding",
                label=label(zh="由我整改的审计发现", en="Audit findings that I mend"),
                where=expression(
                    "owner == user.id and state in ['assigned', 'rectifying']",
                    [
                        "and",
                        ["eq", ["field", "owner"], ["user", ["id"]]],
                        [
                            "in",
                            ["field", "state"],
                            [
                                "list",
                                ["lit", "string", "assigned"],
                                ["lit", "string", "rectifying"],
                            ],
                        ],
                    ],
                ),
                sort="due_on",
            ),
            Task(
                "Improvement",
                label=label(zh="由我负责的改进措施", en="Measures that I carry out"),
                where=expression(
                    "owner == user.employee and state in ['approved', 'in_progress', 'done']",
                    [
                        "and",
                        ["eq", ["field", "owner"], ["user", ["employee"]]],
                        [
                            "in",
                            ["field", "state"],
                            [
                                "list",
                                ["lit", "string", "approved"],
                                ["lit", "string", "in_progress"],
                                ["lit", "string", "done"],
                            ],
                        ],
                    ],
                ),
                sort="due_on",
            ),
        ],
    ),
)
