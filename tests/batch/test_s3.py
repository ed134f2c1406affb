"""The same with a real client of S3, against a server of this machine. Needs `pip install s3fs 'moto[server]'`."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from made_up_project import disclosure, make_project

from budgetlib.batch.build import build
from budgetlib.batch.building import Options
from budgetlib.batch.folders import Folders
from budgetlib.batch.steps.publish import LIST
from budgetlib.dataset import load_package
from budgetlib.errors import BudgetlibError

s3fs = pytest.importorskip("s3fs")
moto = pytest.importorskip("moto.server")

OPTIONS = Options(renderer="embedded", workers=2)


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """A client of a server with an empty bucket `budgets`."""
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    client = s3fs.S3FileSystem()
    client.mkdir("budgets")
    yield client
    client.rm("budgets", recursive=True)
    server.stop()
    s3fs.S3FileSystem.clear_instance_cache()


def test_documents_come_from_a_bucket_and_the_website_goes_to_one(s3, tmp_path: Path) -> None:
    s3.pipe_file("budgets/raw/a.md", disclosure("丙市审计局", 2022, 70).encode())
    s3.pipe_file("budgets/raw/sub folder/丁 + 戊.md", disclosure("丁区公安局", 2024, 80).encode())
    folders = Folders.at(make_project(tmp_path).root, "s3://budgets/raw")
    options = replace(OPTIONS, output="s3://budgets/site")
    assert build(folders, options).failures == ()
    assert sorted(load_package(folders.package)["disclosures"].unit_name) == ["丁区公安局", "丙市审计局"]
    files = {path.relative_to(folders.site).as_posix() for path in folders.site.rglob("*") if path.is_file()}
    s3.invalidate_cache()
    assert {path.removeprefix("budgets/site/") for path in s3.find("budgets/site")} == files | {LIST}
    assert s3.cat_file("budgets/site/index.html") == (folders.site / "index.html").read_bytes()
    about = s3.call_s3("head_object", Bucket="budgets", Key="site/index.html")
    assert about["ContentType"] == "text/html", "so that a browser shows it"
    assert build(folders, options).planned == ()

    s3.rm_file("budgets/raw/a.md")
    s3.pipe_file("budgets/raw/e.md", disclosure("己县林业局", 2023, 90).encode())
    assert build(folders, options).failures == ()
    s3.invalidate_cache()
    there = s3.find("budgets/site/units")
    assert len([path for path in there if path.endswith(".html")]) == 2
    assert not [path for path in there if "2022" in path]


def test_a_bucket_that_is_not_there_is_one_line(s3, tmp_path: Path) -> None:
    root = make_project(tmp_path).root
    with pytest.raises(BudgetlibError, match=r"^s3://nowhere/raw: .*"):
        build(Folders.at(root, "s3://nowhere/raw"), OPTIONS)
    outcome = build(Folders(root), replace(OPTIONS, output="s3://nowhere/site"))
    assert [failure.step for failure in outcome.failures] == ["publish"]


def test_a_server_that_does_not_answer_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "x")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    s3fs.S3FileSystem.clear_instance_cache()
    with pytest.raises(BudgetlibError, match=r"s3://budgets/raw: can't be reached: .*check the address"):
        build(Folders.at(make_project(tmp_path).root, "s3://budgets/raw"), OPTIONS)
