"""The matrix over HTTP: a seeded sample of cells; `make prove` asks every one."""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import replace

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException

from app.studio.dictionary import RecordModelView
from app.web.screen.entity_view import EntityView
from tests.permissions import hand_written
from tests.permissions.channels import LONG_WORD, Asker
from tests.permissions.doors.cell import Cell
from tests.permissions.oracle import Person
from tests.permissions.town import Town

PAIRS = 9
"""(role, entity) pairs of each world."""
NOT_ASKED = {
    "the administrator's alone, tests/studio/test_schema_pages.py": ("studio_schema.create", "studio_schema.index",
        "studio_entity.index", "studio_entity.show", "studio_entity.item", "studio_entity.delete", "studio_entity.move",
        "studio_entity.more", "studio_entity.grants", "studio_text.index", "studio_text.save", "studio_text.check",
        "studio_text.words", "studio_text.find", "studio_plan.index", "studio_plan.patch", "studio_plan.code",
        "studio_history.index", "studio_history.undo", "studio_history.redo", "studio_history.discard"),
    "the administrator's alone, tests/studio/test_schema_parts.py": ("studio_parts.index", "studio_parts.show",
        "studio_parts.item", "studio_parts.rename", "studio_parts.delete", "studio_parts.move", "studio_atlas.index"),
    "the administrator's alone, tests/studio/test_schema_publish.py": ("studio_publish.index", "studio_publish.show",
        "studio_publish.progress", "studio_publish.patch", "studio_publish.submit", "studio_publish.approve",
        "studio_publish.refuse", "studio_publish.withdraw", "studio_publish.rehearse", "studio_publish.publish",
        "studio_publish.revert", "studio_publish.mend"),
    "the administrator's alone, tests/studio/test_permissions.py": ("studio_permissions.index", "studio_permissions.rule",
        "studio_permissions.workbook", "studio_why.index", "studio_why.who"),
    "the administrator's alone, tests/studio/test_permission_tests.py": ("studio_tests.index", "studio_tests.draft"),
    "the administrator's alone, tests/studio/test_view_as.py": ("studio_view_as.index", "ViewingView.end"),
    "the administrator's alone, tests/studio/test_console.py and test_sheet.py": ("studio_audit.index", "studio_audit.show",
        "studio_audit.verify", "studio_audit.export", "studio_sessions.index", "studio_sessions.end", "studio_files.index",
        "studio_files.check", "studio_backups.index", "studio_backups.make", "studio_backups.rehearse", "studio_backups.archive",
        "studio_health.index", "studio_health.progress"),
    "the same for everybody": ("static", "appbuilder.static", "health", "rest.root", "rest.path_rest",
        "LocaleView.index", "LanguageView.index", "UtilView.back", "portal.language"),
    "the entrance, tests/accounts": ("EntranceView.login", "EntranceView.logout", "StepsView.code",
        "StepsView.enrol", "StepsView.forgotten", "StepsView.link", "StepsView.password",
        "portal.login", "portal.logout", "rest.login", "OwnAccountView.end", "OwnAccountView.turn_on"),
    "opened by a signature or a secret in the address": ("inbound.receive", "inbound.root", "inbound.rest",
        "portal.register", "portal.registered", "portal.survey", "portal.track"),
    "his own bills and payments, tests/custom/finance/cash/test_residents.py": ("portal.pay_bills",
        "portal.payment_ask", "portal.payment_end", "portal.payment_back", "portal.ask_invoice"),
    "the wallet of the demo, absent in earnest, tests/custom/finance/cash/test_residents.py": ("portal.sandbox_order",
        "portal.sandbox_pay"),
    "asked of who may and who may not in tests/web/screen/test_comments.py, test_field_history.py, test_child_rows.py, test_files.py":
        ("*.comment", "*.recomment", "*.mention", "*.field", "*.row", "FileView.put"),
    "whoever may read the record, of what is shown there, tests/web/test_portal_comments.py": ("portal.comments",),
    "what follows from a record that the asker chose, within his rights, tests/web/screen/test_follows.py": ("*.follow",),
    "what will come of what he typed, within his rights, tests/custom/equipment/plans/test_preview.py": ("*.foresee",),
    "what a list remembers of the asker, and the list's own rights again, tests/web/lists": ("*.choose_filter",
        "*.view_edit", "*.view_usual", "*.view_delete", "*.bulk", "*.bulk_run", "*.bulk_go", "*.bulk_stop", "*.cell"),
    "the rows of whoever looks, and who may move them, tests/web/views/test_views.py and test_today.py": ("*.board",
        "*.month", "*.bars", "*.levels", "*.branch", "*.move", "TasksView.index", "TasksView.job", "TasksView.act", "TasksView.keep"),
    "the rows and fields of whoever asks, tests/runtime/reports, tests/web/reports/test_reports.py and tests/rest/test_reports.py":
        ("ReportView.index", "ReportView.show", "ReportView.export", "ReportView.export_xlsx", "ReportView.subscribe",
         "ReportView.unsubscribe", "rest.reports", "rest.reports_report"),
    "nothing of anybody, tests/web/home/test_today.py": ("TasksView.manifest", "TasksView.offline",
        "TasksView.worker", "TasksView.token", "portal.manifest", "portal.offline", "portal.worker"),
    "the figures of his projects, tests/custom/crm/statistics/test_statistics_page.py and tests/custom/equipment/reliability/test_page.py":
        ("staff.statistics", "staff.reliability"),
    "the cases of records that he may read, tests/custom/processes/test_pages.py":
        ("staff.processes", "staff.process", "staff.process_of_evaluation", "staff.process_cases", "staff.process_events"),
    "for those who may read every voucher, a cashier the accounts and vouchers of cash, tests/custom/finance/books/screens":
        ("staff.ledger_trial", "staff.ledger_trial_file", "staff.ledger_general", "staff.ledger_general_file",
         "staff.ledger_accounts", "staff.ledger_account", "staff.ledger_account_file", "staff.ledger_dimensions",
         "staff.ledger_dimensions_file", "staff.ledger_daybook", "staff.ledger_daybook_file", "staff.ledger_voucher",
         "staff.ledger_voucher_file", "staff.statements", "staff.statement_figure", "staff.statement_workbook",
         "staff.statement_paper"),
    "for those who may read every voucher, tests/custom/finance/cash/test_reconciliation.py":
        ("staff.bank_reconciliation", "staff.bank_reconciliation_of", "staff.bank_reconciliation_file"),
    "for the cashier of the project, tests/custom/finance/cash/test_counter.py": ("staff.counter", "staff.counter_customer"),
    "of a payment that the asker may read, and the accountant's batches, tests/custom/finance/cash/test_pages.py":
        ("staff.receipt", "portal.receipt", "staff.invoice_batches", "staff.invoice_batch"),
    "the budget lines that one may read, tests/custom/finance/budgets/test_page.py":
        ("staff.budget_variance", "staff.budget_variance_xlsx"),
    "the drafts that one may read, the resident's own plans and consents, tests/custom/crm/plans/test_pages.py":
        ("staff.plan_advice", "portal.plans", "portal.plans_opt_out", "portal.plans_agree"),
    "the figures of what one may read, tests/custom/cockpit": ("staff.cockpit", "staff.cockpit_pdf", "staff.cockpit_subscribe"),
    "pages of the auditor and the general manager, closed to all others, tests/custom/finance/audits/test_pages.py":
        ("staff.audits", "staff.audit_run", "staff.audit_books"),
    "the same readers, over all projects, tests/custom/finance/analysis": ("staff.analysis", "staff.analysis_file",
        "staff.analysis_project", "staff.analysis_cash", "staff.analysis_cash_file", "staff.analysis_price"),
    "the people that the asker may read, his own tasks, and the administrator's accounts, tests/custom/people":
        ("staff.people_chart", "staff.people_tasks", "staff.people_account", "staff.people_certificate"),
    "people whom the asker may read, and his own punches, tests/custom/people/attendance/test_pages.py":
        ("staff.attendance_sheet", "staff.attendance_sheet_file", "staff.attendance_roster", "staff.check_in", "staff.check_in_at"),
    "clocks by serial number, address and key, tests/custom/people/attendance/test_clocks.py": ("machines.machine_0", "machines.machine_1", "machines.machine_2", "machines.machine_3", "machines.machine_4"),
    "one's own reviews, those that one scores, HR's calibration, tests/custom/people/performance/test_pages.py":
        ("staff.performance_me", "staff.performance_team", "staff.performance_board"),
    "one's own training, classes and people that one may read, tests/custom/people/training/test_pages.py":
        ("staff.training_me", "staff.training_certificate", "staff.training_roll", "staff.training_skills"),
    "the way of a poster to a public page, tests/custom/feedback/test_pages.py": ("short.say",),
    "one's own feedback, the inbox, summaries and measures that one may read, tests/custom/feedback/test_pages.py":
        ("staff.feedback_say", "staff.feedback_inbox", "staff.feedback_item", "staff.feedback_summary",
         "staff.feedback_summary_of", "staff.feedback_measures"),
    "answers about the asker alone, tests/rest and tests/web/test_api_docs.py": ("rest.me",
        "rest.openapi_json", "rest.files", "ApiDocsView.index"),
}  # fmt: skip


def wrong(cells: list[Cell]) -> list[str]:
    return [str(cell) for cell in cells if not cell.holds]


def test_a_sample_of_cells_answers_as_the_schema_says(site: Flask, town: Town) -> None:
    chance = random.Random(4)
    pairs = [(role, name) for role in town.oracle.roles for name in town.oracle.entities]
    cells: list[Cell] = []
    for role, name in sorted(chance.sample(pairs, PAIRS)):
        asker = Asker(site, town, Person(town.one, frozenset({role})))
        cells += asker.entity(name, rows=2)
    assert "\n".join(wrong(cells)) == ""
    assert len(cells) > 8 * PAIRS
    channels = {
        "REST",
        "screen",
        "history",
        "picker",
        "studio",
        "export",
        "reveal",
        "mask",
        "changes",
    }
    assert {cell.channel for cell in cells} >= channels


def test_pages_of_no_entity_answer_as_their_readers_may(site: Flask, town: Town) -> None:
    """Jobs, users, roles, the studio: the administrator's alone; one's own pages, files and messages."""
    roles = [town.oracle.roles[0], *[role for role in town.oracle.roles if role == "sysadmin"]]
    people = [Person(town.one, frozenset({role})) for role in roles]
    people += [Person(town.stranger, frozenset()), Person(None, frozenset())]
    cells = [cell for person in people for cell in Asker(site, town, person).elsewhere()]
    assert "\n".join(wrong(cells)) == ""
    assert {cell.channel for cell in cells} >= {
        "jobs",
        "users",
        "own",
        "file",
        "studio",
        "mask",
        "webhooks",
    }


@pytest.mark.surface
def test_no_address_of_the_application_is_left_out(site: Flask, town: Town) -> None:
    """A page that is added needs its question here, or a reason why it needs none."""
    oracle, addresses = town.oracle, site.url_map.bind("localhost")
    names = [page.entity for page in hand_written.PAGES.get(town.name, ()) if page.entity]
    # Dictionaries are one class of pages: the first one stands for all, of which a sample of cells is asked above.
    names += [*hand_written.DICTIONARIES.get(town.name, ())[:1], *oracle.entities]
    left = _of_all_entities(site, {rule.endpoint for rule in site.url_map.iter_rules()})
    left -= {endpoint for some in NOT_ASKED.values() for endpoint in some}
    if town.name not in hand_written.PAGES:
        # What another world of this process has declared is mounted too, and is asked for there.
        left = {one for one in left if not one.startswith(("portal.", "staff.", "studio_"))}
    found: set[str] = set()
    looked_up: set[tuple[str, str]] = set()
    for person in _who_reads_most(town):
        asker = Asker(site, town, person)
        assert wrong(list(asker.elsewhere())) == []
        for name in dict.fromkeys(names):
            is_moved = bool(oracle.entities[name].get("workflow"))
            assert wrong(list(asker.entity(name, rows=None if is_moved else 1))) == []
            for method, path in asker.asked - looked_up:
                with suppress(HTTPException):  # what is asked for and not there has no endpoint
                    found.add(addresses.match(path, method=method)[0])
            looked_up |= asker.asked
            if left <= _of_all_entities(site, found):
                return
    left -= _of_all_entities(site, found)
    assert left == set()


def _of_all_entities(site: Flask, endpoints: set[str]) -> set[str]:
    """One name for the pages of all entities, `*.show`, and one for those of all dictionaries, `studio_*.edit_view`."""
    views = site.extensions["appbuilder"].baseviews
    screens = {view.endpoint for view in views if isinstance(view, EntityView)}
    kinds = dict.fromkeys(screens, "*")
    kinds |= {
        view.endpoint: "studio_*"
        for admin in site.extensions["admin"]
        for view in admin._views
        if isinstance(view, RecordModelView)
    }
    found = set()
    for endpoint in endpoints:
        place, _dot, page = endpoint.partition(".")
        found.add(f"{kinds[place]}.{page}" if place in kinds else endpoint)
    return found


def _who_reads_most(town: Town) -> list[Person]:
    """The three roles with the most rows."""
    oracle = town.oracle
    people = [Person(town.one, frozenset({role})) for role in oracle.roles]
    rows = {one: sum(len(oracle.rows(one, name)) for name in oracle.entities) for one in people}
    return sorted(people, key=lambda one: -rows[one])[:3]


@pytest.mark.surface
def test_nobody_is_asked_to_log_in_everywhere(site: Flask, town: Town) -> None:
    asker = Asker(site, town, Person(None, frozenset()))
    cells = [cell for name in list(town.oracle.entities)[:8] for cell in asker.entity(name, rows=1)]
    assert "\n".join(wrong(cells)) == ""
    assert {cell.got for cell in cells if cell.channel != "mask"} <= {401, 302, 404}


@pytest.mark.surface
def test_the_matrix_sees_a_grant_that_is_too_wide_and_one_that_is_missing(
    site: Flask, town: Town
) -> None:
    """The test of the test."""
    name = next(
        n
        for n in town.oracle.entities
        if "delete" in town.oracle.entities[n]["permissions"]["grants"]
    )
    grants = town.oracle.entities[name]["permissions"]["grants"]
    role = next(iter(grants["delete"]))
    before = dict(grants["delete"])
    asker = Asker(site, town, Person(town.one, frozenset({role})))
    try:
        del grants["delete"][role]
        assert wrong(list(asker.entity(name, rows=1)))
    finally:
        grants["delete"] = before
    assert wrong(list(asker.entity(name, rows=1))) == []


@pytest.mark.surface
def test_the_matrix_sees_a_sensitive_value_that_is_not_masked(site: Flask, town: Town) -> None:
    """The test of the test: a word that stands on the own page is taken for a sensitive value."""
    person = Person(town.one, frozenset())
    word = LONG_WORD.findall(Asker(site, town, person).page("/me/").text)[0]
    told = replace(town, secrets={("Nothing", 1, "secret"): word})
    assert [cell for cell in wrong(list(Asker(site, told, person).elsewhere())) if "mask" in cell]
