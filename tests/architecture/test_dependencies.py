"""What the product is built of is known, and may be used."""

import re
from dataclasses import replace

from scripts.dependencies import LOOKED_AT, components, sbom
from tests.architecture.sources import PROJECT_ROOT


def test_every_licence_is_known_and_accepted() -> None:
    found = components()
    assert [(one.name, one.licence) for one in found if not one.is_accepted] == []
    assert set(LOOKED_AT) <= {one.name for one in found}
    django = next(one for one in found if one.name == "django")
    for licence in ("", "AGPL-3.0-only", "MIT AND SSPL-1.0"):
        assert not replace(django, licence=licence).is_accepted


def test_the_bill_of_materials_has_every_runtime_package_with_its_version() -> None:
    written = sbom()
    assert (written["bomFormat"], written["specVersion"]) == ("CycloneDX", "1.6")
    purls = [one["purl"] for one in written["components"]]
    assert len(purls) == len(set(purls))
    direct = re.findall(r"^([A-Za-z0-9._-]+)", (PROJECT_ROOT / "requirements.in").read_text(), re.M)
    named = {re.sub(r"[-_.]+", "-", one["name"]).lower() for one in written["components"] if one["scope"] == "required"}
    assert {re.sub(r"[-_.]+", "-", name).lower() for name in direct} - named == set()
    fonts = next(one for one in written["components"] if one["name"] == "dkfds")
    assert fonts["hashes"][0]["alg"] == "SHA-512" and len(fonts["hashes"][0]["content"]) == 128
