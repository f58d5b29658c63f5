"""Several municipalities on one machine: each with its own user, folder, database, bucket, keys and address.

    versions/1.4.0/.venv/bin/python versions/1.4.0/deploy/installations.py add aalby --host dialog.aalby.example …
    … installations.py list
    … installations.py upgrade [NAME …]

Run as root with the packages of an unpacked release (`deploy/unpack_release`). `/etc/laeringsrum/installations.toml`
names every installation, and the one version that they run. Units, web server and environment are made of the files in
this folder.
"""

import argparse
import json
import os
import re
import secrets
import shlex
import subprocess
import sys
import time
import tomllib
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

DEPLOY = Path(__file__).resolve().parent
UNITS = sorted((DEPLOY / "systemd").iterdir())
NAME = re.compile(r"[a-z][a-z0-9-]{1,20}")
HOST = re.compile(r"(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+")
FIRST_PORT = 8001
PATIENCE = 60  # seconds until a restarted web server answers
REGISTER_HEADER = """\
# The installations of this machine. `installations.py upgrade` brings each to `version`; a `version` of its own below a
# name is for one that tries a release before the others. Releases are unpacked with deploy/unpack_release.
version = {version}
"""


class DeploymentRefused(Exception):
    """It does not go on; the message says why and what to do."""


@dataclass(frozen=True)
class Installation:
    """One municipality. `version` is the release that it shall run; `root` is the folder that stands for /."""

    name: str
    host: str
    port: int
    version: str
    root: Path

    @property
    def user(self) -> str:
        return f"laeringsrum-{self.name}"

    @property
    def folder(self) -> Path:
        return self.root / "srv/laeringsrum" / self.name

    @property
    def code(self) -> Path:
        """A link to the release that runs."""
        return self.folder / "app"

    @property
    def running(self) -> str:
        return self.code.readlink().name if self.code.is_symlink() else ""

    @property
    def environment_file(self) -> Path:
        return self.root / "etc/laeringsrum" / f"{self.name}.env"

    @property
    def backups(self) -> Path:
        return self.root / "backup" / self.user

    def unit(self, name: str) -> Path:
        """The file of systemd that is made of the one with this name in `systemd/`."""
        return self.root / "etc/systemd/system" / name.replace("laeringsrum", self.user, 1)

    def adapt(self, text: str) -> str:
        """`text` of a file of this folder, with the paths, names and ports of this installation."""
        replacements = {
            "/srv/laeringsrum/": f"{self.folder}/",
            "/etc/laeringsrum.env": str(self.environment_file),
            "/etc/ssl/laeringsrum/": f"/etc/ssl/{self.user}/",
            "/backup/laeringsrum": str(self.backups),
            "User=laeringsrum": f"User={self.user}",
            "Group=laeringsrum": f"Group={self.user}",
            "127.0.0.1:8000": f"127.0.0.1:{self.port}",
            "dialog.kommunen.example": self.host,
            "$file_policy": f"$file_policy_of_{self.name.replace('-', '_')}",
        }
        for old, new in replacements.items():
            text = text.replace(old, new)
        return text

    def manage(self, release: Path, *command: str) -> str:
        """Run manage.py of `release` as this installation's user, with its environment. Return what it prints."""
        script = f'set -a; . "{self.environment_file}"; set +a; exec .venv/bin/python manage.py "$@"'
        clean = ["env", "-i", f"PATH={os.environ['PATH']}", f"HOME={self.folder}", "LC_ALL=C.UTF-8"]
        return run(
            "runuser", "-u", self.user, "--", *clean, "bash", "-ec", script, "bash", *command, cwd=release
        ).strip()


class InstallationRegister:
    """installations.toml: which installations there are, and the version of all."""

    def __init__(self, root: Path) -> None:
        self.root, self.path = root, root / "etc/laeringsrum/installations.toml"
        self.data = tomllib.loads(self.path.read_text()) if self.path.exists() else {"version": DEPLOY.parent.name}

    def __iter__(self) -> Iterator[Installation]:
        for name, one in self.data.items():
            if isinstance(one, dict):
                version = one.get("version", self.data["version"])
                yield Installation(name, one["host"], one["port"], version, self.root)

    def add(self, name: str, host: str, port: int | None) -> Installation:
        """A new installation, under the next free port, or the one that is there. Raises DeploymentRefused."""
        if not NAME.fullmatch(name):
            raise DeploymentRefused(
                f"{name!r} is no name: 2 to 21 small letters, digits and hyphens, beginning with a letter."
            )
        if not HOST.fullmatch(host):
            raise DeploymentRefused(f"{host!r} is no host name.")
        known = next((one for one in self if one.name == name), None)
        if known is not None and known.host != host:
            raise DeploymentRefused(
                f"{name} is at {known.host}. Change that in {self.path} and in {known.environment_file}."
            )
        if known is not None:
            return known
        port = port or max((one.port for one in self), default=FIRST_PORT - 1) + 1
        if any(one.host == host or one.port == port for one in self):
            raise DeploymentRefused(f"{host} or port {port} is another installation's.")
        begun = (
            self.path.read_text()
            if self.path.exists()
            else REGISTER_HEADER.format(version=json.dumps(self.data["version"]))
        )
        write(self.path, f"{begun}\n[{name}]\nhost = {json.dumps(host)}\nport = {port}\n")
        return Installation(name, host, port, self.data["version"], self.root)


def add(register: InstallationRegister, options: argparse.Namespace) -> None:
    """Make the installation, or go on where it was interrupted: nothing that is there is made anew."""
    bucket = bucket_settings(f"laeringsrum-{options.name}", options)
    one = register.add(options.name, options.host, options.port)
    release = release_of(one)
    if not succeeds("id", one.user):
        run("useradd", "--system", "--home-dir", str(one.folder), "--shell", "/usr/sbin/nologin", one.user)
    for folder in (one.folder, one.folder / "data", one.backups):
        run("install", "-d", "-m", "700", "-o", one.user, "-g", one.user, str(folder))
    if not one.environment_file.exists():
        database = make_database(one, options.database_server) if options.database_server else "sqlite://"
        write_environment(one, {"DATABASE_URL": database, **bucket}, options.set)
    for source in UNITS:
        write(one.unit(source.name), one.adapt(source.read_text()))
    site = register.root / "etc/nginx/conf.d" / f"{one.user}.conf"
    write(site, one.adapt((DEPLOY / "nginx/laeringsrum.conf").read_text()))
    if bucket:
        one.manage(release, "make_bucket")
    switch(one, release)
    print(one.manage(release, "add_administrator", *options.administrator))
    run("systemctl", "daemon-reload")
    if succeeds("systemctl", "is-enabled", f"{one.user}.service"):
        restart(one)
    else:
        units = (f"{one.user}.service", f"{one.user}-worker.service", f"{one.user}-backup.timer")
        run("systemctl", "enable", "--now", *units)
        wait_until_it_answers(one)
    print(f"{one.name} answers on port {one.port}. Put its certificate in /etc/ssl/{one.user}/, then: nginx -s reload")


def upgrade(register: InstallationRegister, options: argparse.Namespace) -> None:
    """Bring installations to the version of the list, one after another, each after a backup.

    The first that fails ends it, so that a bad release meets one municipality and not all.
    """
    unknown = set(options.names) - {one.name for one in register}
    if unknown:
        raise DeploymentRefused(f"Not in {register.path}: {', '.join(sorted(unknown))}.")
    for one in register:
        if one.running == one.version or (options.names and one.name not in options.names):
            continue
        release, before = release_of(one), one.running
        try:
            run("systemctl", "start", f"{one.user}-backup.service")
            switch(one, release)
            restart(one)
        except DeploymentRefused as reason:
            raise DeploymentRefused(
                f"{one.name} ({before} to {one.version}): {reason}\nThe others are as they were."
            ) from None
        print(f"{one.name}: {before} to {one.version}")


def show(register: InstallationRegister, _options: argparse.Namespace) -> None:
    """A line for each installation: name, address, port, version, and whether it answers."""
    for one in register:
        version = one.running if one.running == one.version else f"{one.running or 'nothing'}, shall run {one.version}"
        state = "answers" if answers(one) else "does not answer"
        print(f"{one.name:<22}{one.host:<40}{one.port:<7}{version:<30}{state}")


def release_of(one: Installation) -> Path:
    """Return the folder of the version that it shall run. Raises DeploymentRefused."""
    release = one.root / "srv/laeringsrum/versions" / one.version
    if not (release / ".venv/bin/python").exists():
        raise DeploymentRefused(f"{release} is missing: deploy/unpack_release laeringsrum-{one.version}.tar.gz")
    return release


def switch(one: Installation, release: Path) -> None:
    """Migrate the database with the release, then let the link lead to it, in one step."""
    one.manage(release, "set_up")
    link = one.code.with_name("app.new")
    link.unlink(missing_ok=True)
    link.symlink_to(release)
    link.rename(one.code)


def restart(one: Installation) -> None:
    """Restart the web server and the workers that run, for all lanes or one each, and wait until it answers. Raises
    DeploymentRefused."""
    run("systemctl", "restart", f"{one.user}.service", f"{one.user}-worker*.service")
    wait_until_it_answers(one)


def wait_until_it_answers(one: Installation) -> None:
    """Raises DeploymentRefused."""
    deadline = time.monotonic() + PATIENCE
    while not answers(one):
        if time.monotonic() > deadline:
            raise DeploymentRefused(f"it does not answer on port {one.port}. See: journalctl -u {one.user}")
        time.sleep(0.5)


def answers(one: Installation) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{one.port}/sundhed/", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def make_database(one: Installation, server: str) -> str:
    """Make a role, and a database that is its alone. Return the URL of both.

    `server` is the URL of a role that may make roles and databases.
    """
    import psycopg
    from psycopg import sql

    role, password = one.user.replace("-", "_"), secrets.token_urlsafe(32)
    name = sql.Identifier(role)
    with psycopg.connect(server, autocommit=True) as connection:
        exists = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
        verb = sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}" if exists else "CREATE ROLE {} LOGIN PASSWORD {}")
        connection.execute(verb.format(name, sql.Literal(password)))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [role]).fetchone():
            connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(name))
            new = sql.SQL("CREATE DATABASE {} OWNER {} ENCODING 'UTF8' TEMPLATE template0")
            connection.execute(new.format(name, name))
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    parts = urlsplit(server)
    address = f"{role}:{password}@{parts.netloc.rpartition('@')[2]}"
    return urlunsplit((parts.scheme, address, f"/{role}", parts.query, ""))


def bucket_settings(name: str, options: argparse.Namespace) -> dict[str, str]:
    """Return the settings of its own bucket; the secret comes from the environment, not from the command line."""
    if not options.s3_endpoint:
        return {}
    secret = os.environ.get("S3_SECRET_KEY", "")
    if not (options.s3_access_key and secret):
        raise DeploymentRefused(
            "Give --s3-access-key, and S3_SECRET_KEY in the environment: a user who may use this bucket alone."
        )
    parts = urlsplit(options.s3_endpoint)
    return {
        "S3_BUCKET": name, "S3_ENDPOINT": options.s3_endpoint, "S3_ACCESS_KEY": options.s3_access_key,
        "S3_SECRET_KEY": secret, "S3_ORIGINS": f"{parts.scheme}://{parts.netloc}",
    }  # fmt: skip


def write_environment(one: Installation, settings: Mapping[str, str], given: list[str]) -> None:
    """The file of settings, with keys of its own. `given` are lines NAME=value that override. Raises
    DeploymentRefused."""
    left = {name: secrets.token_urlsafe(50) for name in ("SECRET_KEY", "AUDIT_KEY", "BACKUP_KEY")} | dict(settings)
    left |= dict(line.removeprefix("LAERINGSRUM_").split("=", 1) for line in given)
    lines = one.adapt((DEPLOY / "laeringsrum.env").read_text()).splitlines()
    for number, line in enumerate(lines):
        name = line.removeprefix("#").partition("=")[0].removeprefix("LAERINGSRUM_")
        if "=" in line and name in left:
            lines[number] = f"LAERINGSRUM_{name}={shlex.quote(left.pop(name))}"
    if left:
        raise DeploymentRefused(f"There is no setting {', '.join(sorted(left))}.")
    write(one.environment_file, "\n".join(lines) + "\n", mode=0o640)
    run("chown", f"root:{one.user}", str(one.environment_file))


def write(path: Path, text: str, mode: int = 0o644) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.half")
    half.unlink(missing_ok=True)
    with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    half.chmod(mode)
    half.rename(path)


def succeeds(*command: str) -> bool:
    return subprocess.run(command, capture_output=True).returncode == 0


def run(*command: str, cwd: Path | None = None) -> str:
    """Return what the program prints. Raises DeploymentRefused with what it complained about."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    if done.returncode:
        raise DeploymentRefused(f"{' '.join(command[-3:])} failed:\n{(done.stderr or done.stdout).strip()[-1500:]}")
    return done.stdout


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--root", type=Path, default=Path("/"), help="the folder that stands for /, for trying it out")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    new = verbs.add_parser("add", help="make an installation, or go on making it")
    new.set_defaults(act=add)
    new.add_argument("name")
    new.add_argument("--host", required=True, help="dialog.aalby.example")
    new.add_argument("--port", type=int, help="of the web server; without: the next")
    new.add_argument("--administrator", nargs=2, required=True, metavar=("MAIL", "NAME"))
    new.add_argument("--database-server", help="postgresql:// of who may make roles and databases; without: SQLite")
    new.add_argument("--s3-endpoint", help="https:// of the store, as browsers reach it; without: local files")
    new.add_argument("--s3-access-key", help="of a user for this bucket alone; its secret in S3_SECRET_KEY")
    new.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a setting of laeringsrum.env")
    verbs.add_parser("list", help="which installations there are").set_defaults(act=show)
    newer = verbs.add_parser("upgrade", help="bring installations to the version of the list")
    newer.set_defaults(act=upgrade)
    newer.add_argument("names", nargs="*")
    return parser.parse_args()


def main() -> int:
    options = arguments()
    try:
        options.act(InstallationRegister(options.root), options)
    except DeploymentRefused as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
