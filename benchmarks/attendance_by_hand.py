"""`python -m benchmarks.attendance_by_hand <file> <moment>`: the same month by SQL alone, in one transaction."""

from __future__ import annotations

import json
import sqlite3
import sys
import time

STATEMENTS = (
    "CREATE TEMP TABLE day AS WITH RECURSIVE d(date) AS (SELECT '2026-03-01' UNION ALL"
    " SELECT date(date, '+1 day') FROM d WHERE date < '2026-03-31')"
    " SELECT date, strftime('%w', date) NOT IN ('0', '6') AS works FROM d",
    "CREATE TEMP TABLE came AS SELECT employee_id, date(at, '+8 hours') AS date, min(at) AS first, max(at) AS last,"
    " (unixepoch(min(at)) + 28800) % 86400 / 60 - 540 AS late, 1080 - (unixepoch(max(at)) + 28800) % 86400 / 60 AS early"
    " FROM punch WHERE at >= '2026-02-28 16:00' AND at < '2026-03-31 16:00' AND deleted_at IS NULL GROUP BY 1, 2",
    "CREATE UNIQUE INDEX temp.came_day ON came (employee_id, date)",
    """
INSERT INTO attendance_day (employee_id, date, day_kind, shift_id, in_at, out_at, due_min, worked_min, late_min,
  early_min, absent_min, leave_min, trip_min, ot_workday_min, ot_rest_min, ot_holiday_min, comp_min, status, locked,
  created_at, updated_at, version)
SELECT e.id, d.date, CASE WHEN d.works THEN 'workday' ELSE 'rest' END, CASE WHEN d.works THEN 1 END, c.first,
  CASE WHEN c.last > c.first THEN c.last END, CASE WHEN d.works THEN 450 ELSE 0 END,
  CASE WHEN NOT d.works OR c.first IS NULL OR c.first = c.last THEN 0 ELSE 450 - max(c.late, 0) - max(c.early, 0) END,
  CASE WHEN c.late > 5 AND c.last > c.first THEN c.late ELSE 0 END, CASE WHEN c.early > 5 AND c.last > c.first THEN c.early ELSE 0 END,
  CASE WHEN d.works AND c.first IS NULL THEN 450 ELSE 0 END, 0, 0, 0, 0, 0, 0,
  CASE WHEN NOT d.works THEN 'rest' WHEN c.first IS NULL THEN 'absent' WHEN c.first = c.last THEN 'missing'
    WHEN c.late > 5 THEN 'late' ELSE 'normal' END, 0, '{now}', '{now}', 1
FROM employee e CROSS JOIN day d LEFT JOIN came c ON c.employee_id = e.id AND c.date = d.date WHERE e.deleted_at IS NULL
""",
    """
INSERT INTO attendance_month (employee_id, department_id, period, due_days, actual_days, rate, late_times, late_min,
  early_times, missing_times, absent_days, leave_days, unpaid_days, trip_days, worked_hours, ot_workday_h, ot_rest_h,
  ot_holiday_h, ot_hours, comp_hours, adjusted, confirmed_by_employee, state, created_at, updated_at, version)
SELECT e.id, e.department_id, '2026-03', 100 * sum(a.due_min > 0), 100 * sum(a.due_min > 0) - 100 * sum(a.absent_min > 0),
  round(10000.0 * (sum(a.due_min > 0) - sum(a.absent_min > 0)) / sum(a.due_min > 0)), sum(a.late_min > 0), sum(a.late_min),
  sum(a.early_min > 0), sum(a.status = 'missing'), 100 * sum(a.absent_min > 0), 0, 0, 0, round(sum(a.worked_min) / 0.6),
  0, 0, 0, 0, 0, 0, 0, 'generated', '{now}', '{now}', 1
FROM attendance_day a JOIN employee e ON e.id = a.employee_id GROUP BY e.id
""",
)


def main(file: str, now: str) -> None:
    began = time.process_time()
    connection = sqlite3.connect(file)
    for statement in STATEMENTS:
        connection.execute(statement.replace("{now}", now))
    connection.commit()
    print(json.dumps({"cpu": time.process_time() - began}))


if __name__ == "__main__":
    main(*sys.argv[1:])
