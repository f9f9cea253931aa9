"""`python -m benchmarks.inspections_by_hand <file> <day>`: the same tasks by SQL alone, in one transaction."""

from __future__ import annotations

import json
import sqlite3
import sys

NUMBER = "'XJ{month}-' || substr('000000' || row_number() OVER (ORDER BY id, nominal_on), -6)"
DUE = """
CREATE TEMP TABLE due AS
WITH RECURSIVE series(id, plan_id, equipment_id, nominal_on, step) AS (
  SELECT s.id, s.plan_id, s.equipment_id, s.next_on, p.interval
  FROM plan_stop s JOIN maintenance_plan p ON p.id = s.plan_id JOIN equipment e ON e.id = s.equipment_id
  WHERE s.active AND s.deleted_at IS NULL AND p.state = 'active' AND p.deleted_at IS NULL
    AND e.state NOT IN ('stopped', 'scrapping', 'scrapped')
    AND s.next_on <= date('{today}', p.lead_days || ' days')
  UNION ALL
  SELECT id, plan_id, equipment_id, date(nominal_on, step || ' days'), step FROM series
  WHERE date(nominal_on, step || ' days') <= date('{today}', '7 days')
)
SELECT * FROM series
"""
TASKS = """
INSERT INTO inspection_task (task_no, plan_id, equipment_id, equipment_name, location, category_id, project_id,
  kind, nominal_key, nominal_on, due_on, late_after, sort_no, standard_min, told_level, state,
  created_at, updated_at, version)
SELECT {number}, d.plan_id, d.equipment_id, e.name, e.location, e.category_id, e.project_id, p.kind,
  d.nominal_on, d.nominal_on, d.nominal_on, date(d.nominal_on, p.window_days || ' days'), 1, p.standard_min, 0,
  'planned', '{now}', '{now}', 1
FROM due d JOIN maintenance_plan p ON p.id = d.plan_id JOIN equipment e ON e.id = d.equipment_id
"""
ROAD = """
INSERT INTO sys_transition_log (entity, record_id, transition, to_state, by_system, at, note)
SELECT 'inspection_task', id, 'create', 'planned', 1, '{now}', '' FROM inspection_task
"""
WORDS = """
INSERT INTO sys_search_entry (entity, record_id, part, words)
SELECT 'inspection_task', id, '', 'xj{month} ' || substr(task_no, 10) FROM inspection_task
"""
STOPS = """
UPDATE plan_stop SET last_nominal_on = d.last, next_on = date(d.last, d.step || ' days'),
  updated_at = '{now}', version = version + 1
FROM (SELECT id, max(nominal_on) AS last, max(step) AS step FROM due GROUP BY id) d WHERE d.id = plan_stop.id
"""
DEVICES = """
UPDATE equipment SET next_due_on = d.first, updated_at = '{now}', version = version + 1
FROM (SELECT equipment_id, min(nominal_on) AS first FROM due GROUP BY equipment_id) d
WHERE d.equipment_id = equipment.id
"""


def main(file: str, day: str) -> None:
    connection = sqlite3.connect(file)
    told = {
        "today": day,
        "now": f"{day} 00:05:00.000000",
        "month": day[:7].replace("-", ""),
    }
    told["number"] = NUMBER.format(**told).replace("ORDER BY id", "ORDER BY d.id")
    for statement in (DUE, TASKS, ROAD, WORDS, STOPS, DEVICES):
        connection.execute(statement.format(**told))
    (made,) = connection.execute("SELECT count(*) FROM inspection_task").fetchone()
    connection.commit()
    print(json.dumps({"made": made}))


if __name__ == "__main__":
    main(*sys.argv[1:])
