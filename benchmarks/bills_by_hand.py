"""`python -m benchmarks.bills_by_hand <file> [voucher | late <day>]`: the same bills, their voucher, a night of late fees by SQL alone, each in one transaction."""

from __future__ import annotations

import json
import sqlite3
import sys
import time

NOW = "2026-03-01 02:00:00.000000"
EXACT = "(u.gross_area * p.price)"
"""Square metres and yuan, each with its places: a ten-thousandth of a 分."""
AMOUNT = f"(({EXACT} + 5000) / 10000)"
NET = f"(({AMOUNT} * 20000 + 10600) / 21200)"
YUAN = "(({0} / 100) || '.' || substr(100 + ({0} % 100), 2))"
CALC = (
    "'{\"formula\": \"area\", \"quantity\": \"' || " + YUAN.format("u.gross_area")
    + " || '\", \"parts\": [{\"from\": \"2026-02-01\", \"to\": \"2026-02-28\", \"price\": \"2.8\", \"months\": \"1\"}],"
    " \"proration\": \"actual\", \"rounding\": \"fen\", \"from\": \"2026-02-01\", \"to\": \"2026-02-28\","
    f" \"exact\": \"' || ({EXACT} / 1000000.0) || '\", \"amount\": \"' || "
    + YUAN.format(AMOUNT) + " || '\", \"tax\": {\"rate\": \"6\", \"net\": \"' || " + YUAN.format(NET)
    + " || '\", \"vat\": \"' || " + YUAN.format(f"({AMOUNT} - {NET})") + " || '\"}}'"
)  # fmt: skip
BILLS = f"""
INSERT INTO bill (bill_no, run_id, project_id, unit_id, customer_id, fee_item_id, assignment_id, period, period_from,
  period_to, quantity, unit_price, amount, discount, tax_rate, net, vat, paid, balance, late_fee, late_paid, late_waived,
  invoiced, due_on, calc, standing, state, created_at, updated_at, version)
SELECT 'ZD202603-' || substr('00000000' || row_number() OVER (ORDER BY a.id), -8), 1, a.project_id, a.unit_id,
  o.customer_id, a.fee_item_id, a.id, '2026-02', '2026-02-01', '2026-02-28', u.gross_area * 100, p.price, {AMOUNT}, 0,
  600, {NET}, {AMOUNT} - {NET}, 0, {AMOUNT}, 0, 0, 0, 0, '2026-03-25', {CALC}, 1, 'open', '{NOW}', '{NOW}', 1
FROM fee_assignment a
JOIN unit u ON u.id = a.unit_id
JOIN occupancy o ON o.unit_id = a.unit_id AND o.payer AND o.from_date <= '2026-02-01'
  AND (o.to_date IS NULL OR o.to_date >= '2026-02-28') AND o.deleted_at IS NULL
JOIN fee_price p ON p.fee_item_id = a.fee_item_id AND p.project_id = a.project_id AND p.deleted_at IS NULL
WHERE a.fee_item_id = 1 AND a.project_id = 1 AND a.state = 'active' AND a.deleted_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM bill b WHERE b.assignment_id = a.id AND b.standing AND b.period_from <= '2026-02-28'
    AND b.period_to >= '2026-02-01' AND b.deleted_at IS NULL)
ORDER BY a.id
"""
ROAD = f"""
INSERT INTO sys_transition_log (entity, record_id, transition, to_state, by_system, at, note)
SELECT 'bill', id, 'create', 'open', 1, '{NOW}', '' FROM bill
"""
WORDS = """
INSERT INTO sys_search_entry (entity, record_id, part, words)
SELECT 'bill', id, '', 'zd202603 ' || substr(bill_no, 10) FROM bill
"""


STAMP = f"'{NOW}', '{NOW}', 1"
VOUCHER = (
    "INSERT INTO voucher (id, period_id, date, word, summary, attachments, event, source_type, source_id, source_key,"
    " rule_id, has_cash, state, created_at, updated_at, version) SELECT 1, p.id, '2026-03-01', 'ji',"
    " '出账 2026-03-01', 0, 'bill_run_posted', 'bill_run', 1, '', r.id, 0, 'checked', " + STAMP +
    " FROM accounting_period p, voucher_rule r WHERE r.event = 'bill_run_posted' ORDER BY p.id LIMIT 1",
    "INSERT INTO voucher_line (voucher_id, line, summary, account_id, debit, credit, project_id, customer_id,"
    " created_at, updated_at, version) SELECT 1, row_number() OVER (ORDER BY customer_id), '应收',"
    " (SELECT id FROM account WHERE code = '1122'), sum(net + vat), 0, 1, customer_id, " + STAMP +
    " FROM bill WHERE run_id = 1 AND deleted_at IS NULL GROUP BY customer_id",
    "INSERT INTO voucher_line (voucher_id, line, summary, account_id, debit, credit, project_id, fee_item_id,"
    " created_at, updated_at, version) SELECT 1, (SELECT max(line) FROM voucher_line) + 1, '收入', 1, 0, sum(net), 1, 1, "
    + STAMP + " FROM bill WHERE run_id = 1 AND deleted_at IS NULL",
    "INSERT INTO voucher_line (voucher_id, line, summary, account_id, debit, credit, created_at, updated_at, version)"
    " SELECT 1, (SELECT max(line) FROM voucher_line) + 1, '销项税额', (SELECT id FROM account WHERE code = '22210107'),"
    " 0, sum(vat), " + STAMP + " FROM bill WHERE run_id = 1 AND deleted_at IS NULL",
    "UPDATE voucher SET debit = (SELECT sum(debit) FROM voucher_line), credit = (SELECT sum(credit) FROM voucher_line)",
)  # fmt: skip
LATE = """
UPDATE bill SET overdue = 1, version = version + 1, updated_at = :now, late_fee = (
    (amount - coalesce(discount, 0) - coalesce((SELECT sum(p.amount) FROM payment_allocation p
      WHERE p.bill_id = bill.id AND p.part = 'principal' AND p.deleted_at IS NULL), 0))
    * CAST(julianday(:day) - julianday(due_on) AS INTEGER)
    * (SELECT late_rate FROM fee_item i WHERE i.id = bill.fee_item_id) + 500000) / 1000000
WHERE state IN ('open', 'partial') AND due_on < :day AND deleted_at IS NULL
"""
COUNTED = {"bills": "bill", "voucher": "voucher_line", "late": "bill"}


def main(file: str, act: str = "bills", day: str = "") -> None:
    connection = sqlite3.connect(file)
    began = time.process_time()
    if act == "late":
        connection.execute(LATE, {"day": day, "now": NOW})
    for statement in {"bills": (BILLS, ROAD, WORDS), "voucher": VOUCHER}.get(act, ()):
        connection.execute(statement)
    (made,) = connection.execute(f"SELECT count(*) FROM {COUNTED[act]}").fetchone()
    connection.commit()
    print(json.dumps({"made": made, "cpu": time.process_time() - began}))


if __name__ == "__main__":
    main(*sys.argv[1:])
