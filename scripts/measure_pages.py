"""Measures the server time of each page of the desk on a record, alone and while reports are added beside it.

`python scripts/measure_pages.py RECORD [FOLDER] [--only WORD] [--export]`: FOLDER holds reports that are added to the record meanwhile, so give a copy.
What is said: milliseconds by the clock, and of the processor, which on a machine that does other work is the truer figure.
"""

from __future__ import annotations

import argparse
import math
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from starlette.testclient import TestClient

from dragoman.codebook import load_codebook
from dragoman.core.settings import Settings
from dragoman.web.server import create_app
from dragoman.web.site import Access
from dragoman.web.warming import warm

ROUNDS = 20
EACH = 10
"""Records of one kind whose pages are measured: those that its list names first."""
LISTS = (
    *("/", "/about", "/inputs", "/inputs?state=copy", "/documents", "/documents?outlet=Reuters&sort=events", "/documents?about=wheat"),
    *("/events", "/events?view=table", "/events?view=table&page=1000", "/events?view=map", "/events?type=ACCUSE&lanes=pair", "/events?about=wheat"),
    *("/questions", "/questions?which=all&page=50", "/who", "/who?q=ma", "/ties", "/ties?unit=day", "/ties?unit=year&sort=score", "/ties?view=network"),
    *("/stories", "/incidents", "/review", "/review/log", "/review/agreement", "/brief", "/api/ties", "/api/jobs"),
)
LEADS = {
    "/documents/…": ("/documents?sort=events", "/documents/d-"),
    "/events/…": ("/events?view=table&sort=told", "/events/e-"),
    "/questions/…": ("/questions?which=all", "/questions/q-"),
    "/who/…": ("/who", "/who/n-"),
    "/who/… (persons)": ("/who?type=person", "/who/n-"),
    "/ties/…": ("/ties", "/ties/"),
    "/stories/…": ("/stories", "/stories/s-"),
    "/incidents/…": ("/incidents", "/incidents/i-"),
}
"""Kind of page to the list that leads to it, and how its address begins."""
SEARCHES = {
    "a rare name": "/search?q=%22Rurik+Lindqvist%22",
    "two words": "/search?q=wheat+agreement",
    "two common words": "/search?q=trade+officials",
    "the commonest word": "/search?q=said",
    "in reports alone": "/search?q=said&kind=documents&page=3",
    "narrowed": "/search?q=said&outlet=Reuters&from=2022&type=COERCE",
    "written otherwise": "/search?q=hacizade+OR+moskve",
    "no find": "/search?q=zzyzx",
}
EXPORTS = (
    "/events?format=csv",
    "/documents?format=csv",
    "/search?q=said&format=csv",
    "/ties?format=csv",
    "/questions?format=csv",
    "/who?format=csv",
    "/inputs?format=csv",
)
WRITE = "/visits"
"""What is posted: the shortest change that the desk makes."""
Asked = Mapping[str, Sequence[str]]


@dataclass(slots=True)
class Taken:
    """What answers took by the clock and of the processor, in milliseconds, and those that were errors."""

    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    bad: list[str] = field(default_factory=list)

    def ask(self, client: TestClient, address: str) -> None:
        """Asks for one page."""
        wall, work = time.perf_counter(), time.process_time()
        answer = client.post(address, data={"number": 1}, follow_redirects=False) if address == WRITE else client.get(address)
        self.clock.append((time.perf_counter() - wall) * 1000)
        self.processor.append((time.process_time() - work) * 1000)
        if answer.status_code >= 400:
            self.bad.append(f"{answer.status_code} {address}")

    def say(self, name: str, more: str = "") -> None:
        """Prints a line."""
        clock, work = sorted(self.clock), sorted(self.processor)
        told = f"p50 {percentile(clock, 0.5):5.0f}  p95 {percentile(clock, 0.95):5.0f}  most {clock[-1]:5.0f}"
        spent = f"processor p50 {percentile(work, 0.5):5.0f}  p95 {percentile(work, 0.95):5.0f}"
        sys.stdout.write(f"{name:44} {told}  {spent}{more}  errors {len(self.bad)} {' '.join(self.bad[:1])}\n")
        sys.stdout.flush()


def pages(client: TestClient) -> Asked:
    """{what a line is called: addresses that are asked in turn}."""
    found: dict[str, Sequence[str]] = {address: (address,) for address in LISTS}
    for name, (address, start) in LEADS.items():
        links = (part.split('"')[0].split("#")[0].split("?")[0] for part in client.get(address).text.split('href="')[1:])
        found[name] = [link for link in dict.fromkeys(links) if link.startswith(start)][:EACH]
    pair = found["/ties/…"][0].removeprefix("/ties/").split("/")
    found["/events?pair=…"] = (f"/events?pair={'-'.join(pair)}", f"/events?pair={'-'.join(pair)}&view=table&sort=told")
    found["/ties/… by day"] = (f"/ties/{'/'.join(pair)}?unit=day",)
    found["/brief?pair=…"] = (f"/brief?pair={','.join(pair)}",)
    found["/brief?about=… (who)"] = [f"/brief?about={who.removeprefix('/who/')}" for who in (*found["/who/…"][:2], *found["/who/… (persons)"][:2])]
    found["/brief?story=…"] = [f"/brief?story={story.removeprefix('/stories/')}" for story in found["/stories/…"][:3]]
    found["/brief?about=words"] = ("/brief?about=wheat",)
    found["/brief as Word"] = (f"/brief?pair={','.join(pair)}&format=docx",)
    found[f"POST {WRITE}"] = (WRITE,)
    return {name: addresses for name, addresses in found.items() if addresses} | {f"/search: {name}": (address,) for name, address in SEARCHES.items()}


def percentile(times: Sequence[float], share: float) -> float:
    """Of sorted times."""
    return times[min(len(times) - 1, math.ceil(len(times) * share) - 1)]


def report(client: TestClient, asked: Asked, rounds: int) -> None:
    """Prints one line a page; first: the one that came before the others, cold."""
    for name, addresses in asked.items():
        first, taken = Taken(), Taken()
        first.ask(client, addresses[0])
        for n in range(rounds):
            taken.ask(client, addresses[n % len(addresses)])
        taken.say(name, f"  first {first.clock[0]:5.0f}")


def report_beside(client: TestClient, asked: Asked, running: subprocess.Popen[bytes]) -> None:
    """Asks for one page after the other, over and over while a process runs, and prints one line a page at its end."""
    taken = {name: Taken() for name in asked}
    began, turn = time.time(), 0
    while running.poll() is None:
        for name, addresses in asked.items():
            taken[name].ask(client, addresses[turn % len(addresses)])
        turn += 1
    sys.stdout.write(f"it ended with {running.returncode} after {time.time() - began:.0f} s; each page was asked for {turn} times\n")
    for name, one in taken.items():
        one.say(name)


def report_exports(client: TestClient) -> None:
    """Prints how long each file takes, and how long a page takes meanwhile."""
    for address in EXPORTS:
        sent: list[int] = []

        def take(address: str = address, sent: list[int] = sent) -> None:
            sent.append(len(client.get(address).content))

        file, taken, began = threading.Thread(target=take), Taken(), time.time()
        file.start()
        while file.is_alive():
            taken.ask(client, "/events?view=table")
        taken.say(f"beside {address}", f"  the file {time.time() - began:.1f} s, {sent[0] / 1e6:.1f} MB")


def main() -> None:
    """Measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("record", type=Path)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--only", default="", help="only lines in whose name this stands")
    parser.add_argument("--export", action="store_true", help="only files, and a page beside them")
    given = parser.parse_args()
    app = create_app(Settings(record=given.record), Access())
    load_codebook(None)  # as `serve` does
    with TestClient(app, base_url="http://127.0.0.1:8421") as client:
        client.get("/about", params={"token": app.state.site.sessions.invite()})
        client.headers["x-csrf-token"] = client.get("/about").text.split('name="csrf" content="')[1].split('"')[0]
        warm(app.state.site)
        if given.export:
            report_exports(client)
            return
        asked = {name: addresses for name, addresses in pages(client).items() if given.only in name}
        if given.folder is None:
            report(client, asked, ROUNDS)
            return
        adding = [sys.executable, "-c", "from dragoman.cli import main; main()", "--record", str(given.record), "add", str(given.folder)]
        with subprocess.Popen(adding, stdout=subprocess.DEVNULL, start_new_session=True) as running:  # as from another terminal
            report_beside(client, asked, running)


if __name__ == "__main__":
    main()
