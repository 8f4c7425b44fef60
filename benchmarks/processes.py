"""Processes of their own: how long the start takes, and how much memory they hold.

Memory is read from /proc, therefore on Linux only; elsewhere these figures are left out.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from app.config import root
from benchmarks.figures import Figure, timed
from benchmarks.house import House

START_TARGET_MS = 2000
IDLE_TARGET_MB = 120
PEAK = """
import sys
from flask.cli import main
sys.argv = ["flask", "--app", "wsgi", *sys.argv[1:]]
try:
    main()
finally:
    status = open("/proc/self/status").read() if sys.platform == "linux" else "VmHWM: 0"
    print(status[status.index("VmHWM"):].split()[1], file=sys.stderr)
"""


def can_see_memory() -> bool:
    """Whether this system tells how much memory a process holds."""
    return Path("/proc/self/status").exists()


def flask(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[float, float]:
    """Runs a command in a process of its own; its milliseconds and its peak memory in MB."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", PEAK, *arguments],
        cwd=root(),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    took = (time.perf_counter() - start) * 1000
    assert done.returncode == 0, done.stderr
    return took, int(done.stderr.split()[-1]) * 1024 / 1e6


def figures(at: House, runs: int) -> list[Figure]:
    """Start and idle memory of a worker."""
    group = "Start and memory"
    starts = [timed(lambda: start_once(at)) for _ in range(runs)]
    found = [Figure(group, "import of wsgi in a fresh process", "ms", starts, START_TARGET_MS)]
    if can_see_memory():
        with worker(at) as (process_id, address):
            fetch(f"{address}/sign-in")
            found.append(
                Figure(
                    group,
                    "worker after its first sign-in page",
                    "MB",
                    [resident(process_id)],
                    IDLE_TARGET_MB,
                )
            )
    return found


def start_once(at: House) -> None:
    """A fresh interpreter that loads the application and ends."""
    command = [sys.executable, "-c", "import wsgi"]
    subprocess.run(command, cwd=root(), env=at.environment, check=True)


@contextmanager
def worker(at: House) -> Iterator[tuple[int, str]]:
    """A running server on a free port; its process and its address."""
    command = [sys.executable, "-c", SERVER]
    with subprocess.Popen(
        command, cwd=root(), env=at.environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield process.pid, f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.terminate()


SERVER = """
from waitress import create_server
from wsgi import app
server = create_server(app, host="127.0.0.1", port=0, threads=4)
print(server.effective_port, flush=True)
server.run()
"""


def fetch(address: str) -> bytes:
    """A page of the worker."""
    with urllib.request.urlopen(address, timeout=30) as answer:
        found: bytes = answer.read()
        return found


def resident(process_id: int) -> float:
    """Memory that a process holds, in MB."""
    status = Path(f"/proc/{process_id}/status").read_text()
    kib = re.search(r"VmRSS:\s+(\d+)", status)
    assert kib is not None
    return int(kib[1]) * 1024 / 1e6
