"""No index that is the beginning of another; one behind the numbers on the tabs."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_unit_project_id", table_name="unit")
    op.drop_index("ix_unit_building_id", table_name="unit")
    op.drop_index("ix_unit_state", table_name="unit")
    op.drop_index("ix_parking_space_state", table_name="parking_space")
    op.drop_index("ix_department_project_id", table_name="department")
    op.drop_index("ix_position_department_id", table_name="position")
    op.drop_index("ix_customer_project_id", table_name="customer")
    op.drop_index("ix_customer_state", table_name="customer")
    op.drop_index("ix_occupancy_unit_id", table_name="occupancy")
    op.drop_index("ix_occupancy_project_id", table_name="occupancy")
    op.drop_index("ix_registration_project_id", table_name="registration")
    op.drop_index("ix_registration_state", table_name="registration")
    op.drop_index("ix_duplicate_review_project_id", table_name="duplicate_review")
    op.drop_index("ix_duplicate_review_state", table_name="duplicate_review")
    op.drop_index("ix_ticket_category_department_id", table_name="ticket_category")
    op.drop_index("ix_sla_policy_category_id", table_name="sla_policy")
    op.drop_index("ix_sla_policy_project_id", table_name="sla_policy")
    op.drop_index("ix_work_order_source", table_name="work_order")
    op.drop_index("ix_work_order_customer_id", table_name="work_order")
    op.drop_index("ix_work_order_unit_id", table_name="work_order")
    op.drop_index("ix_work_order_project_id", table_name="work_order")
    op.drop_index("ix_work_order_category_id", table_name="work_order")
    op.drop_index("ix_work_order_priority", table_name="work_order")
    op.drop_index("ix_work_order_assignee_id", table_name="work_order")
    op.drop_index("ix_work_order_sla_state", table_name="work_order")
    op.drop_index("ix_work_order_state", table_name="work_order")
    op.drop_index("ix_work_order_event_work_order_id", table_name="work_order_event")
    op.drop_index("ix_call_record_project_id", table_name="call_record")
    op.drop_index("ix_call_record_agent_id", table_name="call_record")
    op.drop_index("ix_call_record_state", table_name="call_record")
    op.drop_index("ix_chat_session_project_id", table_name="chat_session")
    op.drop_index("ix_chat_session_agent_id", table_name="chat_session")
    op.drop_index("ix_chat_session_state", table_name="chat_session")
    op.drop_index("ix_chat_message_session_id", table_name="chat_message")
    op.drop_index("ix_survey_project_id", table_name="survey")
    op.drop_index("ix_survey_state", table_name="survey")
    op.drop_index("ix_survey_response_survey_id", table_name="survey_response")
    op.drop_index("ix_survey_response_project_id", table_name="survey_response")
    op.drop_index("ix_employee_department_id", table_name="employee")
    op.drop_index("ix_employee_position_id", table_name="employee")
    op.drop_index("ix_employee_project_id", table_name="employee")
    op.drop_index("ix_employee_state", table_name="employee")
    op.drop_index("ix_employee_skill_skill_id", table_name="employee_skill")
    op.drop_index("ix_roster_shift_id", table_name="roster")
    op.create_index(
        "ix_unit_state_id_project_deleted_at", "unit", ["state", "id", "project_id", "deleted_at"]
    )
    op.create_index(
        "ix_parking_space_state_project_deleted_at",
        "parking_space",
        ["state", "project_id", "deleted_at"],
    )
    op.create_index(
        "ix_customer_state_project_created_by_deleted_at",
        "customer",
        ["state", "project_id", "created_by_id", "deleted_at"],
    )
    op.create_index(
        "ix_registration_state_project_created_by_deleted_at",
        "registration",
        ["state", "project_id", "created_by_id", "deleted_at"],
    )
    op.create_index(
        "ix_duplicate_review_state_project_deleted_at",
        "duplicate_review",
        ["state", "project_id", "deleted_at"],
    )
    op.create_index(
        "ix_work_order_state_project_created_by_deleted_at",
        "work_order",
        ["state", "project_id", "created_by_id", "deleted_at"],
    )
    op.create_index(
        "ix_call_record_state_project_created_by_deleted_at",
        "call_record",
        ["state", "project_id", "created_by_id", "deleted_at"],
    )
    op.create_index(
        "ix_chat_session_state_project_deleted_at",
        "chat_session",
        ["state", "project_id", "deleted_at"],
    )
    op.create_index("ix_survey_state_deleted_at", "survey", ["state", "deleted_at"])
    op.create_index(
        "ix_employee_state_project_deleted_at", "employee", ["state", "project_id", "deleted_at"]
    )


def downgrade() -> None:
    op.drop_index("ix_employee_state_project_deleted_at", table_name="employee")
    op.drop_index("ix_survey_state_deleted_at", table_name="survey")
    op.drop_index("ix_chat_session_state_project_deleted_at", table_name="chat_session")
    op.drop_index("ix_call_record_state_project_created_by_deleted_at", table_name="call_record")
    op.drop_index("ix_work_order_state_project_created_by_deleted_at", table_name="work_order")
    op.drop_index("ix_duplicate_review_state_project_deleted_at", table_name="duplicate_review")
    op.drop_index("ix_registration_state_project_created_by_deleted_at", table_name="registration")
    op.drop_index("ix_customer_state_project_created_by_deleted_at", table_name="customer")
    op.drop_index("ix_parking_space_state_project_deleted_at", table_name="parking_space")
    op.drop_index("ix_unit_state_id_project_deleted_at", table_name="unit")
    op.create_index("ix_roster_shift_id", "roster", ["shift_id"])
    op.create_index("ix_employee_skill_skill_id", "employee_skill", ["skill_id"])
    op.create_index("ix_employee_state", "employee", ["state"])
    op.create_index("ix_employee_project_id", "employee", ["project_id"])
    op.create_index("ix_employee_position_id", "employee", ["position_id"])
    op.create_index("ix_employee_department_id", "employee", ["department_id"])
    op.create_index("ix_survey_response_project_id", "survey_response", ["project_id"])
    op.create_index("ix_survey_response_survey_id", "survey_response", ["survey_id"])
    op.create_index("ix_survey_state", "survey", ["state"])
    op.create_index("ix_survey_project_id", "survey", ["project_id"])
    op.create_index("ix_chat_message_session_id", "chat_message", ["session_id"])
    op.create_index("ix_chat_session_state", "chat_session", ["state"])
    op.create_index("ix_chat_session_agent_id", "chat_session", ["agent_id"])
    op.create_index("ix_chat_session_project_id", "chat_session", ["project_id"])
    op.create_index("ix_call_record_state", "call_record", ["state"])
    op.create_index("ix_call_record_agent_id", "call_record", ["agent_id"])
    op.create_index("ix_call_record_project_id", "call_record", ["project_id"])
    op.create_index("ix_work_order_event_work_order_id", "work_order_event", ["work_order_id"])
    op.create_index("ix_work_order_state", "work_order", ["state"])
    op.create_index("ix_work_order_sla_state", "work_order", ["sla_state"])
    op.create_index("ix_work_order_assignee_id", "work_order", ["assignee_id"])
    op.create_index("ix_work_order_priority", "work_order", ["priority"])
    op.create_index("ix_work_order_category_id", "work_order", ["category_id"])
    op.create_index("ix_work_order_project_id", "work_order", ["project_id"])
    op.create_index("ix_work_order_unit_id", "work_order", ["unit_id"])
    op.create_index("ix_work_order_customer_id", "work_order", ["customer_id"])
    op.create_index("ix_work_order_source", "work_order", ["source"])
    op.create_index("ix_sla_policy_project_id", "sla_policy", ["project_id"])
    op.create_index("ix_sla_policy_category_id", "sla_policy", ["category_id"])
    op.create_index("ix_ticket_category_department_id", "ticket_category", ["department_id"])
    op.create_index("ix_duplicate_review_state", "duplicate_review", ["state"])
    op.create_index("ix_duplicate_review_project_id", "duplicate_review", ["project_id"])
    op.create_index("ix_registration_state", "registration", ["state"])
    op.create_index("ix_registration_project_id", "registration", ["project_id"])
    op.create_index("ix_occupancy_project_id", "occupancy", ["project_id"])
    op.create_index("ix_occupancy_unit_id", "occupancy", ["unit_id"])
    op.create_index("ix_customer_state", "customer", ["state"])
    op.create_index("ix_customer_project_id", "customer", ["project_id"])
    op.create_index("ix_position_department_id", "position", ["department_id"])
    op.create_index("ix_department_project_id", "department", ["project_id"])
    op.create_index("ix_parking_space_state", "parking_space", ["state"])
    op.create_index("ix_unit_state", "unit", ["state"])
    op.create_index("ix_unit_building_id", "unit", ["building_id"])
    op.create_index("ix_unit_project_id", "unit", ["project_id"])
