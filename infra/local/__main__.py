"""The whole product on this machine: `make run`, or `python -m infra.local --help` for its options."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import threading
from collections import Counter
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

from infra.build_cache import ROOT
from infra.local.aws import LocalAwsError
from infra.local.demo_package import SEED_FILES
from infra.local.demo_setup import DemoSetupError, connect_and_pull
from infra.local.deploy import DeployError
from infra.local.kept_file import KeptFile
from infra.local.local_stack import LocalStack
from infra.local.outbox import Outbox, running_outbox
from infra.local.servicenow_simulator import Simulator, running_simulator
from infra.local.servicenow_simulator.instance import Instance
from infra.local.servicenow_simulator.records_file import load_records
from infra.local.servicenow_simulator.seeding import Seed, apply_seed
from infra.local.stack_file import write_stack_file
from infra.local.users import DEMO_USERS
from infra.local.web import Site, running_web_server
from infra.rehearsal.staged_site import as_in_production
from infra.site import SiteError, build_site

LAST_PORT = 65_535
OUTBOX_PORT = 8082
DEV_SERVER = "http://127.0.0.1:5173"
"""Where `make dev` serves the web app (see frontend/vite.config.ts); people sign in from there too."""


def main() -> None:
    """Runs until Ctrl-C or SIGTERM."""
    options = _options()
    os.umask(0o077)  # the state folder has passwords, tokens and statements in it
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stopped.set())
    try:
        with ExitStack() as parts:
            stack = _start(options, parts, stopped)
            _wait(stopped, stack)
            say("Stopping: what you did is being saved in the state folder.")
        say("Stopped.")
    except (LocalAwsError, DeployError, DemoSetupError, SiteError) as error:
        raise SystemExit(f"\n{error}") from error


def _wait(stopped: threading.Event, stack: LocalStack) -> None:
    while not stopped.wait(1):
        stack.check()


def say(text: str) -> None:
    """One line of progress."""
    print(text, flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make run ARGS=…", description=__doc__)
    parser.add_argument("--no-web", action="store_true", help="only the API, without the web app")
    parser.add_argument(
        "--as-staged", action="store_true", help="the web app with production's files, headers and routes"
    )
    parser.add_argument("--web-port", type=_port, default=8080)
    parser.add_argument("--aws-port", type=_port, default=4566, help="the local AWS")
    parser.add_argument("--simulator-port", type=_port, default=8081, help="the ServiceNow simulator")
    parser.add_argument("--outbox-port", type=_port, help="where messages can be read (8082, if it is free)")
    parser.add_argument(
        "--state-dir", type=Path, default=ROOT / ".local", help="kept between runs; delete it to begin anew"
    )
    return parser.parse_args()


def _port(text: str) -> int:
    port = int(text)
    if not 1 <= port <= LAST_PORT:
        raise argparse.ArgumentTypeError(f"{text} is no port: choose one from 1024 to {LAST_PORT}")
    return port


def _refuse_bad_ports(options: argparse.Namespace) -> None:
    ports = {"--aws-port": options.aws_port, "--simulator-port": options.simulator_port}
    if options.outbox_port:
        ports["--outbox-port"] = options.outbox_port
    if not options.no_web:
        ports["--web-port"] = options.web_port
    for port, times in Counter(ports.values()).items():
        if times > 1:
            named = " and ".join(name for name in ports if ports[name] == port)
            raise SystemExit(f"{named} are both {port}. Choose another port for one of them.")
    for name, port in ports.items():
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except PermissionError as error:
                raise SystemExit(
                    f'Port {port} is not for everybody. Choose one from 1024 on: make run ARGS="{name} 8443"'
                ) from error
            except OSError as error:
                raise SystemExit(
                    f"Port {port} is taken, perhaps by another `make run`. "
                    f'Stop that, or choose another port: make run ARGS="{name} {_another(port)}"'
                ) from error


def _another(port: int) -> int:
    return port + 100 if port + 100 <= LAST_PORT else port - 100


def _start(options: argparse.Namespace, parts: ExitStack, stopped: threading.Event) -> LocalStack:
    state_dir: Path = options.state_dir
    stack = LocalStack(state_dir, aws_port=options.aws_port, say=say)
    _make_private(state_dir)
    stack_file = state_dir / "stack.json"
    if list(state_dir.iterdir()):
        stack.reserve()
    _refuse_bad_ports(options)
    stack_file.unlink(missing_ok=True)  # of a run that was killed: nothing is ready yet
    folder = None if options.no_web else _site()
    simulator = parts.enter_context(_simulator(options.simulator_port, state_dir / "servicenow.json"))
    parts.enter_context(stack)
    stack.ensure_users(DEMO_USERS)
    outbox = _enter_outbox(options, parts)
    stack.send_messages_to(outbox.webhook)
    if stopped.is_set():
        return stack
    admin = next(user for user in DEMO_USERS if user.group == "admin")
    if told := connect_and_pull(stack, admin, simulator):
        say(told)
    web_url = parts.enter_context(_web(folder, stack, options)) if folder else None
    write_stack_file(stack_file, stack, web_url, simulator.url, outbox.url, DEMO_USERS)
    parts.callback(stack_file.unlink)
    _say_what_next(web_url, stack, simulator, outbox, stack_file)
    return stack


def _enter_outbox(options: argparse.Namespace, parts: ExitStack) -> Outbox:
    try:
        return parts.enter_context(running_outbox(options.outbox_port or OUTBOX_PORT))
    except OSError:
        # Nobody chose it, and another run has it.
        return parts.enter_context(running_outbox())


def _make_private(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise SystemExit(
            f"The state cannot be kept in {folder}: {error.strerror}. Choose another folder: --state-dir"
        ) from error


def _site() -> Path:
    say("Building the web app (the first time takes a minute)")
    return build_site()


def _simulator(port: int, path: Path) -> AbstractContextManager[Simulator]:
    instance, records = Instance(), KeptFile(path)
    for text in records.recover("the simulated ServiceNow"):
        say(text)
    if not load_records(instance.store, records):
        for seed in SEED_FILES:
            apply_seed(instance.store, Seed.model_validate_json(seed.read_bytes()))
    return running_simulator(port, instance, records)


def _web(folder: Path, stack: LocalStack, options: argparse.Namespace) -> AbstractContextManager[str]:
    port: int = options.web_port
    stack.allow_sign_in_from(f"http://127.0.0.1:{port}", f"http://localhost:{port}", DEV_SERVER)
    config = {
        "sign_in_url": stack.aws_endpoint_url,
        "identity_url": stack.aws_endpoint_url,
        "client_id": stack.outputs.client_id,
        "command_line_client_id": stack.outputs.command_line_client_id,
    }
    site = Site(folder, stack.gateway_url, config)
    return running_web_server(as_in_production(site) if options.as_staged else site, port)


def _say_what_next(
    web_url: str | None, stack: LocalStack, simulator: Simulator, outbox: Outbox, stack_file: Path
) -> None:
    author = DEMO_USERS[0]
    lines = [
        "",
        "Ready.",
        f"  Web app     {web_url or '(not started: --no-web)'}",
        f"  API         {f'{web_url}/api/v1' if web_url else stack.api_url}",
        f"  ServiceNow  {simulator.url} (simulated; what is in it: {simulator.url}/__sim__/tables)",
        f"  Outbox      {outbox.url} (messages that people would get)",
        *(f"  Sign in as  {user.email}  {user.password}" for user in DEMO_USERS),
        "",
        "Try it in another terminal:",
        f"  .venv/bin/control-push login --user {author.email}",
        "  .venv/bin/control-push status",
        f"All addresses are in {stack_file}. Ctrl-C stops everything.",
    ]
    say("\n".join(lines))


if __name__ == "__main__":
    main()
