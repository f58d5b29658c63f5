from tests.meetings.furnished_unit import holder, school, year

__all__ = ["holder", "school", "year"]
