"""Files are there whole or not at all, whatever goes wrong; and only what may be read is read."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from leaflet.errors import AssetError, ExitCode, FileAccessError, Location
from leaflet.files import inside, read_bytes, remove_stale, shown, write_whole
from leaflet.whole import machine

ROOT = Path(__file__).parents[1]
OLD, NEW = b"%PDF old " * 2000, b"%PDF new " * 3000
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="speaks of POSIX files")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A file that is there already, alone in its folder."""
    path = tmp_path / "out" / "leaflet.pdf"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


def left_behind(folder: Path) -> list[str]:
    """All files of a folder, hidden ones too."""
    return sorted(path.name for path in folder.iterdir())


def run_python(code: str, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """Python code in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, check=False
    )


def test_a_file_is_written(tmp_path: Path) -> None:
    """Folders that are missing are made, and nothing but the file is in them."""
    path = tmp_path / "a" / "b" / "leaflet.pdf"
    write_whole(path, NEW)
    assert path.read_bytes() == NEW
    assert left_behind(path.parent) == ["leaflet.pdf"]


def test_a_file_is_replaced(target: Path) -> None:
    """The new file takes the place of the old one."""
    write_whole(target, NEW)
    assert target.read_bytes() == NEW
    assert left_behind(target.parent) == ["leaflet.pdf"]


@POSIX
@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_others_may_read_what_the_users_mask_allows(tmp_path: Path, mask: int) -> None:
    """A leaflet has the permissions of any new file, not those of a private temporary one."""
    before = os.umask(mask)
    try:
        write_whole(tmp_path / "leaflet.pdf", NEW)
    finally:
        os.umask(before)
    mode = stat.S_IMODE((tmp_path / "leaflet.pdf").stat().st_mode)
    assert mode == 0o666 & ~mask


def failing(number: int) -> Callable[..., int]:
    """A call of the system that fails with an error of this number."""

    def fail(*_arguments: object, **_named: object) -> int:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize(
    ("where", "number", "said"),
    [
        ("os.fsync", errno.ENOSPC, "no space left"),
        ("os.fsync", errno.EDQUOT, "quota"),
        ("os.fsync", errno.EIO, "input/output error"),
        ("os.replace", errno.EACCES, "permissions"),
        ("os.replace", errno.EBUSY, "busy"),
        ("os.replace", errno.EXDEV, "cross-device"),
        ("os.open", errno.EROFS, "read-only"),
        ("os.open", errno.EACCES, "permissions"),
        ("os.open", errno.EMFILE, "too many open files"),
        ("os.fdopen", errno.ENOMEM, "cannot allocate"),
    ],
)
def test_a_fault_leaves_the_old_file(
    target: Path, monkeypatch: pytest.MonkeyPatch, where: str, number: int, said: str
) -> None:
    """Disk full, quota, locked or read-only: the old file is untouched, and no stump is left."""
    monkeypatch.setattr(where, failing(number))
    with pytest.raises(FileAccessError, match=f"(?i){said}") as caught:
        write_whole(target, NEW)
    monkeypatch.undo()
    assert caught.value.exit_code == ExitCode.FILE_ACCESS
    assert shown(target) in str(caught.value)
    assert target.read_bytes() == OLD
    assert left_behind(target.parent) == ["leaflet.pdf"]


def test_a_fault_leaves_no_new_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there was no file, a fault leaves none."""
    monkeypatch.setattr("os.fsync", failing(errno.ENOSPC))
    with pytest.raises(FileAccessError):
        write_whole(tmp_path / "leaflet.pdf", NEW)
    assert left_behind(tmp_path) == []


FULL = """
import resource, signal, sys
from pathlib import Path
from leaflet.files import write_whole
from leaflet.errors import FileAccessError

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
target, data = Path(sys.argv[1]), b"%PDF new " * 3000
before = target.read_bytes()
for offset in [*range(0, len(data), len(data) // 50), 1, len(data) - 1]:
    resource.setrlimit(resource.RLIMIT_FSIZE, (offset, resource.RLIM_INFINITY))
    try:
        write_whole(target, data)
    except FileAccessError as error:
        assert int(error.exit_code) == 5
    else:
        sys.exit(f"written whole, though only {offset} bytes fit")
    assert target.read_bytes() == before
    assert [path.name for path in target.parent.iterdir()] == [target.name]
"""


@POSIX
def test_a_full_disk_in_mid_write_leaves_the_old_file(target: Path) -> None:
    """When the disk is full at any of fifty places of the file, the old one stays as it was."""
    done = run_python(FULL, target)
    assert (done.returncode, done.stderr) == (0, b"")
    assert target.read_bytes() == OLD
    assert left_behind(target.parent) == ["leaflet.pdf"]


KILLED = """
import os, signal, sys
from pathlib import Path
from leaflet import files, whole

steps = int(sys.argv[2])

def trace(frame, event, argument):
    global steps
    if frame.f_code.co_filename == whole.__file__ and event in ("line", "return"):
        steps -= 1
        if steps == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    return trace

sys.settrace(trace)
files.write_whole(Path(sys.argv[1]), b"%PDF new " * 3000)
sys.settrace(None)
print(steps)
"""


@POSIX
@pytest.mark.slow
def test_a_kill_leaves_the_old_file_or_the_new(target: Path) -> None:
    """Killed at any step of writing, the file is the old or the new one; a stump is cleared up."""
    ended = 0
    for step in range(1, 80):
        target.write_bytes(OLD)
        done = run_python(KILLED, target, str(step))
        assert target.read_bytes() in (OLD, NEW)
        if done.returncode == 0:
            ended = step
            break
        assert done.returncode == -signal.SIGKILL
    assert 20 < ended < 80
    assert target.read_bytes() == NEW
    assert left_behind(target.parent) == ["leaflet.pdf"]  # the last one swept up after the others


def dead_process() -> int:
    """The number of a process that is no more."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


@POSIX
def test_only_what_the_dead_left_is_cleared_up(tmp_path: Path) -> None:
    """Temporary files of killed processes go; those of living ones, and all other files, stay."""
    here = machine()
    stale = tmp_path / f".leaflet-{dead_process()}-{here}-abc.tmp"
    others = [
        tmp_path / f".leaflet-{os.getpid()}-{here}-abc.tmp",
        tmp_path / f".leaflet-1-{here}-abc.tmp",
        tmp_path / f".leaflet-x-{here}-abc.tmp",
        tmp_path / f".leaflet-{dead_process()}-another{here}-abc.tmp",
        tmp_path / f".leaflet-{dead_process()}-{here}-abc.pdf",
        tmp_path / "notes.tmp",
    ]
    for path in (stale, *others):
        path.write_bytes(b"x")
    write_whole(tmp_path / "leaflet.pdf", NEW)
    expected = [*(path.name for path in others), "leaflet.pdf"]
    assert left_behind(tmp_path) == sorted(expected)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="speaks of Linux's /proc")
def test_a_zombie_is_dead(tmp_path: Path) -> None:
    """A killed process that nobody has waited for yet writes no more: what it left goes, too."""
    killed = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    stale = tmp_path / f".leaflet-{killed.pid}-{machine()}-abc.tmp"
    stale.write_bytes(b"x")
    remove_stale(tmp_path)
    assert stale.exists()
    killed.kill()
    os.waitid(os.P_PID, killed.pid, os.WEXITED | os.WNOWAIT)
    remove_stale(tmp_path)
    assert not stale.exists()
    killed.wait()


@POSIX
def test_a_folder_is_looked_through_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand leaflets into one folder do not list it ten thousand times."""
    looked: list[str] = []
    listdir = os.listdir

    def counted(path: str) -> list[str]:
        looked.append(path)
        return listdir(path)

    monkeypatch.setattr("os.listdir", counted)
    for number in range(3):
        write_whole(tmp_path / f"{number}.pdf", NEW)
    assert len(looked) == 1


@pytest.mark.parametrize("kind", ["folder", "link", "link to nothing", "pipe"])
@POSIX
def test_only_plain_files_are_replaced(tmp_path: Path, kind: str) -> None:
    """A folder, link or pipe in the target's place is named and left as it is."""
    path, other = tmp_path / "leaflet.pdf", tmp_path / "other.pdf"
    other.write_bytes(OLD)
    match kind:
        case "folder":
            path.mkdir()
        case "link":
            path.symlink_to(other)
        case "link to nothing":
            path.symlink_to(tmp_path / "nothing.pdf")
        case _:
            os.mkfifo(path)
    before = left_behind(tmp_path)
    with pytest.raises(FileAccessError, match=r"leaflet\.pdf"):
        write_whole(path, NEW)
    assert left_behind(tmp_path) == before
    assert other.read_bytes() == OLD


def test_a_read_only_file_is_kept(target: Path) -> None:
    """Who takes a file's permission to be written away means it, though its folder allows more."""
    target.chmod(0o444)
    with pytest.raises(FileAccessError, match="read-only"):
        write_whole(target, NEW)
    assert target.read_bytes() == OLD
    assert left_behind(target.parent) == [target.name]


@pytest.mark.parametrize(
    "path", ["/proc/leaflet.pdf", "/proc/self/leaflet.pdf", "/dev/full", "/dev/null/leaflet.pdf"]
)
@POSIX
def test_where_nothing_can_be_written_is_told(path: str) -> None:
    """A read-only or unreal folder is an error that names the file, not a traceback."""
    with pytest.raises(FileAccessError, match=Path(path).name):
        write_whole(Path(path), NEW)


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "x" * 300 + "/y"], ids=["long", "nul", "way"])
@POSIX
def test_impossible_names_are_told(tmp_path: Path, name: str) -> None:
    """A name that no file can have is an error of ours, in reading as in writing."""
    with pytest.raises(FileAccessError):
        write_whole(tmp_path / name, NEW)
    with pytest.raises(FileAccessError):
        read_bytes(tmp_path / name)
    assert left_behind(tmp_path) == []


def test_a_file_in_the_way_of_a_folder_is_told(tmp_path: Path) -> None:
    """Where a file stands in the place of a folder, it is kept."""
    (tmp_path / "output").write_bytes(OLD)
    with pytest.raises(FileAccessError, match=r"leaflet\.pdf"):
        write_whole(tmp_path / "output" / "leaflet.pdf", NEW)
    assert (tmp_path / "output").read_bytes() == OLD


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.unlink(missing_ok=True), "does not exist"),
        (lambda path: path.mkdir(), "is a folder"),
        (lambda path: os.mkfifo(path), "is a pipe or device"),
        (lambda path: path.symlink_to("/dev/zero"), "is a pipe or device"),
        (lambda path: path.symlink_to(path), "cannot|loop|many levels"),
        (lambda path: path.write_bytes(b"x" * 101), "at most"),
    ],
    ids=["missing", "folder", "pipe", "device", "loop", "large"],
)
@POSIX
def test_what_cannot_be_read_is_told(
    tmp_path: Path, make: Callable[[Path], object], said: str
) -> None:
    """A missing file, a folder, a pipe that never ends, a file too large: each has its sentence."""
    path = tmp_path / "cover.pdf"
    make(path)
    with pytest.raises(FileAccessError, match=said) as caught:
        read_bytes(path, limit=100)
    assert "cover.pdf" in str(caught.value)


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.ESTALE])
def test_a_fault_in_reading_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Permissions and broken disks are errors that name the file."""
    (tmp_path / "a.yaml").write_bytes(b"a")
    monkeypatch.setattr(Path, "read_bytes", failing(number))
    with pytest.raises(FileAccessError, match=r"a\.yaml"):
        read_bytes(tmp_path / "a.yaml")


@pytest.mark.parametrize(
    "name",
    [
        "../secret.pdf", "a/../../secret.pdf", "/etc/passwd", "//host/share/x.png",
        "\\\\host\\share\\x.png", "..\\secret.pdf", "C:\\x.png", "C:x.png", "c:/x.png",
        "https://example.org/x.png", "file:///etc/passwd", "NUL", "nul.png", "CON.pdf",
        "COM1.svg", "lpt9", "con/x.png", "x.svg:stream", "a\0.png",
    ],
)  # fmt: skip
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    """A clinic's file cannot make leaflet read anything but the clinic's own files."""
    with pytest.raises(AssetError, match="leads out") as caught:
        inside(tmp_path, name, Location("clinic.yaml", 3, 7))
    assert str(caught.value).startswith("clinic.yaml:3:7: ")


@POSIX
def test_no_link_leads_out_of_the_folder(tmp_path: Path) -> None:
    """A link to somewhere else is no way out; one within the folder is a file like any other."""
    folder = tmp_path / "clinic"
    folder.mkdir()
    (tmp_path / "secret.pdf").write_bytes(b"secret")
    (folder / "own.pdf").write_bytes(b"own")
    (folder / "out.pdf").symlink_to(tmp_path / "secret.pdf")
    (folder / "up").symlink_to(tmp_path)
    (folder / "within.pdf").symlink_to(folder / "own.pdf")
    for name in ("out.pdf", "up/secret.pdf"):
        with pytest.raises(AssetError, match="leads out"):
            inside(folder, name, Location("clinic.yaml"))
    within = inside(folder, "within.pdf", Location("clinic.yaml"))
    assert read_bytes(within) == b"own"


def test_paths_are_shown_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A message says "content/x.yaml", not where the home folder is."""
    monkeypatch.chdir(tmp_path)
    assert shown(tmp_path / "content" / "x.yaml") == "content/x.yaml"
    assert shown(Path("/elsewhere/x.yaml")) == "/elsewhere/x.yaml"


def test_two_processes_may_write_one_file(target: Path) -> None:
    """Two builds of one target: the last one wins, and the file is whole at every moment."""
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from leaflet.files import write_whole\n"
        "for _ in range(60):\n"
        "    write_whole(Path(sys.argv[1]), sys.argv[2].encode() * 20000)\n"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", code, target, letter], cwd=ROOT)
        for letter in ("a", "b")
    ]
    seen = set()
    while any(writer.poll() is None for writer in writers):
        seen.add(target.read_bytes())
    assert [writer.returncode for writer in writers] == [0, 0]
    assert seen <= {OLD, b"a" * 20000, b"b" * 20000}
    assert left_behind(target.parent) == ["leaflet.pdf"]


def test_the_module_is_light() -> None:
    """Writing a file needs nothing but the standard library."""
    code = "import leaflet.files, sys; print(*sorted(m for m in sys.modules if 'leaflet' in m))"
    assert run_python(code).stdout.split() == [
        b"leaflet", b"leaflet.errors", b"leaflet.files", b"leaflet.whole",
    ]  # fmt: skip
