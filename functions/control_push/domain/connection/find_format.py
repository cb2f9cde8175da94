"""Whether the connected field holds HTML or plain text: found once, and kept until somebody changes it."""

from __future__ import annotations

from control_push.adapters.servicenow.client import ServiceNowClient
from control_push.adapters.tables.store import Store
from control_push.errors import ServiceNowError, SignInRefusedError
from control_push.models.connection import Connection, TextFormatFound, TextFormatSetting
from control_push.texts.text_format import TextFormat, format_of_dictionary_type, guess_format

IN_WORDS = {TextFormat.HTML: "HTML", TextFormat.PLAIN: "plain text"}


def with_format(client: ServiceNowClient, connection: Connection) -> Connection:
    """The connection with the format found, if it is to be found, was not yet, and can be now.

    Raises:
        SignInRefusedError: nothing else.
    """
    if connection.text_format is not TextFormatSetting.AUTO or connection.text_format_found:
        return connection
    try:
        return connection.model_copy(update={"text_format_found": _found(client)})
    except SignInRefusedError:
        raise
    except ServiceNowError:
        return connection


def settle_format(store: Store, client: ServiceNowClient, connection: Connection) -> Connection:
    """The same, and what was found is kept.

    Raises:
        SignInRefusedError: nothing else.
    """
    found = with_format(client, connection)
    if found != connection and not store.connection.record_text_format(found):
        # Somebody changed the settings meanwhile: theirs count.
        return store.connection.get_connection() or found
    return found


def _found(client: ServiceNowClient) -> TextFormatFound | None:
    internal_type = client.field_type()
    known = format_of_dictionary_type(internal_type or "")
    if known:
        return TextFormatFound(format=known, reason=f"The dictionary says that its type is {internal_type}.")
    shown, reason = guess_format(client.sample_texts())
    unknown = (
        f"its type {internal_type} does not tell"
        if internal_type
        else "the dictionary does not show its type"
    )
    return TextFormatFound(format=shown, reason=f"{reason[:-1]}; {unknown}.") if shown else None


def format_in_words(connection: Connection) -> str:
    """What the field is taken to hold, and why."""
    used = f"It is taken to hold {IN_WORDS[connection.format_in_use]}"
    if connection.text_format is not TextFormatSetting.AUTO:
        return f"{used}, as the settings say."
    found = connection.text_format_found
    if found is None:
        return f"{used}, until a text has been read that shows it."
    return f"{used}: {found.reason[0].lower()}{found.reason[1:]}"
