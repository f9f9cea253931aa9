"""`python -m benchmarks.sweeps_by_hand <file> <sla|silence> <moment>`: the same minute by SQL alone, in one transaction."""

from __future__ import annotations

import json
import sqlite3
import sys
import time

TOLD = """
INSERT INTO sys_notification (recipient_id, channel, template, params, entity, record_id, dedup_key, status, attempts,
  created_at)
"""
SLA = (
    "CREATE TEMP TABLE due AS SELECT id, record_id, cycle FROM sys_sla_clock WHERE next_at < '{now}'",
    TOLD
    + """
SELECT e.login_id, 'inapp', 'sla.warning', json_object('zh', '报修单', 'en', 'Repair order', 'number', o.repair_no,
  'percent', 80, 'due', strftime('%Y-%m-%d %H:%M', c.due_at, '+8 hours')), 'repair_order', o.id,
  'sla:repair_order:' || o.id || ':restore:' || d.cycle || ':80', 'sent', 0, '{now}'
FROM due d JOIN sys_sla_clock c ON c.id = d.id JOIN repair_order o ON o.id = d.record_id
JOIN employee e ON e.id = o.assignee_id
""",
    "UPDATE repair_order SET restore_state = 'warn' WHERE id IN (SELECT record_id FROM due)",
    "UPDATE sys_sla_clock SET level = 80, status = 'warn', next_at = due_at WHERE id IN (SELECT id FROM due)",
)
SILENCE = (
    "CREATE TEMP TABLE due AS SELECT id FROM repair_order WHERE chase_at <= '{now}' AND state = 'dispatched'"
    " AND deleted_at IS NULL",
    TOLD
    + """
SELECT u.id, 'inapp', 'repair_order.silent_manager_now', json_object('repair_no', o.repair_no, 'severity', '停机',
  'severity_en', 'Down', 'device', o.equipment_name, 'location', o.location, 'words', substr(o.description, 1, 200)),
  'repair_order', o.id, 'repair_order:' || o.id || ':silent:2:' || o.redispatched, 'sent', 0, '{now}'
FROM due d JOIN repair_order o ON o.id = d.id JOIN role_project p ON p.project_id = o.project_id
JOIN ab_user u ON u.id = p.user_id AND u.active JOIN ab_user_role h ON h.user_id = u.id
JOIN ab_role r ON r.id = h.role_id AND r.name = 'eng_mgr'
""",
    "UPDATE repair_order SET silent_level = 2, updated_at = '{now}', version = version + 1, chase_at ="
    " strftime('%Y-%m-%d %H:%M:%f', chase_at, '+15 minutes') || '000' WHERE id IN (SELECT id FROM due)",
)


def main(file: str, which: str, now: str) -> None:
    began = time.process_time()
    connection = sqlite3.connect(file)
    for statement in SLA if which == "sla" else SILENCE:
        connection.execute(statement.replace("{now}", now))
    (reached,) = connection.execute("SELECT count(*) FROM due").fetchone()
    connection.commit()
    print(json.dumps({"reached": reached, "cpu": time.process_time() - began}))


if __name__ == "__main__":
    main(*sys.argv[1:])
