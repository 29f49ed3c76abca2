"""A small checkout that `start.py` can really install, from an index on this machine."""

import os
import re
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.ground.small_checkout import Checkout, Index

ROOT = Path(__file__).parents[2]


@pytest.fixture
def index() -> Iterator[Index]:
    state = Index()
    state.may_answer.set()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = re.split("[/-]", self.path.removeprefix("/simple/").strip("/"))[0]
            if self.path.endswith(".whl"):
                state.downloads += 1
                state.asked.set()
                state.may_answer.wait()
                body = state.wheels[name]
            else:
                file = f"{name}-1.0-py3-none-any.whl"
                body = f'<a href="/{file}">{file}</a>'.encode()
            self.send_response(200)
            if not self.path.endswith(".whl"):
                self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_request(self, *_: object) -> None:
            """Nothing to the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_port}/simple"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield state
    state.may_answer.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def checkout(tmp_path: Path, index: Index) -> Checkout:
    root = tmp_path / "a checkout, with “odd” letters in its name"
    (root / "packaging").mkdir(parents=True)
    shutil.copy(ROOT / "start.py", root)
    no_cache = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "packaging/ground", root / "packaging/ground", ignore=no_cache)
    (root / "wizard").mkdir()
    (root / "wizard/__main__.py").write_text("import sys, tiny\nprint('began', sys.argv[1:])\n")
    kept = {name: os.environ[name] for name in ("PATH", "HOME")}
    settings = {
        "DISPLAY": ":99",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": index.url,
        "PIP_NO_CACHE_DIR": "1",
        "PIP_RETRIES": "1",
        "LC_ALL": "C.UTF-8",
    }
    made = Checkout(root, kept | settings)
    made.run_lock.write_text(index.locked("tiny"))
    made.run_lock.with_name("lock-test.txt").write_text(index.locked("tiny", "tests"))
    return made
