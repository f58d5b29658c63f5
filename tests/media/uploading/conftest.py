from tests.meetings.evidence.conftest import own_store, scene

__all__ = ["own_store", "scene"]
