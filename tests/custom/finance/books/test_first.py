from tests.custom.finance.books.office import *


def test_bill(office):
    v = office.posted(
        "bill_posted",
        amounts={"gross": "106", "net": "100", "vat": "6"},
        aux={"fee_item": office.items["WY"].id},
    )
    assert office.lines(v) == [
        ("1122", "106.00", "0.00"),
        ("500101", "0.00", "100.00"),
        ("22210107", "0.00", "6.00"),
    ]
    assert v.voucher_no == "记-0001" and v.state == "posted"
    assert office.balance("1122") == 106


def test_hand(office):
    v = office.by_hand(("1002", 5, 0), ("5603", 0, 5, {"cashflow": "op_in_other"}))
    v = office.walk(v, signed=True)
    assert v.number == 1 and v.hash
