"""Makes a private environment in this folder and runs one task in it: python start.py TASK.

Needs nothing but Python 3.11 to 3.13: no make, git or administrator rights. The environments
live in .venv/; once made, they work without a network.
"""

import sys

# Old Pythons read this far (the file keeps to a syntax they know), so they can be told why.
if not (3, 11) <= sys.version_info[:2] < (3, 14):
    sys.exit(
        "start.py needs Python 3.11, 3.12 or 3.13, and this is Python %d.%d: "
        "run it with one of those, for instance python3.13 start.py." % sys.version_info[:2]
    )

import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import venv
from pathlib import Path

try:
    import sqlite3
except ImportError:
    sqlite3 = None

PROJECT = Path(__file__).resolve().parent
LOCKS = {
    "reports": "requirements.lock",
    "test": "requirements-test.lock",
    "lab": "requirements-lab.lock",
}
OFFICE = {
    "pdftotext": ["poppler-utils"],
    "soffice": ["libreoffice-calc-nogui", "libreoffice-writer-nogui"],
}
PROGRAMS = "Scripts" if os.name == "nt" else "bin"
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
BROWSER_PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
    r"%LocalAppData%\Google\Chrome\Application\chrome.exe",
    r"%LocalAppData%\Chromium\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
)


def main(arguments):
    task, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if task in ("help", "-h", "--help"):
        print(help_text())
        return 0
    if task not in TASKS:
        if task:
            print('start.py knows no task "%s".\n' % task)
        print(help_text())
        return 2
    try:
        return exit_code(TASKS[task][0](rest))
    except KeyboardInterrupt:
        return 130
    except OSError as problem:
        raise SystemExit("start.py stopped: %s." % problem) from None


def help_text():
    lines = ["Usage: python start.py TASK", ""]
    lines += ["  %-8s %s" % (name, sentence) for name, (_, sentence) in TASKS.items()]
    lines += ["", "The first time, a task makes its environment in .venv/ (a few minutes)."]
    return "\n".join(lines)


def exit_code(code):
    return 128 - code if code < 0 else code


def say(sentence):
    print(sentence, file=sys.stderr, flush=True)


def program(folder, name):
    return str(folder / PROGRAMS / (name + ".exe" if os.name == "nt" else name))


def run_in(folder, command, **more):
    """Runs a command in an environment, seen by the user, and returns its exit code."""
    return subprocess.call(command, cwd=str(PROJECT), env=dict(environment(folder), **more))


def quietly(command, variables, sentence):
    """Runs a step of the setup; what it said is shown only when it failed."""
    done = subprocess.run(
        command,
        cwd=str(PROJECT),
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        say("\n".join(done.stdout.splitlines()[-15:]))
        raise SystemExit(sentence)
    return done.stdout


def environment(folder):
    """The variables of every child: the private environment first on the path.

    UTF-8 always: Python on Windows reads the path of an editable install in the local code page,
    and a folder with an accent in its name would not be found.
    One thread per process: the work is spread over processes, and sums keep their order.
    """
    variables = dict(os.environ, VIRTUAL_ENV=str(folder), PYTHONUTF8="1")
    variables["PATH"] = os.pathsep.join([str(folder / PROGRAMS), os.environ.get("PATH", "")])
    variables.pop("PYTHONHOME", None)
    # Without its bytecode kept, every notebook would compile all libraries again: seconds each.
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    for name in THREADS:
        variables.setdefault(name, "1")
    return variables


def installer_environment(folder):
    """The variables for uv, which does not read pip's settings but needs the same network.

    An organisation's own certificate or package index is often set for pip only.
    """
    variables = environment(folder)
    listing = quietly(
        [program(folder, "python"), "-m", "pip", "config", "list"],
        variables,
        "The settings of pip cannot be read: correct what pip says above.",
    )
    pairs = [line.split("=", 1) for line in listing.splitlines() if "=" in line]
    settings = {key.rsplit(".", 1)[-1]: value.strip("'\"") for key, value in pairs}
    if "cert" in settings:
        variables.setdefault("SSL_CERT_FILE", settings["cert"])
    if "index-url" in settings and not variables.get("UV_INDEX_URL"):
        variables.setdefault("UV_DEFAULT_INDEX", settings["index-url"])
    if os.name == "nt" or sys.platform == "darwin":
        variables.setdefault("UV_SYSTEM_CERTS", "1")
    variables.setdefault("UV_PYTHON_DOWNLOADS", "never")
    return variables


def prepare(name):
    """Brings an environment up to date and returns its folder; touches nothing when it is."""
    folder, wanted = PROJECT / ".venv" / name, wanted_stamp(name)
    if stamp_of(folder) != wanted:
        with alone(folder):
            if stamp_of(folder) != wanted:
                make(name, folder, wanted)
    return folder


def wanted_stamp(name):
    digest = hashlib.sha256()
    for file in (LOCKS[name], "pyproject.toml"):
        if not (PROJECT / file).is_file():
            raise SystemExit("%s is missing: put it back from the repository." % file)
        digest.update((PROJECT / file).read_bytes())
    return {"place": [str(PROJECT), sys.version], "digest": digest.hexdigest()}


def stamp_of(folder):
    """What an environment was made for; nothing when it is not there, half made or broken."""
    try:
        stamp = json.loads((folder / "stamp.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if Path(program(folder, "python")).exists() else {}


@contextlib.contextmanager
def alone(folder):
    """Lets one start.py at a time make an environment.

    An SQLite lock works alike on every system, and is freed when its holder dies.
    """
    folder.parent.mkdir(exist_ok=True)
    if sqlite3 is None:
        yield
        return
    lock = sqlite3.connect(str(folder) + ".lock", timeout=1800, isolation_level=None)
    with contextlib.closing(lock):
        lock.execute("BEGIN EXCLUSIVE")
        yield


def make(name, folder, wanted):
    """The stamp goes first and comes back last: without it, an environment is half made."""
    moved = stamp_of(folder).get("place") != wanted["place"]
    with contextlib.suppress(FileNotFoundError):
        (folder / "stamp.json").unlink()
    if moved:
        say("Making the environment .venv/%s." % name)
        create(folder)
    install(folder, LOCKS[name])
    (folder / "stamp.json").write_text(json.dumps(wanted), "utf-8")


def create(folder):
    if importlib.util.find_spec("ensurepip") is None:
        raise SystemExit(
            "This Python cannot make environments because its ensurepip is missing: install it "
            "(on Debian and Ubuntu: apt install python3-venv) and try again."
        )
    try:
        venv.EnvBuilder(clear=True, with_pip=True, symlinks=os.name != "nt").create(str(folder))
    except subprocess.CalledProcessError:
        raise SystemExit("pip could not be put in %s: reinstall this Python." % folder) from None


def install(folder, lock):
    say("Fetching the installer (uv).")
    (folder / "uv.txt").write_text(locked_uv(), "utf-8")
    python, variables = program(folder, "python"), installer_environment(folder)
    offline = "The libraries could not be fetched: see above, check the network, and try again."
    pip = [python, "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps", "-r"]
    quietly([*pip, str(folder / "uv.txt")], variables, offline)
    uv = [program(folder, "uv"), "pip"]
    say("Installing the libraries of %s." % lock)
    quietly([*uv, "sync", "--python", python, "--require-hashes", lock], variables, offline)
    say("Installing the project itself.")
    project = ["--no-deps", "--no-build-isolation", "--offline", "--editable", "."]
    quietly(
        [*uv, "install", "--python", python, *project],
        variables,
        "The project itself could not be installed: see above, most likely pyproject.toml.",
    )


def locked_uv():
    """uv as requirements.lock pins it, so that its version and digests stand in one place."""
    lines = (PROJECT / "requirements.lock").read_text("utf-8").splitlines()
    starts = [place for place, line in enumerate(lines) if line.startswith("uv==")]
    if not starts:
        raise SystemExit("requirements.lock does not name uv: put it back from the repository.")
    last = starts[0]
    while lines[last].endswith("\\"):
        last += 1
    return "\n".join(lines[starts[0] : last + 1]) + "\n"


def reports(arguments):
    folder = prepare("reports")
    command = [program(folder, "python"), "-m", "analysis", "build", *arguments]
    return run_in(folder, command, MPLBACKEND="Agg")


def run(arguments):
    folder = prepare("reports")
    command = [program(folder, "python"), "-m", "analysis", *arguments]
    return run_in(folder, command, MPLBACKEND="Agg")


def test(arguments):
    tier = "full" if "--full" in arguments else "not full"
    rest = [argument for argument in arguments if argument != "--full"]
    browser, folder = chromium(), prepare("test")
    found = {"MPLBACKEND": "Agg", "TRAJECTMONITOR_CHROMIUM": browser}
    if tier == "full":
        found["TRAJECTMONITOR_NODE_MODULES"] = engines(folder)
        office()
    pytest = [program(folder, "python"), "-m", "pytest", "-m", tier, "-n", "2"]
    spread = ["--dist", "loadgroup", "--no-loadscope-reorder"]
    return run_in(folder, [*pytest, *spread, *rest], **found)


def lab(arguments):
    folder = prepare("lab")
    # JupyterLab would ask its makers for news, and each analyst whether it may.
    quiet = [
        "--LabApp.news_url=",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    opened = [program(folder, "python"), "-m", "jupyterlab", "notebooks", *quiet, *arguments]
    return run_in(folder, opened)


def check(arguments):
    folder = prepare("test")
    python = program(folder, "python")
    tools = {
        "ruff check": [python, "-m", "ruff", "check", "."],
        "ruff format": [python, "-m", "ruff", "format", "--check", "."],
        "mypy": [python, "-m", "mypy"],
        "lint-imports": [program(folder, "lint-imports"), "--no-logo"],
    }
    failed = []
    for name, command in tools.items():
        say("%s:" % name)
        if run_in(folder, command):
            failed.append(name)
    say("Not in order: %s." % ", ".join(failed) if failed else "All in order.")
    return 1 if failed else 0


def bench(arguments):
    files = sorted((PROJECT / "benchmarks").glob("*.py"))
    if not files:
        raise SystemExit("There is no benchmark: benchmarks/ has no Python file.")
    browser, folder = chromium(), prepare("test")
    found = {"TRAJECTMONITOR_CHROMIUM": browser, "TRAJECTMONITOR_NODE_MODULES": engines(folder)}
    codes = []
    for file in files:
        say("%s:" % file.name)
        command = [program(folder, "python"), "-m", "benchmarks." + file.stem, *arguments]
        codes.append(run_in(folder, command, MPLBACKEND="Agg", **found))
    return next((code for code in codes if code), 0)


def lock(arguments):
    """The first lock constrains the others, so that all environments share their versions."""
    folder = prepare("reports")
    variables = installer_environment(folder)
    how = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url"]
    how += ["--group", "build", "--custom-compile-command", "python start.py lock", *arguments]
    for name, file in LOCKS.items():
        say("Writing %s." % file)
        more = [] if name == "reports" else ["--group", name, "--constraint", LOCKS["reports"]]
        quietly(
            [program(folder, "uv"), "pip", "compile", "pyproject.toml", *how, *more, "-o", file],
            variables,
            "%s could not be written: see above." % file,
        )
        if "://" in (PROJECT / file).read_text("utf-8"):
            raise SystemExit("%s names an address, and must not: do not commit it." % file)
    return 0


def engines(folder):
    """The folder of the engines that judge every page, as tests/npm/package-lock.json pins them."""
    source, place = PROJECT / "tests" / "npm", folder / "npm"
    digest = hashlib.sha256((source / "package-lock.json").read_bytes()).hexdigest()
    with alone(folder):
        if not ((place / "digest").is_file() and (place / "digest").read_text("utf-8") == digest):
            fetch_engines(folder, source, place)
            (place / "digest").write_text(digest, "utf-8")
    return str(place / "node_modules")


def fetch_engines(folder, source, place):
    npm = shutil.which("npm")
    if not (npm and shutil.which("node")):
        raise SystemExit(
            "The full tier of the tests needs Node.js 20.19 or newer with npm, which was not "
            "found: install it and try again."
        )
    say("Fetching the engines that judge the pages (npm).")
    shutil.rmtree(str(place), ignore_errors=True)
    shutil.copytree(str(source), str(place), ignore=shutil.ignore_patterns("node_modules"))
    quietly(
        [npm, "ci", "--ignore-scripts", "--prefix", str(place)],
        environment(folder),
        "The engines could not be fetched: see above, check the network, and try again.",
    )


def office():
    """Other programs open what the reports are made into; a test that lacks one says so."""
    lacking = [name for name in OFFICE if not shutil.which(name)]
    if lacking and may_install():
        say("Installing %s for the tests (apt-get)." % " and ".join(lacking))
        apt_get([package for name in lacking for package in OFFICE[name]], "The office programs")


def chromium():
    """The browser the pages are tested in; installed where that can be done without asking."""
    given = os.environ.get("TRAJECTMONITOR_CHROMIUM")
    if given and not Path(given).is_file():
        raise SystemExit("TRAJECTMONITOR_CHROMIUM names %s, which is not there." % given)
    found = given or find_chromium() or (apt_get_chromium() and find_chromium())
    if not found:
        raise SystemExit(
            "The tests need Chromium or Chrome, which was not found: install it, or set "
            "TRAJECTMONITOR_CHROMIUM to the path of its program, and try again."
        )
    return found


def find_chromium():
    places = [shutil.which(name) for name in BROWSERS]
    places += [os.path.expandvars(place) for place in BROWSER_PLACES]
    return next((place for place in places if place and Path(place).is_file()), None)


def apt_get_chromium():
    """Tells whether Chromium was installed; a machine where that takes a password is left alone."""
    if not may_install():
        return False
    say("Installing Chromium for the tests (apt-get).")
    apt_get(["chromium", "fonts-dejavu-core"], "Chromium")
    return True


def may_install():
    """Whether this system has apt-get, to be used without a password."""
    if not (shutil.which("apt-get") and hasattr(os, "geteuid")):
        return False
    try:
        subprocess.run([*as_administrator(), "true"], check=True, stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def as_administrator():
    return [] if os.geteuid() == 0 else ["sudo", "-n"]


def apt_get(packages, what):
    failure = what + " could not be installed: see above, or install by hand."
    variables = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    command = [*as_administrator(), "apt-get"]
    quietly([*command, "update"], variables, failure)
    quietly([*command, "install", "-y", "--no-install-recommends", *packages], variables, failure)


TASKS = {
    "reports": (reports, "makes all reports and prints the path of the page that lists them"),
    "run": (run, "passes the rest on to the analysis command: run check, run status, run --help"),
    "lab": (lab, "opens the notebooks in JupyterLab"),
    "test": (test, "runs the tests; --full runs the full tier; the rest goes to pytest"),
    "check": (check, "holds the code against its style, its types and its layers"),
    "bench": (bench, "runs the benchmarks"),
    "lock": (lock, "renews the three requirements locks; --upgrade takes newer versions"),
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
