"""What a call names must exist: each of these finds it or refuses, saying what to do next."""

from __future__ import annotations

from control_push.adapters.tables.store import Store
from control_push.errors import NotFoundError, StateConflictError
from control_push.models.connection import Connection
from control_push.models.push import Job
from control_push.models.statement import Statement


def require_connection(store: Store) -> Connection:
    """The connection.

    Raises:
        StateConflictError: `not_connected`.
    """
    connection = store.connection.get_connection()
    if connection is None:
        detail = "No ServiceNow instance is connected. An administrator sets it up under Connection."
        raise StateConflictError(detail, code="not_connected")
    return connection


def require_statement(store: Store, connection: Connection, statement_id: str) -> Statement:
    """The statement.

    Raises:
        NotFoundError: there is none of that id in the connected instance.
    """
    statement = store.statements.get(statement_id)
    if statement is None or statement.source_id != connection.source_id:
        raise NotFoundError(f"There is no statement {statement_id}. Load the list of statements again.")
    return statement


def require_job(store: Store, job_id: str) -> Job:
    """The job.

    Raises:
        NotFoundError: there is none of that id.
    """
    job = store.jobs.get(job_id)
    if job is None:
        raise NotFoundError(f"There is no push job {job_id}. Look it up in the list of jobs.")
    return job
