"""Every entity class."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4b83162f54798e35ffdbfa90bc7e6343124b4b9842f5aa796b86f85b9a41742c

from .account.model import Account
from .account_balance.model import AccountBalance
from .accounting_period.model import AccountingPeriod
from .amortisation.model import Amortisation
from .announcement.model import Announcement
from .attendance_adjustment.model import AttendanceAdjustment
from .attendance_clock.model import AttendanceClock
from .attendance_day.model import AttendanceDay
from .attendance_month.model import AttendanceMonth
from .attendance_pin.model import AttendancePin
from .attendance_request.model import AttendanceRequest
from .audit_finding.model import AuditFinding
from .audit_run.model import AuditRun
from .aux_balance.model import AuxBalance
from .bank_account.model import BankAccount
from .bank_line.model import BankLine
from .bank_refusal.model import BankRefusal
from .bill.model import Bill
from .bill_exception.model import BillException
from .bill_reduction.model import BillReduction
from .bill_run.model import BillRun
from .budget.model import Budget
from .budget_adjustment.model import BudgetAdjustment
from .budget_adjustment_line.model import BudgetAdjustmentLine
from .budget_line.model import BudgetLine
from .building.model import Building
from .calendar_day.model import CalendarDay
from .call_record.model import CallRecord
from .cash_count.model import CashCount
from .channel_settlement.model import ChannelSettlement
from .channel_trade.model import ChannelTrade
from .chat_message.model import ChatMessage
from .chat_session.model import ChatSession
from .check_in_place.model import CheckInPlace
from .check_item.model import CheckItem
from .cockpit_figure.model import CockpitFigure
from .collection_notice.model import CollectionNotice
from .company.model import Company
from .consent_record.model import ConsentRecord
from .course.model import Course
from .course_skill.model import CourseSkill
from .customer.model import Customer
from .department.model import Department
from .duplicate_review.model import DuplicateReview
from .employee.model import Employee
from .employee_asset.model import EmployeeAsset
from .employee_skill.model import EmployeeSkill
from .employment_contract.model import EmploymentContract
from .equipment.model import Equipment
from .equipment_alarm.model import EquipmentAlarm
from .equipment_category.model import EquipmentCategory
from .equipment_downtime.model import EquipmentDowntime
from .equipment_reading.model import EquipmentReading
from .expense.model import Expense
from .fee_assignment.model import FeeAssignment
from .fee_item.model import FeeItem
from .fee_price.model import FeePrice
from .fee_tier.model import FeeTier
from .feedback.model import Feedback
from .feedback_keyword.model import FeedbackKeyword
from .feedback_summary.model import FeedbackSummary
from .feedback_topic.model import FeedbackTopic
from .feedback_topic_stat.model import FeedbackTopicStat
from .financial_report.model import FinancialReport
from .fixed_asset.model import FixedAsset
from .improvement.model import Improvement
from .inspection_item.model import InspectionItem
from .inspection_task.model import InspectionTask
from .invoice.model import Invoice
from .job_change.model import JobChange
from .kpi_indicator.model import KpiIndicator
from .kpi_scheme.model import KpiScheme
from .kpi_weight.model import KpiWeight
from .leave_balance.model import LeaveBalance
from .maintenance_advice.model import MaintenanceAdvice
from .maintenance_plan.model import MaintenancePlan
from .meter.model import Meter
from .meter_reading.model import MeterReading
from .occupancy.model import Occupancy
from .offboarding_item.model import OffboardingItem
from .offboarding_task.model import OffboardingTask
from .onboarding_item.model import OnboardingItem
from .onboarding_task.model import OnboardingTask
from .open_receipt.model import OpenReceipt
from .opening_balance.model import OpeningBalance
from .owner_record.model import OwnerRecord
from .parking_space.model import ParkingSpace
from .payment.model import Payment
from .payment_allocation.model import PaymentAllocation
from .payroll_entry.model import PayrollEntry
from .peer_score.model import PeerScore
from .performance_review.model import PerformanceReview
from .phone_code.model import PhoneCode
from .plan_item.model import PlanItem
from .plan_service.model import PlanService
from .plan_stop.model import PlanStop
from .plan_weight.model import PlanWeight
from .position.model import Position
from .position_role.model import PositionRole
from .position_skill.model import PositionSkill
from .prepayment_entry.model import PrepaymentEntry
from .process_evaluation.model import ProcessEvaluation
from .process_finding.model import ProcessFinding
from .process_stage.model import ProcessStage
from .process_target.model import ProcessTarget
from .project.model import Project
from .punch.model import Punch
from .refund.model import Refund
from .registration.model import Registration
from .reliability_stat.model import ReliabilityStat
from .repair_order.model import RepairOrder
from .repair_part.model import RepairPart
from .resignation.model import Resignation
from .review_cycle.model import ReviewCycle
from .review_item.model import ReviewItem
from .role_project.model import RoleProject
from .roster.model import Roster
from .service_plan.model import ServicePlan
from .service_plan_template.model import ServicePlanTemplate
from .service_stat.model import ServiceStat
from .shared_cost.model import SharedCost
from .shift.model import Shift
from .skill.model import Skill
from .sla_policy.model import SlaPolicy
from .spare_move.model import SpareMove
from .spare_part.model import SparePart
from .survey.model import Survey
from .survey_response.model import SurveyResponse
from .tax_kind.model import TaxKind
from .tax_rate.model import TaxRate
from .ticket_category.model import TicketCategory
from .ticket_keyword.model import TicketKeyword
from .training_enrollment.model import TrainingEnrollment
from .training_recommendation.model import TrainingRecommendation
from .training_session.model import TrainingSession
from .unclaimed_punch.model import UnclaimedPunch
from .unit.model import Unit
from .voucher.model import Voucher
from .voucher_line.model import VoucherLine
from .voucher_rule.model import VoucherRule
from .voucher_rule_line.model import VoucherRuleLine
from .work_order.model import WorkOrder
from .work_order_event.model import WorkOrderEvent
from .working_hours.model import WorkingHours

__all__ = [
    "Account",
    "AccountBalance",
    "AccountingPeriod",
    "Amortisation",
    "Announcement",
    "AttendanceAdjustment",
    "AttendanceClock",
    "AttendanceDay",
    "AttendanceMonth",
    "AttendancePin",
    "AttendanceRequest",
    "AuditFinding",
    "AuditRun",
    "AuxBalance",
    "BankAccount",
    "BankLine",
    "BankRefusal",
    "Bill",
    "BillException",
    "BillReduction",
    "BillRun",
    "Budget",
    "BudgetAdjustment",
    "BudgetAdjustmentLine",
    "BudgetLine",
    "Building",
    "CalendarDay",
    "CallRecord",
    "CashCount",
    "ChannelSettlement",
    "ChannelTrade",
    "ChatMessage",
    "ChatSession",
    "CheckInPlace",
    "CheckItem",
    "CockpitFigure",
    "CollectionNotice",
    "Company",
    "ConsentRecord",
    "Course",
    "CourseSkill",
    "Customer",
    "Department",
    "DuplicateReview",
    "Employee",
    "EmployeeAsset",
    "EmployeeSkill",
    "EmploymentContract",
    "Equipment",
    "EquipmentAlarm",
    "EquipmentCategory",
    "EquipmentDowntime",
    "EquipmentReading",
    "Expense",
    "FeeAssignment",
    "FeeItem",
    "FeePrice",
    "FeeTier",
    "Feedback",
    "FeedbackKeyword",
    "FeedbackSummary",
    "FeedbackTopic",
    "FeedbackTopicStat",
    "FinancialReport",
    "FixedAsset",
    "Improvement",
    "InspectionItem",
    "InspectionTask",
    "Invoice",
    "JobChange",
    "KpiIndicator",
    "KpiScheme",
    "KpiWeight",
    "LeaveBalance",
    "MaintenanceAdvice",
    "MaintenancePlan",
    "Meter",
    "MeterReading",
    "Occupancy",
    "OffboardingItem",
    "OffboardingTask",
    "OnboardingItem",
    "OnboardingTask",
    "OpenReceipt",
    "OpeningBalance",
    "OwnerRecord",
    "ParkingSpace",
    "Payment",
    "PaymentAllocation",
    "PayrollEntry",
    "PeerScore",
    "PerformanceReview",
    "PhoneCode",
    "PlanItem",
    "PlanService",
    "PlanStop",
    "PlanWeight",
    "Position",
    "PositionRole",
    "PositionSkill",
    "PrepaymentEntry",
    "ProcessEvaluation",
    "ProcessFinding",
    "ProcessStage",
    "ProcessTarget",
    "Project",
    "Punch",
    "Refund",
    "Registration",
    "ReliabilityStat",
    "RepairOrder",
    "RepairPart",
    "Resignation",
    "ReviewCycle",
    "ReviewItem",
    "RoleProject",
    "Roster",
    "ServicePlan",
    "ServicePlanTemplate",
    "ServiceStat",
    "SharedCost",
    "Shift",
    "Skill",
    "SlaPolicy",
    "SpareMove",
    "SparePart",
    "Survey",
    "SurveyResponse",
    "TaxKind",
    "TaxRate",
    "TicketCategory",
    "TicketKeyword",
    "TrainingEnrollment",
    "TrainingRecommendation",
    "TrainingSession",
    "UnclaimedPunch",
    "Unit",
    "Voucher",
    "VoucherLine",
    "VoucherRule",
    "VoucherRuleLine",
    "WorkOrder",
    "WorkOrderEvent",
    "WorkingHours",
]
