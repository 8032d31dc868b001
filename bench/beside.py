"""Work on a store while another program captures: what the work cost, and how long each capture took."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

CAPTURER = """
import json, sys, time
from pathlib import Path
from salesdesk.clock import SystemClock
from salesdesk.domain.drafts import Detail, ProspectDraft
from salesdesk.services.prospects import capture
from salesdesk.store.database import Store
with Store.open(Path(sys.argv[1]), SystemClock()) as store:
    waits, number = [], 0
    print("ready", flush=True)
    sys.stdin.readline()
    capture(store, ProspectDraft(name="Warm", phones=(Detail("912 34 567"),)), region="NO")
    while not Path(sys.argv[2]).exists():
        number += 1
        draft = ProspectDraft(name=f"Met {number}", company="Stand", phones=(Detail(f"4{number:07d}"),))
        begun = time.perf_counter()
        capture(store, draft, region="NO")
        waits.append((time.perf_counter() - begun) * 1000)
        time.sleep(0.05)
    print(json.dumps(waits), flush=True)
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU and wall seconds of the work, and the milliseconds that each capture beside it took, shortest first."""

    cpu: float
    wall: float
    waits: list[float]

    @property
    def captures(self) -> str:
        """How the captures fared, in words."""
        if not self.waits:
            return "no capture meanwhile"
        at99 = self.waits[int(len(self.waits) * 0.99)]
        return f"{len(self.waits)} captures meanwhile: p99 {at99:.0f} ms, longest {self.waits[-1]:.0f} ms (at most 100)"


def cost(store: Path, work: Callable[[Callable[[], None]], object]) -> Cost:
    """Does `work` while another process captures into the store at `store` twenty times a second, from the
    moment that the work calls what it is given."""
    with TemporaryDirectory(prefix="salesdesk-bench-") as folder:
        stop = Path(folder) / "stop"
        call = [sys.executable, "-c", CAPTURER, str(store), str(stop)]
        pipe = subprocess.PIPE
        with subprocess.Popen(call, stdin=pipe, stdout=pipe, text=True) as capturer:
            assert capturer.stdin is not None
            assert capturer.stdout is not None
            capturer.stdout.readline()
            begun, cpu = time.perf_counter(), time.process_time()
            try:
                work(_once(capturer.stdin))
                cpu, wall = time.process_time() - cpu, time.perf_counter() - begun
            finally:
                stop.touch()
                capturer.stdin.close()
            waits: list[float] = json.loads(capturer.stdout.readline())
    return Cost(cpu, wall, sorted(waits))


def _once(told: IO[str]) -> Callable[[], None]:
    left = ["go\n"]

    def begin() -> None:
        while left:
            told.write(left.pop())
            told.flush()

    return begin
