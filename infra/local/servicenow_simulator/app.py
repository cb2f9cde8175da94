"""The order in which a request is treated: edge, faults, sign-in, session, Table API, faults again."""

from __future__ import annotations

import asyncio
import json

from aiohttp import web
from aiohttp.typedefs import Handler

from infra.local import loopback
from infra.local.servicenow_simulator import control_api, oauth
from infra.local.servicenow_simulator.accounts import SignInRefusedError
from infra.local.servicenow_simulator.call import OAUTH_PATH, Call, read_call
from infra.local.servicenow_simulator.edits import apply_edit
from infra.local.servicenow_simulator.fault_board import Target
from infra.local.servicenow_simulator.fault_replies import rate_limited, reply_to, reset, too_busy
from infra.local.servicenow_simulator.faults import BodyFault, Hang, Latency, PartialError, ReplyFault
from infra.local.servicenow_simulator.instance import INSTANCE, Instance
from infra.local.servicenow_simulator.pressure import RateExceededError, TooBusyError
from infra.local.servicenow_simulator.replies import (
    RefusedError,
    body_reply,
    envelope,
    html_reply,
    json_reply,
    refusal,
)
from infra.local.servicenow_simulator.sessions import QueueFullError
from infra.local.servicenow_simulator.table_api import Answer, perform

MAX_URL_BYTES = 8192


def build_app(instance: Instance) -> web.Application:
    """The instance as a web application."""
    # Size limits are the platform's own, not aiohttp's.
    app = web.Application(client_max_size=0, middlewares=[_guard])
    app[INSTANCE] = instance
    control_api.add_routes(app)
    app.router.add_post(OAUTH_PATH, _serve_token)
    app.router.add_route("*", "/{path:.*}", _serve_api)
    return app


@web.middleware
async def _guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """It is reached by programs of this machine; a page of another site learns and changes nothing."""
    if reason := loopback.refusal(request.headers, request.get_extra_info("sockname")[1]):
        return web.Response(status=403, text=reason)
    return await handler(request)


async def _serve_api(request: web.Request) -> web.StreamResponse:
    instance = request.app[INSTANCE]
    if len(request.raw_path) > MAX_URL_BYTES:
        return html_reply(414, "Request-URI Too Large")
    call = await read_call(request)
    with instance.stats.table_request(call) as entry:
        reply = await _silenced(call, await _in_turn(instance, call))
        instance.stats.close(entry, reply.status)
    return reply


async def _in_turn(instance: Instance, call: Call) -> web.Response:
    """All that a request takes is spent in its session's turn: who returns cookies waits for himself."""
    session = call.request.cookies.get("JSESSIONID")
    try:
        async with (
            instance.sessions.turn(session, instance.settings.session_queue),
            instance.semaphores.one(),
        ):
            return await _with_faults(instance, call)
    except QueueFullError:
        return web.Response(status=202, headers={"Server": "snow_adc"})
    except TooBusyError:
        return too_busy()


async def _serve_token(request: web.Request) -> web.StreamResponse:
    instance = request.app[INSTANCE]
    call = await read_call(request)
    instance.stats.token_requests += 1
    entry = instance.stats.note(call)
    reply = await _silenced(call, await _with_faults(instance, call))
    instance.stats.close(entry, reply.status)
    return reply


async def _silenced(call: Call, reply: web.Response) -> web.Response:
    """Nothing comes through for a while: outside its turn, for the line fails and not the instance."""
    for fault in call.met(Hang):
        await asyncio.sleep(fault.seconds)
        return reset(call.request)
    return reply


async def _with_faults(instance: Instance, call: Call) -> web.Response:
    """Faults come first, or after the write, and then nobody learns what became of it."""
    call.faults = instance.board.met_by(call.target)
    await asyncio.sleep((instance.settings.latency_ms + sum(fault.ms for fault in call.met(Latency))) / 1000)
    replacement = next(iter(call.met(ReplyFault)), None)
    if replacement and not replacement.after_write:
        return reply_to(replacement, call, _unauthenticated(instance))
    is_token = call.request.path == OAUTH_PATH
    reply = _grant(instance, call) if is_token else await _answer(instance, call)
    return reply_to(replacement, call, _unauthenticated(instance)) if replacement else reply


def _grant(instance: Instance, call: Call) -> web.Response:
    """Anything but a form is refused like wrong credentials."""
    try:
        return json_reply(call.request, 200, oauth.grant(instance.accounts, oauth.read_form(call)))
    except SignInRefusedError:
        refused = {"error_description": "access_denied", "error": "server_error"}
        return json_reply(call.request, 401, refused)


async def _answer(instance: Instance, call: Call) -> web.Response:
    try:
        call.user_name = instance.accounts.user_of_header(call.request.headers.get("Authorization", ""))
        instance.rate_rule.count(call.user_name, instance.settings)
        return _reply(instance, call, await perform(instance, call))
    except SignInRefusedError as error:
        return refusal(call.request, _unauthenticated(instance, mfa=error.mfa_token_missing))
    except RefusedError as error:
        return refusal(call.request, error)
    except RateExceededError as error:
        return refusal(call.request, rate_limited(error.limit, error.until))


def _unauthenticated(instance: Instance, *, mfa: bool = False) -> RefusedError:
    current = instance.settings.unauthenticated_wording == "current"
    return RefusedError(
        401,
        "User is not authenticated" if current else "User Not Authenticated",
        "Required to provide Auth information",
        {
            "WWW-Authenticate": 'Basic realm="Service-now"',
            **({"X-MFA_TOKEN": "invalid"} if mfa else {}),
        },
    )


def _reply(instance: Instance, call: Call, answer: Answer) -> web.Response:
    """The answer, spoilt where a fault says so; edits after a read are done before the reader hears of it."""
    _edit_after_read(instance, call, answer)
    if answer.status == 204:
        return web.Response(status=204, headers={"Server": "snow_adc"})
    return body_reply(call.request, answer.status, _body(call, answer), answer.headers)


def _body(call: Call, answer: Answer) -> bytes:
    suppressed = call.request.headers.get("X-no-response-body", "").lower() == "true"
    spoilt = {fault.kind for fault in call.met(BodyFault)}
    if suppressed or "empty_body" in spoilt:
        return b""
    for fault in call.met(PartialError):
        return _cancelled(answer, broken=fault.broken)
    body = json.dumps({"result": answer.result}, ensure_ascii=False).encode()
    return body[: len(body) // 2] if "broken_json" in spoilt else body


def _cancelled(answer: Answer, *, broken: bool) -> bytes:
    """A cancelled transaction: half of the rows under a 200, and an error that only a careful client sees."""
    result = answer.result[: len(answer.result) // 2] if isinstance(answer.result, list) else {}
    error = envelope(
        "Transaction cancelled: maximum execution time exceeded",
        "Transaction cancelled: maximum execution time exceeded Check logs for error trace or enable "
        "glide.rest.debug property to verify REST request processing",
    )
    text = json.dumps({"result": result, **error}, ensure_ascii=False)
    return (text.replace(', "error"', ' "error"', 1) if broken else text).encode()


def _edit_after_read(instance: Instance, call: Call, answer: Answer) -> None:
    for sys_id in answer.read:
        for fault in instance.board.edits_after_read(Target("table", "GET", call.table, sys_id)):
            apply_edit(instance.store, call.table, sys_id, fault.edit)
