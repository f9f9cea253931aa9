"""Every REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 96f9fd11d640d3f4811379e7ea9b639971c8805593f56cd5acf23300ae005918

from app.rest.resource import Resource

from .account.api import account_api
from .account_balance.api import account_balance_api
from .accounting_period.api import accounting_period_api
from .amortisation.api import amortisation_api
from .announcement.api import announcement_api
from .attendance_adjustment.api import attendance_adjustment_api
from .attendance_clock.api import attendance_clock_api
from .attendance_day.api import attendance_day_api
from .attendance_month.api import attendance_month_api
from .attendance_pin.api import attendance_pin_api
from .attendance_request.api import attendance_request_api
from .audit_finding.api import audit_finding_api
from .audit_run.api import audit_run_api
from .aux_balance.api import aux_balance_api
from .bank_account.api import bank_account_api
from .bank_line.api import bank_line_api
from .bank_refusal.api import bank_refusal_api
from .bill.api import bill_api
from .bill_exception.api import bill_exception_api
from .bill_reduction.api import bill_reduction_api
from .bill_run.api import bill_run_api
from .budget.api import budget_api
from .budget_adjustment.api import budget_adjustment_api
from .budget_adjustment_line.api import budget_adjustment_line_api
from .budget_line.api import budget_line_api
from .building.api import building_api
from .calendar_day.api import calendar_day_api
from .call_record.api import call_record_api
from .cash_count.api import cash_count_api
from .channel_settlement.api import channel_settlement_api
from .channel_trade.api import channel_trade_api
from .chat_message.api import chat_message_api
from .chat_session.api import chat_session_api
from .check_in_place.api import check_in_place_api
from .check_item.api import check_item_api
from .cockpit_figure.api import cockpit_figure_api
from .collection_notice.api import collection_notice_api
from .company.api import company_api
from .consent_record.api import consent_record_api
from .course.api import course_api
from .course_skill.api import course_skill_api
from .customer.api import customer_api
from .department.api import department_api
from .duplicate_review.api import duplicate_review_api
from .employee.api import employee_api
from .employee_asset.api import employee_asset_api
from .employee_skill.api import employee_skill_api
from .employment_contract.api import employment_contract_api
from .equipment.api import equipment_api
from .equipment_alarm.api import equipment_alarm_api
from .equipment_category.api import equipment_category_api
from .equipment_downtime.api import equipment_downtime_api
from .equipment_reading.api import equipment_reading_api
from .expense.api import expense_api
from .fee_assignment.api import fee_assignment_api
from .fee_item.api import fee_item_api
from .fee_price.api import fee_price_api
from .fee_tier.api import fee_tier_api
from .feedback.api import feedback_api
from .feedback_keyword.api import feedback_keyword_api
from .feedback_summary.api import feedback_summary_api
from .feedback_topic.api import feedback_topic_api
from .feedback_topic_stat.api import feedback_topic_stat_api
from .financial_report.api import financial_report_api
from .fixed_asset.api import fixed_asset_api
from .improvement.api import improvement_api
from .inspection_item.api import inspection_item_api
from .inspection_task.api import inspection_task_api
from .invoice.api import invoice_api
from .job_change.api import job_change_api
from .kpi_indicator.api import kpi_indicator_api
from .kpi_scheme.api import kpi_scheme_api
from .kpi_weight.api import kpi_weight_api
from .leave_balance.api import leave_balance_api
from .maintenance_advice.api import maintenance_advice_api
from .maintenance_plan.api import maintenance_plan_api
from .meter.api import meter_api
from .meter_reading.api import meter_reading_api
from .occupancy.api import occupancy_api
from .offboarding_item.api import offboarding_item_api
from .offboarding_task.api import offboarding_task_api
from .onboarding_item.api import onboarding_item_api
from .onboarding_task.api import onboarding_task_api
from .open_receipt.api import open_receipt_api
from .opening_balance.api import opening_balance_api
from .owner_record.api import owner_record_api
from .parking_space.api import parking_space_api
from .payment.api import payment_api
from .payment_allocation.api import payment_allocation_api
from .payroll_entry.api import payroll_entry_api
from .peer_score.api import peer_score_api
from .performance_review.api import performance_review_api
from .phone_code.api import phone_code_api
from .plan_item.api import plan_item_api
from .plan_service.api import plan_service_api
from .plan_stop.api import plan_stop_api
from .plan_weight.api import plan_weight_api
from .position.api import position_api
from .position_role.api import position_role_api
from .position_skill.api import position_skill_api
from .prepayment_entry.api import prepayment_entry_api
from .process_evaluation.api import process_evaluation_api
from .process_finding.api import process_finding_api
from .process_stage.api import process_stage_api
from .process_target.api import process_target_api
from .project.api import project_api
from .punch.api import punch_api
from .refund.api import refund_api
from .registration.api import registration_api
from .reliability_stat.api import reliability_stat_api
from .repair_order.api import repair_order_api
from .repair_part.api import repair_part_api
from .resignation.api import resignation_api
from .review_cycle.api import review_cycle_api
from .review_item.api import review_item_api
from .role_project.api import role_project_api
from .roster.api import roster_api
from .service_plan.api import service_plan_api
from .service_plan_template.api import service_plan_template_api
from .service_stat.api import service_stat_api
from .shared_cost.api import shared_cost_api
from .shift.api import shift_api
from .skill.api import skill_api
from .sla_policy.api import sla_policy_api
from .spare_move.api import spare_move_api
from .spare_part.api import spare_part_api
from .survey.api import survey_api
from .survey_response.api import survey_response_api
from .tax_kind.api import tax_kind_api
from .tax_rate.api import tax_rate_api
from .ticket_category.api import ticket_category_api
from .ticket_keyword.api import ticket_keyword_api
from .training_enrollment.api import training_enrollment_api
from .training_recommendation.api import training_recommendation_api
from .training_session.api import training_session_api
from .unclaimed_punch.api import unclaimed_punch_api
from .unit.api import unit_api
from .voucher.api import voucher_api
from .voucher_line.api import voucher_line_api
from .voucher_rule.api import voucher_rule_api
from .voucher_rule_line.api import voucher_rule_line_api
from .work_order.api import work_order_api
from .work_order_event.api import work_order_event_api
from .working_hours.api import working_hours_api

RESOURCES: list[Resource] = [
    announcement_api,
    company_api,
    project_api,
    building_api,
    unit_api,
    parking_space_api,
    department_api,
    position_api,
    position_skill_api,
    skill_api,
    calendar_day_api,
    working_hours_api,
    role_project_api,
    customer_api,
    occupancy_api,
    owner_record_api,
    consent_record_api,
    registration_api,
    phone_code_api,
    duplicate_review_api,
    ticket_category_api,
    ticket_keyword_api,
    sla_policy_api,
    work_order_api,
    work_order_event_api,
    call_record_api,
    chat_session_api,
    chat_message_api,
    survey_api,
    survey_response_api,
    equipment_category_api,
    check_item_api,
    equipment_api,
    equipment_reading_api,
    maintenance_plan_api,
    plan_stop_api,
    inspection_task_api,
    inspection_item_api,
    voucher_api,
    account_api,
    accounting_period_api,
    voucher_line_api,
    voucher_rule_api,
    voucher_rule_line_api,
    account_balance_api,
    aux_balance_api,
    opening_balance_api,
    financial_report_api,
    fixed_asset_api,
    amortisation_api,
    payroll_entry_api,
    payment_api,
    payment_allocation_api,
    prepayment_entry_api,
    refund_api,
    invoice_api,
    bank_account_api,
    cash_count_api,
    channel_settlement_api,
    channel_trade_api,
    open_receipt_api,
    bank_line_api,
    bank_refusal_api,
    collection_notice_api,
    shift_api,
    roster_api,
    attendance_clock_api,
    attendance_pin_api,
    unclaimed_punch_api,
    check_in_place_api,
    punch_api,
    attendance_day_api,
    attendance_month_api,
    attendance_adjustment_api,
    attendance_request_api,
    leave_balance_api,
    budget_api,
    budget_line_api,
    budget_adjustment_api,
    budget_adjustment_line_api,
    expense_api,
    audit_run_api,
    audit_finding_api,
    cockpit_figure_api,
    feedback_topic_api,
    feedback_keyword_api,
    feedback_api,
    feedback_summary_api,
    feedback_topic_stat_api,
    improvement_api,
    tax_kind_api,
    tax_rate_api,
    fee_item_api,
    fee_price_api,
    fee_tier_api,
    fee_assignment_api,
    shared_cost_api,
    meter_api,
    meter_reading_api,
    bill_run_api,
    bill_exception_api,
    bill_api,
    bill_reduction_api,
    employee_api,
    employee_skill_api,
    job_change_api,
    position_role_api,
    employment_contract_api,
    employee_asset_api,
    onboarding_item_api,
    onboarding_task_api,
    resignation_api,
    offboarding_item_api,
    offboarding_task_api,
    kpi_indicator_api,
    kpi_scheme_api,
    kpi_weight_api,
    review_cycle_api,
    performance_review_api,
    review_item_api,
    peer_score_api,
    service_plan_template_api,
    plan_weight_api,
    plan_item_api,
    service_plan_api,
    plan_service_api,
    process_target_api,
    process_evaluation_api,
    process_stage_api,
    process_finding_api,
    repair_order_api,
    repair_part_api,
    spare_part_api,
    spare_move_api,
    equipment_downtime_api,
    equipment_alarm_api,
    reliability_stat_api,
    maintenance_advice_api,
    service_stat_api,
    course_api,
    course_skill_api,
    training_session_api,
    training_enrollment_api,
    training_recommendation_api,
]
