"""Jobs run one at a time beside the desk, are kept, can be stopped and tried again, and outlive a restart."""

from __future__ import annotations

import datetime as dt
import io
import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.app import open_app
from dragoman.core.errors import NotFoundError, StoreError, TooLargeError, UsageError
from dragoman.core.settings import Settings
from dragoman.web.jobs import Jobs
from dragoman.web.jobs_kept import Job, JobFile, Kept
from dragoman.web.jobs_spool import MOST_FILES, HandedIn, Spool, safe_name
from dragoman.web.jobs_watch import state_of

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
TEXT = b"The Quay Gazette, 3 February 2025\n\nNorwind closed its embassy in Estavia on Monday, the foreign ministry said."
QUICK = """
import json, sys, time
task = json.loads(sys.stdin.buffer.readline())
given = task["job"]["given"]
def tell(**told): print(json.dumps(told), flush=True)
tell(done=1, of=2)
if "slow" in str(given) : time.sleep(60)
if "crash" in str(given): sys.exit(3)
tell(over=True, counts={"added": len(given)}, ends=[{"path": "a", "state": "added"}], again=[one for one in given if "bad" in one])
"""
"""What stands for the process that reads: it tells a step and an end, sleeps over `slow`, and dies over `crash`."""


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "affair.db"


@contextmanager
def working(record: Path) -> Iterator[Jobs]:
    jobs = Jobs(Settings(record=record), lambda: NOON, (sys.executable, "-c", QUICK))
    jobs.start()
    try:
        yield jobs
    finally:
        jobs.close()


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.02)


def over(jobs: Jobs, job: Job) -> Job:
    until(lambda: jobs.get(job.id).is_over)
    return jobs.get(job.id)


def file(name: str = "a.txt", content: bytes = TEXT) -> HandedIn:
    return HandedIn(name, io.BytesIO(content))


def test_a_job_tells_what_became_of_its_inputs_and_its_files_go(record: Path) -> None:
    with working(record) as jobs:
        done = over(jobs, jobs.add([file()], ["https://quay.example/1"], "dana"))
        assert (done.state, done.counts, done.by) == ("done", {"added": 2}, "dana")
        assert jobs.spool.bytes() == 0


def test_one_job_runs_at_a_time_and_one_that_waits_can_be_stopped(record: Path) -> None:
    with working(record) as jobs:
        first, second = jobs.add([], ["https://slow.example/"], "dana"), jobs.add([], ["https://b.example/"], "dana")
        until(lambda: jobs.get(first.id).done == 1)
        assert [job.state for job in jobs.all()] == ["reading", "waiting"]
        jobs.stop(second.id)
        assert jobs.get(second.id).state == "stopped"


def test_a_job_that_runs_can_be_stopped_and_tried_again(record: Path) -> None:
    with working(record) as jobs:
        job = jobs.add([], ["https://slow.example/"], "dana")
        until(lambda: jobs.get(job.id).done == 1)
        jobs.stop(job.id)
        stopped = over(jobs, job)
        assert (stopped.state, stopped.error, stopped.again) == ("stopped", "", ("https://slow.example/",))
        assert jobs.again(job.id, "dana").given == ("https://slow.example/",)
        with pytest.raises(NotFoundError):
            jobs.get(job.id)


def test_a_process_that_dies_is_told_of_and_the_next_job_runs(record: Path) -> None:
    with working(record) as jobs:
        job, after = jobs.add([], ["https://crash.example/"], "dana"), jobs.add([], ["https://b.example/"], "dana")
        assert over(jobs, job).error == "crash"
        assert over(jobs, after).state == "done"


def test_files_that_failed_are_kept_for_a_second_try_until_they_are_dismissed(record: Path) -> None:
    (record.parent / "bad").mkdir()
    with working(record.parent / "bad" / "a.db") as jobs:
        job = over(jobs, jobs.add([file()], [], "dana"))
        assert job.can_be_tried_again
        assert jobs.spool.bytes() == len(TEXT)
        jobs.forget(job.id)
        assert jobs.spool.bytes() == 0


def test_what_ran_when_the_desk_was_shut_is_told_as_cut_off_and_what_waited_goes_on(record: Path) -> None:
    with working(record) as jobs:
        first, second = jobs.add([], ["https://slow.example/"], "dana"), jobs.add([file()], [], "dana")
        until(lambda: jobs.get(first.id).done == 1)
    with working(record) as jobs:
        assert jobs.get(first.id).state == "cut"
        assert jobs.get(first.id).can_be_tried_again
        assert over(jobs, second).state == "done"


def test_nothing_else_than_links_and_files_is_taken(record: Path) -> None:
    jobs = Jobs(Settings(record=record), lambda: NOON)
    for links in ([], ["/etc/passwd"], ["file:///etc/passwd"], ["https://a.example"] * 201):
        with pytest.raises(UsageError):
            jobs.add([], links, "dana")
    assert jobs.all() == ()


@pytest.mark.parametrize(
    ("given", "name"),
    [("../../a.txt", "a.txt"), ("C:\\x\\b.pdf", "b.pdf"), ("", "file without a name"), ("..", "file without a name"), ("a\x00\n\u202eb.txt", "ab.txt")],
)
def test_a_name_is_only_ever_shown(tmp_path: Path, given: str, name: str) -> None:
    kept = Spool(tmp_path / "a.db").put([file(given)])
    assert list(kept.values()) == [name]
    (place,) = (Path(place) for place in kept)
    assert place.name == "0001"
    assert place.is_relative_to((tmp_path / ".a.spool").resolve())


def test_a_long_name_keeps_its_suffix() -> None:
    assert safe_name("x" * 5000 + ".pdf").endswith("x.pdf")
    assert len(safe_name("x" * 5000)) == 160


def test_the_spool_is_bounded_in_size_and_number(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "a.db", most_bytes=100)
    with pytest.raises(TooLargeError, match="waiting"):
        spool.put([file(content=b"x" * 60), file(content=b"x" * 60)])
    assert spool.bytes() == 0
    with pytest.raises(UsageError, match="at once"):
        spool.put([file()] * (MOST_FILES + 1))


def test_a_job_file_that_is_broken_says_which_it_is(record: Path) -> None:
    record.with_name("affair.jobs.json").write_text('{"jobs": 1}')
    with pytest.raises(StoreError, match=r"affair\.jobs\.json"):
        JobFile(record).read()


def test_only_the_last_jobs_that_ended_are_kept(record: Path) -> None:
    ended = [Job(f"j-{n}", "add", ("https://a.example",), "dana", NOON.isoformat(), state="done") for n in range(60)]
    JobFile(record).write(Kept((*ended, replace(ended[0], id="j-cut", state="reading"))))
    with working(record) as jobs:
        assert len(jobs.all()) == 40
        assert "j-0" not in {job.id for job in jobs.all()}
    assert len(json.loads(record.with_name("affair.jobs.json").read_text())["jobs"]) == 40


def test_a_folder_is_looked_at_again_only_when_it_holds_something_else(tmp_path: Path) -> None:
    later = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=1)
    assert state_of(tmp_path, later) == "empty"
    (tmp_path / "a.txt").write_bytes(TEXT)
    first = state_of(tmp_path, later)
    assert first == state_of(tmp_path, later) != "empty"
    (tmp_path / "b.txt").write_bytes(TEXT)
    assert state_of(tmp_path, later) != first
    assert state_of(tmp_path, dt.datetime.now(dt.UTC)) is None, "it was written to just now"


def test_a_watched_folder_is_read_when_something_comes_in(record: Path, tmp_path: Path) -> None:
    folder = tmp_path / "clippings"
    folder.mkdir()
    with working(record) as jobs:
        watch = jobs.watch(str(folder), "dana")
        with pytest.raises(UsageError, match="already"):
            jobs.watch(str(folder), "dana")
        until(lambda: bool(jobs.watches()[0].last))
        assert jobs.all() == ()
        jobs.unwatch(watch.id)
        (folder / "a.txt").write_bytes(TEXT)
        jobs.watch(str(folder), "dana")
        until(lambda: [job.state for job in jobs.all()] == ["done"])
        assert jobs.all()[0].given == (str(folder.resolve()),)


@pytest.mark.parametrize("given", ["", "/no/such/folder", "ftp://a.example", __file__])
def test_what_is_no_folder_and_no_address_is_not_watched(record: Path, given: str) -> None:
    with pytest.raises(UsageError, match="no folder"):
        Jobs(Settings(record=record), lambda: NOON).watch(given, "dana")


def test_a_file_is_read_in_a_process_of_its_own_and_stands_in_the_record(record: Path) -> None:
    jobs = Jobs(Settings(record=record, jobs=1), lambda: NOON)
    jobs.start()
    try:
        done = over(jobs, jobs.add([file("embassy.txt"), file("broken.pdf", b"%PDF-1.4 no")], [], "dana"))
        assert (done.state, dict(done.counts)) == ("done", {"added": 1, "failed": 1})
        assert [end.path for end in done.ends] == ["broken.pdf", "embassy.txt"]
        again = over(jobs, jobs.again(done.id, "dana"))
        assert (again.state, again.error, again.ends[0].error) == ("failed", "nothing-read", "malformed")
        removed = over(jobs, jobs.remove(done.ends[1].document or "", "embassy.txt", "dana", "a trial"))
        assert removed.counts == {"removed": 1}
    finally:
        jobs.close()
    with open_app(Settings(record=record)) as app:
        assert [(row.path, row.state) for row in app.desk.inputs().items] == [("broken.pdf", "failed")]
        assert [(stone.by, stone.why) for stone in app.store.tombstones()] == [("dana", "a trial")]


def test_a_job_of_a_desk_that_was_started_in_the_background_can_be_stopped() -> None:
    program = (
        "import signal, time; from dragoman.web import jobs_child as c; signal.signal(signal.SIGINT, signal.SIG_IGN);"  # as shells do with what ends in &
        "c.carry_out = lambda task, tell: (tell(c.Told(done=1, of=2)), time.sleep(60)); c.main()"
    )
    process = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdin is not None
    assert process.stdout is not None
    task = {"record": "a.db", "codebook": None, "as_of": None, "jobs": 1, "job": {"id": "j", "kind": "add", "given": [], "by": "", "at": ""}}
    process.stdin.write(json.dumps(task).encode() + b"\n")
    process.stdin.flush()
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    try:
        assert process.wait(20) != 0
    finally:
        process.kill()
        process.communicate()


def test_what_reads_beside_the_desk_stands_back_behind_it() -> None:
    code = "import os; from dragoman.web.jobs_child import _AUTOGROUP as a, stand_back; stand_back(); "
    code += "print(os.nice(0)); print(a.read_text() if a.exists() else 'nice 10')"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, start_new_session=True).stdout.split("\n")
    assert int(told[0]) >= 10
    assert told[1].endswith("nice 10")


def test_a_session_that_others_share_is_not_slowed() -> None:
    code = "import pathlib; from dragoman.web.jobs_child import _AUTOGROUP as a, stand_back; was = a.read_text() if a.exists() else ''; stand_back(); "
    code += "print(was == (a.read_text() if a.exists() else ''))"
    shared = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {code!r}], check=True)"
    told = subprocess.run([sys.executable, "-c", shared], capture_output=True, text=True, check=True, start_new_session=True).stdout
    assert told.strip() == "True"
