"""The books on screen (3.2): trial balance, ledgers, day book, statements, vouchers; each figure opens what it is made of."""
