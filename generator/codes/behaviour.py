"""Problems of workflows, permissions, users and separation of duties."""

from __future__ import annotations

from typing import Final

ROWS: Final = (
    ("S501", "state cannot be reached", "No transition leads from the initial state to this one."),
    (
        "S502",
        "dead end",
        "A record in this state can never leave it; say `final: true` or add a transition.",
    ),
    (
        "S503",
        "transition without a role",
        "Nobody may do it. `by: [role]`; `system` is the built-in actor of jobs and hooks.",
    ),
    (
        "S504",
        "transitions overlap",
        "Mappings with one name must start in different states, else nobody can tell which is meant.",
    ),
    ("S505", "workflow incomplete", "A workflow has at least two states and one transition."),
    ("S506", "approval contradicts", "The quorum cannot be reached, or the approval says nothing."),
    (
        "S507",
        "actor never acted before",
        "`actor_of(x)` needs a transition that can happen before this one.",
    ),
    (
        "S508",
        "clock contradicts",
        "A clock needs `minutes` or `target` (not both), and starts in other states than it stops in.",
    ),
    (
        "S509",
        "clock does not fit its fields",
        "`due` is a datetime field, `status` an enum with the values ok, warn, breached, met and missed, `target` a path to a whole number, `by` an enum field with minutes for each value.",
    ),
    (
        "S510",
        "transition asks for a computed field",
        "`asks` and `needs` name fields that a person can fill (`needs`: or that are computed).",
    ),
    (
        "S511",
        "escalation goes to nobody",
        "Recipients are roles, or ref fields to a person: `User`, or an entity with a user value in `users`.",
    ),
    (
        "S601",
        "grant without effect",
        "The field grant names a role that may not read (or write) the entity at all.",
    ),
    (
        "S602",
        "action without read",
        "The role may act on rows that it may not see; grant `read` too.",
    ),
    (
        "S603",
        "transition without read",
        "A role does transitions on the rows that it may read; it may read none.",
    ),
    (
        "S604",
        "separation contradicts",
        "Two different roles, or two different transitions of one entity, and each pair once.",
    ),
    (
        "S605",
        "user value does not fit",
        "`by` is a ref to `User`; a `through` entity has one ref to `User` and one to the target, or `user:` and `to:` say which.",
    ),
    (
        "S606",
        "permission test contradicts the grants",
        "The test expects what no grant gives, or forbids what a grant gives on every row.",
    ),
    (
        "S607",
        "action does not apply",
        "The action has no meaning for this entity, such as `reveal` without sensitive fields or `delete` in a ledger.",
    ),
)
