"""From `make run` to the first answer, once everything is installed.

It runs in a folder of its own with the house's environment linked into it, so that neither the
operator's `.env` nor their database has a part in it.
"""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

from benchmarks.processes import WentWrongError
from benchmarks.report import Line, Report

WITHIN = 5.0
"""Seconds."""
PATIENCE = 60.0
ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
USUAL_PORT = 8080
_TIMED = "import time; t = time.perf_counter(); import bot.cli; print(time.perf_counter() - t)"


def measure(*, quick: bool) -> Report:
    """Import, ready, first answer; medians of the starts, with the least and the greatest."""
    starts = [_start() for _ in range(1 if quick else 3)]
    imports = [_import() for _ in starts]
    ready, answered = ([start[at] for start in starts] for at in (0, 1))
    lines = [
        Line("import of the bot", median(imports), least=min(imports), greatest=max(imports)),
        Line("ready", median(ready), least=min(ready), greatest=max(ready)),
        Line(
            "first answer", median(answered), least=min(answered), greatest=max(answered),
            at_most=WITHIN,
        ),
    ]  # fmt: skip
    return Report("start", f"Seconds from `{' '.join(_command()[1][:2])}`, once installed", lines)


def _import() -> float:
    done = subprocess.run(
        [sys.executable, "-c", _TIMED], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return float(done.stdout)


def _command() -> tuple[int, list[str]]:
    """The port and what to start: `make run`, or the demo where another has its port."""
    if shutil.which("make") and BIN == ROOT / ".venv" / "bin" and _free(USUAL_PORT):
        return USUAL_PORT, ["make", "run"]
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    return port, ["azamat", "demo", "--port", str(port)]


def _free(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) != 0


def _start() -> tuple[float, float]:
    """Seconds until it says that it is ready, and until the first person has the first answer."""
    port, command = _command()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / ".venv").symlink_to(ROOT / ".venv")
        shutil.copy(ROOT / "Makefile", folder)
        if command[0] == "make":
            # what is installed is taken as it is: this measures a start, not an installation
            command = ["make", "-o", ".venv/.ready", "run"]
        else:
            command = [str(BIN / "azamat"), *command[1:]]
        settings = {
            "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/bench.db",
            "MASTER_KEYS": "k1:" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=",
        }
        kept = {name: value for name, value in os.environ.items() if name != "BOT_TOKEN"}
        began = time.perf_counter()
        child = subprocess.Popen(
            command, cwd=folder, env={**kept, **settings}, stdout=subprocess.PIPE, text=True
        )
        try:
            ready = _ready(child) - began
            _says_start(port)
            return ready, time.perf_counter() - began
        finally:
            child.terminate()
            child.wait(20)


def _ready(child: subprocess.Popen[str]) -> float:
    assert child.stdout is not None
    for line in child.stdout:
        if "http://" in line:
            return time.perf_counter()
    raise WentWrongError("the bot ended before it was ready")


def _says_start(port: int) -> None:
    """Aigul presses Start; done when the bot has confirmed it, which it does after its answer."""
    body = json.dumps({"text": "/start", "wait": True, "timeout": PATIENCE}).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/sandbox/people/aigul/text",
        body,
        {"Content-Type": "application/json"},
    )
    with contextlib.closing(urllib.request.urlopen(request, timeout=PATIENCE)) as answer:
        if not json.load(answer).get("settled"):
            raise WentWrongError("nobody answered /start")
