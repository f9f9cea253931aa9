"""Every screen."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 060037d6fca57b10260a031070291ab0a84465ee82d13eda7b048b5c3526c034

from app.web.view import RecordView

from .account.view import AccountView
from .account_balance.view import AccountBalanceView
from .accounting_period.view import AccountingPeriodView
from .amortisation.view import AmortisationView
from .announcement.view import AnnouncementView
from .attendance_adjustment.view import AttendanceAdjustmentView
from .attendance_clock.view import AttendanceClockView
from .attendance_day.view import AttendanceDayView
from .attendance_month.view import AttendanceMonthView
from .attendance_pin.view import AttendancePinView
from .attendance_request.view import AttendanceRequestView
from .audit_finding.view import AuditFindingView
from .audit_run.view import AuditRunView
from .aux_balance.view import AuxBalanceView
from .bank_account.view import BankAccountView
from .bank_line.view import BankLineView
from .bank_refusal.view import BankRefusalView
from .bill.view import BillView
from .bill_exception.view import BillExceptionView
from .bill_reduction.view import BillReductionView
from .bill_run.view import BillRunView
from .budget.view import BudgetView
from .budget_adjustment.view import BudgetAdjustmentView
from .budget_adjustment_line.view import BudgetAdjustmentLineView
from .budget_line.view import BudgetLineView
from .building.view import BuildingView
from .calendar_day.view import CalendarDayView
from .call_record.view import CallRecordView
from .cash_count.view import CashCountView
from .channel_settlement.view import ChannelSettlementView
from .channel_trade.view import ChannelTradeView
from .chat_message.view import ChatMessageView
from .chat_session.view import ChatSessionView
from .check_in_place.view import CheckInPlaceView
from .check_item.view import CheckItemView
from .cockpit_figure.view import CockpitFigureView
from .collection_notice.view import CollectionNoticeView
from .company.view import CompanyView
from .consent_record.view import ConsentRecordView
from .course.view import CourseView
from .course_skill.view import CourseSkillView
from .customer.view import CustomerView
from .department.view import DepartmentView
from .duplicate_review.view import DuplicateReviewView
from .employee.view import EmployeeView
from .employee_asset.view import EmployeeAssetView
from .employee_skill.view import EmployeeSkillView
from .employment_contract.view import EmploymentContractView
from .equipment.view import EquipmentView
from .equipment_alarm.view import EquipmentAlarmView
from .equipment_category.view import EquipmentCategoryView
from .equipment_downtime.view import EquipmentDowntimeView
from .equipment_reading.view import EquipmentReadingView
from .expense.view import ExpenseView
from .fee_assignment.view import FeeAssignmentView
from .fee_item.view import FeeItemView
from .fee_price.view import FeePriceView
from .fee_tier.view import FeeTierView
from .feedback.view import FeedbackView
from .feedback_keyword.view import FeedbackKeywordView
from .feedback_summary.view import FeedbackSummaryView
from .feedback_topic.view import FeedbackTopicView
from .feedback_topic_stat.view import FeedbackTopicStatView
from .financial_report.view import FinancialReportView
from .fixed_asset.view import FixedAssetView
from .improvement.view import ImprovementView
from .inspection_item.view import InspectionItemView
from .inspection_task.view import InspectionTaskView
from .invoice.view import InvoiceView
from .job_change.view import JobChangeView
from .kpi_indicator.view import KpiIndicatorView
from .kpi_scheme.view import KpiSchemeView
from .kpi_weight.view import KpiWeightView
from .leave_balance.view import LeaveBalanceView
from .maintenance_advice.view import MaintenanceAdviceView
from .maintenance_plan.view import MaintenancePlanView
from .meter.view import MeterView
from .meter_reading.view import MeterReadingView
from .occupancy.view import OccupancyView
from .offboarding_item.view import OffboardingItemView
from .offboarding_task.view import OffboardingTaskView
from .onboarding_item.view import OnboardingItemView
from .onboarding_task.view import OnboardingTaskView
from .open_receipt.view import OpenReceiptView
from .opening_balance.view import OpeningBalanceView
from .owner_record.view import OwnerRecordView
from .parking_space.view import ParkingSpaceView
from .payment.view import PaymentView
from .payment_allocation.view import PaymentAllocationView
from .payroll_entry.view import PayrollEntryView
from .peer_score.view import PeerScoreView
from .performance_review.view import PerformanceReviewView
from .phone_code.view import PhoneCodeView
from .plan_item.view import PlanItemView
from .plan_service.view import PlanServiceView
from .plan_stop.view import PlanStopView
from .plan_weight.view import PlanWeightView
from .position.view import PositionView
from .position_role.view import PositionRoleView
from .position_skill.view import PositionSkillView
from .prepayment_entry.view import PrepaymentEntryView
from .process_evaluation.view import ProcessEvaluationView
from .process_finding.view import ProcessFindingView
from .process_stage.view import ProcessStageView
from .process_target.view import ProcessTargetView
from .project.view import ProjectView
from .punch.view import PunchView
from .refund.view import RefundView
from .registration.view import RegistrationView
from .reliability_stat.view import ReliabilityStatView
from .repair_order.view import RepairOrderView
from .repair_part.view import RepairPartView
from .resignation.view import ResignationView
from .review_cycle.view import ReviewCycleView
from .review_item.view import ReviewItemView
from .role_project.view import RoleProjectView
from .roster.view import RosterView
from .service_plan.view import ServicePlanView
from .service_plan_template.view import ServicePlanTemplateView
from .service_stat.view import ServiceStatView
from .shared_cost.view import SharedCostView
from .shift.view import ShiftView
from .skill.view import SkillView
from .sla_policy.view import SlaPolicyView
from .spare_move.view import SpareMoveView
from .spare_part.view import SparePartView
from .survey.view import SurveyView
from .survey_response.view import SurveyResponseView
from .tax_kind.view import TaxKindView
from .tax_rate.view import TaxRateView
from .ticket_category.view import TicketCategoryView
from .ticket_keyword.view import TicketKeywordView
from .training_enrollment.view import TrainingEnrollmentView
from .training_recommendation.view import TrainingRecommendationView
from .training_session.view import TrainingSessionView
from .unclaimed_punch.view import UnclaimedPunchView
from .unit.view import UnitView
from .voucher.view import VoucherView
from .voucher_line.view import VoucherLineView
from .voucher_rule.view import VoucherRuleView
from .voucher_rule_line.view import VoucherRuleLineView
from .work_order.view import WorkOrderView
from .work_order_event.view import WorkOrderEventView
from .working_hours.view import WorkingHoursView

VIEWS: list[type[RecordView]] = [
    AnnouncementView,
    CompanyView,
    ProjectView,
    BuildingView,
    UnitView,
    ParkingSpaceView,
    DepartmentView,
    PositionView,
    PositionSkillView,
    SkillView,
    CalendarDayView,
    WorkingHoursView,
    RoleProjectView,
    CustomerView,
    OccupancyView,
    OwnerRecordView,
    ConsentRecordView,
    RegistrationView,
    PhoneCodeView,
    DuplicateReviewView,
    TicketCategoryView,
    TicketKeywordView,
    SlaPolicyView,
    WorkOrderView,
    WorkOrderEventView,
    CallRecordView,
    ChatSessionView,
    ChatMessageView,
    SurveyView,
    SurveyResponseView,
    EquipmentCategoryView,
    CheckItemView,
    EquipmentView,
    EquipmentReadingView,
    MaintenancePlanView,
    PlanStopView,
    InspectionTaskView,
    InspectionItemView,
    VoucherView,
    AccountView,
    AccountingPeriodView,
    VoucherLineView,
    VoucherRuleView,
    VoucherRuleLineView,
    AccountBalanceView,
    AuxBalanceView,
    OpeningBalanceView,
    FinancialReportView,
    FixedAssetView,
    AmortisationView,
    PayrollEntryView,
    PaymentView,
    PaymentAllocationView,
    PrepaymentEntryView,
    RefundView,
    InvoiceView,
    BankAccountView,
    CashCountView,
    ChannelSettlementView,
    ChannelTradeView,
    OpenReceiptView,
    BankLineView,
    BankRefusalView,
    CollectionNoticeView,
    ShiftView,
    RosterView,
    AttendanceClockView,
    AttendancePinView,
    UnclaimedPunchView,
    CheckInPlaceView,
    PunchView,
    AttendanceDayView,
    AttendanceMonthView,
    AttendanceAdjustmentView,
    AttendanceRequestView,
    LeaveBalanceView,
    BudgetView,
    BudgetLineView,
    BudgetAdjustmentView,
    BudgetAdjustmentLineView,
    ExpenseView,
    AuditRunView,
    AuditFindingView,
    CockpitFigureView,
    FeedbackTopicView,
    FeedbackKeywordView,
    FeedbackView,
    FeedbackSummaryView,
    FeedbackTopicStatView,
    ImprovementView,
    TaxKindView,
    TaxRateView,
    FeeItemView,
    FeePriceView,
    FeeTierView,
    FeeAssignmentView,
    SharedCostView,
    MeterView,
    MeterReadingView,
    BillRunView,
    BillExceptionView,
    BillView,
    BillReductionView,
    EmployeeView,
    EmployeeSkillView,
    JobChangeView,
    PositionRoleView,
    EmploymentContractView,
    EmployeeAssetView,
    OnboardingItemView,
    OnboardingTaskView,
    ResignationView,
    OffboardingItemView,
    OffboardingTaskView,
    KpiIndicatorView,
    KpiSchemeView,
    KpiWeightView,
    ReviewCycleView,
    PerformanceReviewView,
    ReviewItemView,
    PeerScoreView,
    ServicePlanTemplateView,
    PlanWeightView,
    PlanItemView,
    ServicePlanView,
    PlanServiceView,
    ProcessTargetView,
    ProcessEvaluationView,
    ProcessStageView,
    ProcessFindingView,
    RepairOrderView,
    RepairPartView,
    SparePartView,
    SpareMoveView,
    EquipmentDowntimeView,
    EquipmentAlarmView,
    ReliabilityStatView,
    MaintenanceAdviceView,
    ServiceStatView,
    CourseView,
    CourseSkillView,
    TrainingSessionView,
    TrainingEnrollmentView,
    TrainingRecommendationView,
]
