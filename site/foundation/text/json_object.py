"""The type of a JSON object as it is read: whoever reads it knows what it holds, or checks."""

from typing import Any, TypeAlias

JsonObject: TypeAlias = dict[str, Any]
