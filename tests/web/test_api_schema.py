"""The description of the interface and the running server agree, whatever is asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from openapi_spec_validator import validate

from tests.browser.own_server import ROOT, OwnServer

EXAMPLES = 5  # for each address, on top of what covers each parameter; the same in every run


@pytest.fixture(scope="module")
def server(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnServer]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("API_PER_MINUTE", "1000000")
        own = OwnServer(store, tmp_path_factory.mktemp("described"))
        own.start()
    yield own
    own.kill()


def test_the_running_server_answers_as_it_is_described_whatever_is_asked(
    server: OwnServer, tmp_path: Path
) -> None:
    environment = {"SCHEMATHESIS_HOOKS": "tests.web.schemathesis_hooks", "PYTHONPATH": str(ROOT)}
    told = subprocess.run(
        [
            sys.executable, "-m", "schemathesis.cli", "run", f"{server.url}/api/v1/openapi.json",
            "--checks=all", "--phases=examples,coverage,fuzzing", f"--max-examples={EXAMPLES}",
            "--generation-deterministic", "--continue-on-failure", "--no-color",
        ],
        cwd=tmp_path,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
    )  # fmt: skip

    assert told.returncode == 0, told.stdout[-6000:] + told.stderr[-2000:]
    assert "Tested: 13" in told.stdout


def test_the_description_is_valid_openapi_and_says_something_of_everything(
    server: OwnServer,
) -> None:
    with urllib.request.urlopen(f"{server.url}/api/v1/openapi.json") as answer:
        document = json.load(answer)

    validate(document)
    assert document["openapi"].startswith("3.1")
    for path, methods in document["paths"].items():
        told = methods["get"]
        assert told["summary"], path
        assert told["description"].endswith("."), path
        assert {"200", "400", "405", "429", "500", "503"} <= told["responses"].keys(), path
    for name, parameter in document["components"]["parameters"].items():
        assert parameter["description"].endswith("."), name
