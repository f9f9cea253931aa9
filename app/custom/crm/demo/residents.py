"""3,400 customers in their homes: owners, tenants, families, companies; 40 of them entered twice."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

from app.generated.consent_record import ConsentRecord
from app.generated.customer import Customer
from app.generated.duplicate_review import DuplicateReview
from app.generated.occupancy import Occupancy
from app.generated.owner_record import OwnerRecord
from app.generated.parking_space import ParkingSpace

from .. import normalise
from ..customers import duplicates
from ..customers.consents import POLICY_VERSION
from .bulk import Bulk
from .logins import Logins
from .names import Names
from .places import Home, Places

OWNERS, TENANTS, FAMILY, COMPANIES, DUPLICATES = 2510, 450, 250, 150, 40
UNREGISTERED = 100
WITH_LOGIN = 300
ALIKE = str.maketrans("晓小明名伟玮丽莉静婧洋阳", "小晓名明玮伟莉丽婧静阳洋")


@dataclass
class Resident:
    """A customer as orders need him."""

    id: int
    name: str
    phone: str
    home: Home
    login: int | None = None


@dataclass
class Residents:
    """Everybody who may ask for something, the demo customer first; by project."""

    people: list[Resident] = field(default_factory=list)
    by_project: dict[str, list[Resident]] = field(default_factory=dict)
    demo: Resident | None = None

    def add(self, resident: Resident) -> None:
        """Remember who lives where."""
        self.people.append(resident)
        self.by_project.setdefault(resident.home.code, []).append(resident)


class Town:
    """Moves people in; the customer numbers count along, project by project."""

    def __init__(self, bulk: Bulk, random: Random, names: Names, today: dt.date) -> None:
        self.bulk, self.random, self.names, self.today = bulk, random, names, today
        self.numbers: dict[int, int] = {}
        self.residents = Residents()

    def customer(self, home: Home, kind: str, name: str, phone: str, **more: Any) -> int:
        """One customer of the home's project."""
        number = self.numbers[home.project] = self.numbers.get(home.project, 0) + 1
        when = self._since()
        elderly = self.random.choices((0, 1, 2), (70, 18, 12))[0] if kind == "owner" else 0
        values = {
            "customer_no": f"KH-{home.code}-{number:06d}",
            "project_id": home.project,
            "kind": kind,
            "name": name,
            "phone": phone,
            "phone_masked": normalise.masked_phone(phone),
            "email": None,
            "household_size": self.random.randint(1, 5) if kind == "owner" else None,
            "elderly_count": elderly or None,
            "child_count": self.random.choice((0, 0, 1, 2)) if kind == "owner" else None,
            "living_alone_elderly": elderly == 1 and self.random.random() < 0.25,
            "pets": self.random.choice((None, None, None, "犬", "猫")),
            "vehicle_count": self.random.choice((0, 1, 1, 2)),
            "has_ev": self.random.random() < 0.12,
            "preferred_channel": self.random.choice(("app", "wechat", "wechat", "phone", "sms")),
            "source": self.random.choice(("import", "import", "web", "app", "desk")),
            "verified": "roster" if kind == "owner" else "manual",
            "state": "active",
            "merged_into_id": None,
            "login_id": None,
            "created_at": when,
            **more,
        }
        return self.bulk.add(Customer, **values)

    def move_in(self, customer: int, home: Home, role: str, **more: Any) -> None:
        """An approved occupancy."""
        values = {
            "customer_id": customer,
            "unit_id": home.id,
            "project_id": home.project,
            "building_id": home.building,
            "role": role,
            "payer": False,
            "share": None,
            "from_date": self.today - dt.timedelta(days=self.random.randint(100, 4000)),
            "to_date": None,
            "approved": True,
            "login_id": None,
            **more,
        }
        self.bulk.add(Occupancy, **values)

    def consent(self, customer: int, *purposes: str) -> None:
        """What he agreed to."""
        for purpose in purposes:
            self.bulk.add(
                ConsentRecord,
                customer_id=customer,
                employee_id=None,
                purpose=purpose,
                policy_version=POLICY_VERSION,
                granted=True,
                granted_at=self._since(),
                evidence={"channel": "import"},
            )

    def _since(self) -> dt.datetime:
        days = self.random.randint(760, 1500)
        return self.bulk.now - dt.timedelta(days=days, minutes=self.random.randint(0, 1440))


def build(
    bulk: Bulk, random: Random, names: Names, places: Places, logins: Logins, *, today: dt.date
) -> Residents:
    """Fill the homes."""
    town = Town(bulk, random, names, today)
    homes = list(places.all_homes())
    private = [home for home in homes if home.use == "home"]
    business = [home for home in homes if home.use != "home"]
    random.shuffle(private)
    random.shuffle(business)
    _demo_first(private)
    owned = private[: OWNERS - 160] + business[-160:]
    owners = [_owner(town, home) for home in owned]
    for home in private[OWNERS - 160 :][:UNREGISTERED]:
        # Sold, on the roster, not registered yet: who registers with this phone is let in at once.
        bulk.add(
            OwnerRecord,
            unit_id=home.id,
            name=names.person(),
            phone=names.phone(),
            source="开发商交付名册",
        )
    _tenants(town, [home for home in owned if home.use == "home"][60:])
    _families(town, owners)
    _companies(town, business)
    _duplicates(town, owners)
    _parking(town, places, owners)
    _logins(town, logins)
    return town.residents


def _demo_first(private: list[Home]) -> None:
    """The demo customer lives in YX-3-2-1501."""
    place = next(i for i, home in enumerate(private) if home.full_no == "YX-3-2-1501")
    private[0], private[place] = private[place], private[0]


def _owner(town: Town, home: Home) -> Resident:
    is_demo = home.full_no == "YX-3-2-1501"
    name = "王小明" if is_demo else town.names.person()
    phone = town.names.phone()
    born = town.names.birth_date(today=town.today)
    has_id = town.random.random() < 0.6
    id = town.customer(
        home,
        "owner",
        name,
        phone,
        id_type="id" if has_id else None,
        id_no=town.names.id_number(born) if has_id else None,
        birth_date=born if has_id else None,
        gender=town.random.choice("mf"),
    )
    town.move_in(id, home, "owner", payer=True, share=Decimal(100))
    town.consent(id, "service", *(["profiling"] if town.random.random() < 0.5 else []))
    town.bulk.add(OwnerRecord, unit_id=home.id, name=name, phone=phone, source="产权登记名册")
    home.row["state"] = "occupied"
    resident = Resident(id, name, phone, home)
    town.residents.add(resident)
    if is_demo:
        town.residents.demo = resident
    return resident


def _tenants(town: Town, homes: list[Home]) -> None:
    for number, home in enumerate(town.random.sample(homes, TENANTS)):
        phone, name = town.names.phone(), town.names.person()
        gone = number % 4 == 0
        id = town.customer(home, "tenant", name, phone, state="moved_out" if gone else "active")
        ended = town.today - dt.timedelta(days=town.random.randint(20, 400))
        if gone:
            begun = ended - dt.timedelta(days=town.random.randint(90, 700))
            town.move_in(id, home, "tenant", from_date=begun, to_date=ended)
        else:
            town.move_in(id, home, "tenant")
            home.row["state"] = "rented"
            town.residents.add(Resident(id, name, phone, home))
        town.consent(id, "service")


def _families(town: Town, owners: list[Resident]) -> None:
    for owner in town.random.sample([o for o in owners if o.home.use == "home"], FAMILY):
        phone, name = town.names.phone(), owner.name[0] + town.names.person()[1:]
        id = town.customer(owner.home, "family", name, phone)
        town.move_in(id, owner.home, "family")
        town.consent(id, "service")
        town.residents.add(Resident(id, name, phone, owner.home))


def _companies(town: Town, business: list[Home]) -> None:
    let = {home.id for home in business[:COMPANIES]}
    for row in town.bulk.rows(Occupancy):
        if row["unit_id"] in let:
            # Two never pay for one unit at a time.
            row["payer"] = False
    for home in business[:COMPANIES]:
        name, phone = town.names.company(), town.names.phone()
        id = town.customer(home, "company", name, phone)
        town.move_in(id, home, "tenant", payer=True)
        town.consent(id, "service")
        home.row["state"] = "rented"
        town.residents.add(Resident(id, name, phone, home))


def _duplicates(town: Town, owners: list[Resident]) -> None:
    """Entered twice: a character of the name is another one, or the phone is the family's."""
    chosen = [o for o in owners if o.home.use == "home" and o is not town.residents.demo]
    for number, owner in enumerate(town.random.sample(chosen, DUPLICATES)):
        shares_phone = number % 3 != 2
        name = owner.name.translate(ALIKE) if number % 3 == 0 else town.names.person()
        if name == owner.name:
            name = owner.name[:-1] + ("霖" if owner.name[-1] != "霖" else "林")
        phone = owner.phone if shares_phone else town.names.phone()
        new = duplicates.Person(name, phone, units=frozenset({owner.home.id}))
        known = duplicates.Person(owner.name, owner.phone, units=frozenset({owner.home.id}))
        match = duplicates.compare(new, known)
        id = town.customer(owner.home, "owner", name, phone, state="pending", verified="none")
        town.move_in(id, owner.home, "owner", approved=False)
        if match.verdict != "new":
            town.bulk.add(
                DuplicateReview,
                customer_id=id,
                candidate_id=owner.id,
                score=match.score,
                detail={part: str(value) for part, value in match.parts.items()},
                project_id=owner.home.project,
                state="open",
            )


def _parking(town: Town, places: Places, owners: list[Resident]) -> None:
    """Most spaces belong to somebody of the same project."""
    by_project: dict[int, list[Resident]] = {}
    for owner in owners:
        by_project.setdefault(owner.home.project, []).append(owner)
    for number, space in enumerate(places.parking):
        if space["kind"] != "public" and number % 8 != 7:
            owner = town.random.choice(by_project[space["project_id"]])
            space |= {
                "customer_id": owner.id,
                "unit_id": owner.home.id,
                "plate_no": f"测A{town.random.randint(10000, 99999)}",
                "state": "sold" if space["kind"] == "owned" else "rented",
            }
        town.bulk.add(ParkingSpace, **space)


def _logins(town: Town, logins: Logins) -> None:
    """The demo customer and 300 others can enter the portal."""
    demo = town.residents.demo
    others = [one for one in town.residents.people if one is not demo]
    chosen = town.random.sample(others, WITH_LOGIN)
    if demo is not None:
        logins.add("customer", demo.name, ["customer"])
    for one in chosen:
        logins.add(one.phone, one.name, ["customer"])
    logins.flush()
    by_customer = {one.id: logins.ids[one.phone] for one in chosen}
    if demo is not None:
        by_customer[demo.id] = logins.ids["customer"]
    for one in town.residents.people:
        one.login = by_customer.get(one.id)
    for row in town.bulk.rows(Customer):
        row["login_id"] = by_customer.get(int(row["id"]))
    for row in town.bulk.rows(Occupancy):
        if row["approved"] and row["to_date"] is None:
            row["login_id"] = by_customer.get(int(row["customer_id"]))
