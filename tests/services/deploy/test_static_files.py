"""What `set_up` collects for the web server: hashed names, our stylesheets bundled, each file also compressed."""

import json
import re
from pathlib import Path


def test_everything_is_collected_and_our_stylesheets_are_bundled(prepared: Path) -> None:
    static = prepared / "static"
    names = json.loads((static / "staticfiles.json").read_text())["paths"]
    assert re.fullmatch(r"app\.[0-9a-f]{12}\.css", names["app.css"])
    css = (static / names["app.css"]).read_text()
    assert len(re.findall(r"@import", css)) == 1
    assert re.search(r"dkfds\.min\.[0-9a-f]{12}\.css", css)
    assert re.search(r"chevron\.[0-9a-f]{12}\.svg", css)
    for name in ("app.css", names["app.css"]):
        assert {path.name for path in static.glob(f"{name}.*")} >= {f"{name}.br", f"{name}.gz"}
