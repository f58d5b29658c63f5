from tests.meetings.furnished_unit import daycare, holder, school, year

__all__ = ["daycare", "holder", "school", "year"]
