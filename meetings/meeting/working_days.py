"""Days on which meetings and their preparation are proposed."""

from datetime import date, timedelta

from dateutil.easter import easter

#: Days after Easter Sunday: Maundy Thursday, Good Friday, Easter Monday, Ascension Day, Whit Monday. Store bededag is a
#: working day from 2024 on (lov nr. 214 af 6. marts 2023).
_AFTER_EASTER = (-3, -2, 1, 39, 50)
#: (month, day): New Year's Day, Christmas; and when offices are closed without a public holiday, as by the calendar of
#: Danish banks: Constitution Day, Christmas Eve, New Year's Eve.
_FIXED = {(1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31)}


def is_working_day(day: date) -> bool:
    """Return whether `day` is Monday to Friday and no Danish public holiday."""
    moving = {easter(day.year) + timedelta(days=days) for days in _AFTER_EASTER}
    return day.weekday() < 5 and (day.month, day.day) not in _FIXED and day not in moving


def working_day_by(day: date) -> date:
    """Return `day`, or the last working day before it."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day
