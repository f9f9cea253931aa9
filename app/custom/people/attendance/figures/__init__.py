"""What attendance is reckoned with: functions of plain values, no database, no clock."""
