"""State machines: random people do random things to one record, or to each other's rights; a model knows better."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, ClassVar

import sqlalchemy as sa
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.runtime import records
from app.runtime.accounts import grants
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.errors import (
    AppError,
    Forbidden,
    InvalidState,
    NotFound,
    RuleViolation,
    StaleRecord,
    ValidationFailed,
)
from app.runtime.registry import Registry
from app.runtime.system import AuditLog, TransitionLog
from tests.permissions.channels import give_roles
from tests.permissions.oracle import Oracle, Person
from tests.permissions.town import SCHEMAS, Town, dump
from tests.sample.models import Buyer, Clerk, Sale, Store, StoreRole
from tests.support.people import People

WHO = ("ann", "andy", "max", "mia", "mona", "ada", "bob")
STEPS = ("pack", "hold", "deliver", "release", "close", "refund")


@dataclass
class Stage:
    """The people of both machines, made once: clerks of two stores, three managers, an auditor, a buyer."""

    registry: Registry
    database: Database
    people: dict[str, Person]
    store: int
    other_store: int
    clerk: int
    buyer: int
    oracle: Oracle
    done: Counter[str] = field(default_factory=Counter)


def stage(registry: Registry, database: Database, people: People) -> Stage:
    roles = {"ann": "clerk", "andy": "clerk", "ada": "auditor", "bob": "buyer"}
    known = {
        name: Person(people.user(role, username=name), frozenset({role}))
        for name in WHO
        for role in [roles.get(name, "manager")]
    }
    with Context.system() as ctx:
        store = records.create(ctx, Store, {"code": "A", "name": "First"}).id
        other = records.create(ctx, Store, {"code": "B", "name": "Second"}).id
        records.create(ctx, StoreRole, {"user": known["ann"].id, "store": store})
        records.create(ctx, StoreRole, {"user": known["andy"].id, "store": other})
        clerk = records.create(
            ctx, Clerk, {"login": known["ann"].id, "name": "Ann", "store": store}
        ).id
        buyer = records.create(
            ctx, Buyer, {"login": known["bob"].id, "name": "Bob", "phone": "13800001111"}
        ).id
    oracle = Oracle.of(SCHEMAS["sample"], dump(registry, database), {})
    return Stage(registry, database, known, store, other, clerk, buyer, oracle)


class WorkflowMachine(RuleBasedStateMachine):
    """One sale. The model predicts every outcome: done, or which refusal."""

    stage: ClassVar[Stage]

    @initialize(creator=st.sampled_from(("ann", "max", "mona")), buyer=st.booleans())
    def create(self, creator: str, buyer: bool) -> None:
        values: dict[str, Any] = {"store": self.stage.store, "summary": "nails"}
        if buyer:
            values["buyer"] = self.stage.buyer
        with self.acting(creator) as ctx:
            self.id = records.create(ctx, Sale, values).id
        self.votes: set[int] = set()
        self.did: dict[str, set[int]] = {}
        self.freight = 0
        self.row = self.read()
        self.audits = self.audited()

    @rule(
        who=st.sampled_from(WHO),
        step=st.sampled_from(STEPS),
        seen=st.sampled_from(("nothing", "now", "now", "stale")),
        filled=st.sampled_from((True, True, True, False)),
    )
    def take(self, who: str, step: str, seen: str, filled: bool) -> None:
        before, person = self.row, self.stage.people[who]
        version = {"nothing": None, "now": before["version"], "stale": before["version"] - 1}[seen]
        mapping = self.mapping(step)
        asked = {*mapping["asks"], *mapping["needs"]} if mapping else set()
        values = {"clerk": self.stage.clerk, "solution": "handed over"} if filled else {}
        with self.acting(who) as ctx:
            refusal = self.attempt(
                lambda: records.transition(
                    ctx,
                    Sale,
                    self.id,
                    step,
                    {name: value for name, value in values.items() if name in asked},
                    version=version,
                    note="because" if filled else "",
                )
            )
        after = self.settle(refusal)
        if self.is_hidden(person):
            assert refusal is NotFound
        elif seen == "stale":
            assert refusal is StaleRecord
        elif mapping is None:
            assert refusal is InvalidState
        elif not self.has_right(person, mapping):
            assert refusal is Forbidden
        elif mapping["when"] and before["total"] > 5000:
            assert refusal is RuleViolation
        elif (
            mapping["note"] or any(before.get(name) is None for name in mapping["needs"])
        ) and not filled:
            assert refusal in (ValidationFailed, RuleViolation)
        else:
            assert refusal is None, refusal
            self.took(person, step, mapping, before, after)
        self.row = after

    def took(self, person: Person, step: str, mapping: Any, before: Any, after: Any) -> None:
        me = int(person.id or 0)
        if mapping["approve"] and len(self.votes) + 1 < mapping["approve"]["need"]:
            self.votes.add(me)
            assert after["state"] == before["state"]
            assert self.last_action() == f"approve:{step}"
            return
        assert (before["state"] in mapping["sources"], after["state"]) == (True, mapping["target"])
        assert after["version"] == before["version"] + 1
        assert self.last_action() == step
        together = {*self.votes, me} if mapping["approve"] else {me}
        if mapping["approve"]:
            assert len(together) >= mapping["approve"]["need"]
            assert before["created_by"] not in together
        self.did.setdefault(step, set()).update(together)
        self.votes = set()

    @rule(who=st.sampled_from(WHO))
    def reject(self, who: str) -> None:
        person, mapping = self.stage.people[who], self.mapping("release")
        with self.acting(who) as ctx:
            refusal = self.attempt(lambda: records.reject(ctx, Sale, self.id, "release"))
        before, after = self.row, self.settle(refusal)
        if self.is_hidden(person):
            assert refusal is NotFound
        elif mapping is None:
            assert refusal is InvalidState
        elif not self.has_right(person, mapping, voted_too=True):
            assert refusal is Forbidden
        else:
            assert refusal is None
            assert (after["state"], after["version"]) == (before["state"], before["version"])
            self.votes = set()
        self.row = after

    @rule(who=st.sampled_from(WHO), much=st.booleans())
    def change_freight(self, who: str, much: bool) -> None:
        """What was approved changes: the votes are void. Much of it keeps `deliver` shut."""
        person, self.freight = self.stage.people[who], self.freight + 1
        may = self.stage.oracle.may(person, "Sale", "update", self.row)
        values = {"delivery": True, "address": "x", "freight": self.freight + 6000 * much}
        with self.acting(who) as ctx:
            refusal = self.attempt(lambda: records.update(ctx, Sale, self.id, values))
        before, after = self.row, self.settle(refusal)
        if self.is_hidden(person):
            assert refusal is NotFound
        elif not may:
            assert refusal is Forbidden
        else:
            assert refusal is None
            assert after["version"] == before["version"] + 1
            self.votes = set()
        self.row = after

    @invariant()
    def nobody_is_maker_and_checker(self) -> None:
        for step, undone in (("refund", "deliver"),):
            if self.row["state"] == "refunded" and self.did.get(undone):
                assert not self.did.get(step, set()) & self.did[undone]

    # -- the model -------------------------------------------------------------------------------

    def mapping(self, step: str) -> Any:
        """The one that leaves this state, as the schema has it; None when there is none."""
        found = self.stage.oracle.entities["Sale"]["workflow"]["transitions"]
        empty = {"asks": [], "needs": [], "when": None, "note": None, "approve": None}
        return next(
            (empty | t for t in found if t["name"] == step and self.row["state"] in t["sources"]),
            None,
        )

    def has_right(self, person: Person, mapping: Any, *, voted_too: bool = False) -> bool:
        if not self.stage.oracle._step(person, "Sale", mapping, self.row):
            return False
        excluded = {*mapping.get("exclude", ()), *((mapping["approve"] or {}).get("exclude", ()))}
        for other in [one[9:-1] for one in excluded if one.startswith("actor_of(")]:
            if person.id in self.did.get(other, ()):
                return False
        return voted_too or mapping["approve"] is None or person.id not in self.votes

    def is_hidden(self, person: Person) -> bool:
        return not self.stage.oracle.may(person, "Sale", "read", self.row)

    # -- the database ----------------------------------------------------------------------------

    def acting(self, who: str) -> Context:
        return Context.for_user(int(self.stage.people[who].id or 0))

    def attempt(self, act: Any) -> type[AppError] | None:
        try:
            act()
        except AppError as error:
            self.stage.done[type(error).__name__] += 1
            return type(error)
        self.stage.done["done"] += 1
        return None

    def settle(self, refusal: type[AppError] | None) -> Any:
        """The row as it is now; a refusal changed nothing, whatever was done left one audit row more."""
        after, audits = self.read(), self.audited()
        if refusal is not None:
            assert (after, audits) == (self.row, self.audits)
        else:
            assert audits == self.audits + 1
        self.audits = audits
        return after

    def read(self) -> Any:
        table: Any = Sale.__table__
        with self.stage.database.read_session() as session:
            row = session.execute(sa.select(table).where(table.c.id == self.id)).mappings().one()
            return {name.removesuffix("_id"): row[name] for name in row} | {"id": self.id}

    def audited(self) -> int:
        with self.stage.database.read_session() as session:
            mine = (AuditLog.entity == "sale", AuditLog.record_id == self.id)
            return int(session.scalar(sa.select(sa.func.count()).where(*mine)) or 0)

    def last_action(self) -> str:
        with self.stage.database.read_session() as session:
            mine = (AuditLog.entity == "sale", AuditLog.record_id == self.id)
            found = sa.select(AuditLog.action).where(*mine).order_by(AuditLog.id.desc()).limit(1)
            return str(session.scalar(found))

    def teardown(self) -> None:
        """The log is an unbroken chain from the first state to the present one."""
        if not hasattr(self, "row"):
            return
        with self.stage.database.read_session() as session:
            steps = session.scalars(
                sa.select(TransitionLog)
                .where(TransitionLog.entity == "sale", TransitionLog.record_id == self.id)
                .order_by(TransitionLog.id)
            ).all()
        here = None
        for step in steps:
            if not step.transition.startswith("reject:"):
                assert step.from_state == here
                here = step.to_state
        assert here == self.row["state"]


class PermissionMachine(RuleBasedStateMachine):
    """Roles, links and owners change at random; after each step everybody sees what the schema says now."""

    stage: ClassVar[Stage]
    roles: ClassVar[tuple[str, ...]] = ("manager", "clerk", "auditor", "cashier", "buyer")

    @initialize()
    def begin(self) -> None:
        self.held = {name: set(person.roles) for name, person in self.stage.people.items()}
        self.town = Town(0, 0, 0, self.stage.oracle, self.stage.registry, self.stage.database)
        for person in self.stage.people.values():
            give_roles(self.town, person)
        with Context.system() as ctx:
            self.sale = records.create(ctx, Sale, {"store": self.stage.store, "summary": "x"}).id

    @rule(
        who=st.sampled_from(WHO),
        roles=st.sets(st.sampled_from(roles), max_size=3),
        by=st.sampled_from(WHO),
    )
    def give(self, who: str, roles: set[str], by: str) -> None:
        user = int(self.stage.people[who].id or 0)
        refused = {"auditor", "cashier"} <= roles or (by == who and roles != self.held[who])
        try:
            with Context.for_user(int(self.stage.people[by].id or 0)) as ctx, records.writing(ctx):
                grants.give(ctx, user, roles)
        except (Forbidden, ValidationFailed):
            assert refused
        else:
            assert not refused or roles == self.held[who]
            self.held[who] = roles
        self.stage.done["grants"] += 1

    @rule(store=st.booleans(), buyer=st.booleans(), clerk=st.booleans())
    def move(self, store: bool, buyer: bool, clerk: bool) -> None:
        """The sale changes hands."""
        here = self.stage
        values = {
            "store": here.store if store else here.other_store,
            "buyer": here.buyer if buyer else None,
            "clerk": here.clerk if clerk else None,
        }
        with Context.system() as ctx:
            records.update(ctx, Sale, self.sale, values)
        here.done["moves"] += 1

    @rule(who=st.sampled_from(("ann", "andy", "mia")), away=st.booleans())
    def link(self, who: str, away: bool) -> None:
        user = int(self.stage.people[who].id or 0)
        with Context.system() as ctx:
            found = ctx.session.scalars(
                sa.select(StoreRole).where(
                    StoreRole.user_id == user,
                    StoreRole.store_id == self.stage.other_store,
                    StoreRole.deleted_at.is_(None),
                )
            ).first()
            if away and found is not None:
                records.delete(ctx, StoreRole, found.id)
            elif not away and found is None:
                records.create(ctx, StoreRole, {"user": user, "store": self.stage.other_store})
        self.stage.done["links"] += 1

    @rule(who=st.sampled_from(WHO), action=st.sampled_from(("read", "update", "delete", "export")))
    def ask(self, who: str, action: str) -> None:
        here = self.stage
        oracle = Oracle(here.oracle.plan, dump(here.registry, here.database), {})
        person = Person(here.people[who].id, frozenset(self.held[who]))
        with Context.for_user(int(person.id or 0)) as ctx:
            assert ctx.actor.roles == person.roles
            for name in ("Sale", "Clerk", "Buyer"):
                entry = here.registry.entity(name)
                rows = entry.policy.rows(ctx.actor, action)
                found = sa.select(entry.entity.id).where(entry.entity.deleted_at.is_(None))
                ids = set(ctx.session.scalars(found if rows is None else found.where(rows)))
                assert ids == oracle.rows(person, name, action)
            record = ctx.session.get_one(Sale, self.sale)
            offers = {
                o.name: o.allowed
                for o in here.registry.entity(Sale).workflow.available(ctx, record)
            }  # type: ignore[union-attr]
            rights = oracle.steps(person, "Sale", oracle.tables["Sale"][self.sale])
            assert offers == rights
        here.done["questions"] += 1
