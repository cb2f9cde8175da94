from __future__ import annotations

from tests.unit.domain.pushing import Pushing, ids
from tests.unit.handlers.calling import call


def test_saving_discarding_and_the_revision(push: Pushing) -> None:
    statement = push.pulled(1)
    path = f"/statements/{statement.statement_id}"
    saved = call("PUT", path, {"content": "<p>mine</p><script>x</script>", "revision": 1})
    assert (saved.status, saved.body["local_content"], saved.body["revision"]) == (200, "<p>mine</p>", 2)
    assert saved.body["sanitized"] == ["a script: “x”"]
    assert (saved.body["modified_by"], saved.body["sync_status"]) == ("ann@example.com", "modified")
    stale = call("PUT", path, {"content": "theirs", "revision": 1}, user="bob@example.com")
    assert (stale.status, stale.body["code"]) == (409, "stale_revision")
    assert stale.body["statement"]["local_content"] == "<p>mine</p>"
    unseen = call("POST", f"{path}/discard", {"revision": 1}, user="bob@example.com")
    assert (unseen.status, unseen.body["code"]) == (409, "stale_revision")
    assert unseen.body["statement"]["local_content"] == "<p>mine</p>"
    discarded = call("POST", f"{path}/discard", {"revision": 2})
    assert (discarded.body["local_content"], discarded.body["is_modified"]) == (None, False)
    assert call("POST", f"{path}/discard", {"revision": 3}).body["code"] == "not_modified"
    actions = call("GET", "/audit", query={"statement_id": statement.statement_id}).body["records"]
    assert [row["action"] for row in actions] == ["discarded", "edited"]
    detail = call("GET", f"/audit/{actions[0]['id']}").body
    assert (detail["before_content"], detail["after_content"]) == ("<p>mine</p>", "base")


def test_bad_texts_are_refused_and_nothing_is_lost(push: Pushing) -> None:
    statement = push.edited(push.pulled(1), "mine")
    path = f"/statements/{statement.statement_id}"
    for content in ("", "<p> </p>", "x" * 100_001):
        answer = call("PUT", path, {"content": content, "revision": statement.revision})
        assert (answer.status, answer.body["errors"][0]["field"]) == (422, "content")
    assert call("GET", path).body["local_content"] == "mine"


def test_listing(push: Pushing) -> None:
    for number in (10, 2, 1):
        push.pulled(number, f"<p>text number {number}</p>")
    push.edited(push.statement(ids([push.pulled(3)])[0]), "other words")

    def controls(**query: object) -> list[str]:
        rows = call("GET", "/statements", query=query).body["statements"]
        return [row["control_id"] for row in rows]

    assert controls() == ["AC-1", "AC-2", "AC-3", "AC-10"]
    assert controls(q="NUMBER 2") == ["AC-2"]
    assert controls(q="other") == ["AC-3"]
    assert controls(sync_status="modified") == ["AC-3"]
    assert controls(sync_status="synced") == ["AC-1", "AC-2", "AC-10"]
    assert controls(family="AU") == []
    assert controls(system_id="0" * 32) == []
    page = call("GET", "/statements", query={"limit": 3}).body
    rest = call("GET", "/statements", query={"limit": 3, "cursor": page["next_cursor"]}).body
    assert [row["control_id"] for row in rest["statements"]] == ["AC-10"]
    assert rest["next_cursor"] is None


def test_reading_several_by_their_ids(push: Pushing) -> None:
    first, second = push.pulled(1, "<p>one</p>"), push.pulled(2, "<p>two</p>")
    push.pulled(3)
    wanted = [second.statement_id, "unknown", first.statement_id]

    answer = call("GET", "/statements", query={"ids": ",".join(wanted)}).body
    assert [(row["control_id"], row["content"]) for row in answer["statements"]] == [
        ("AC-2", "<p>two</p>"),
        ("AC-1", "<p>one</p>"),
    ]
    assert answer["next_cursor"] is None


def test_of_long_texts_asked_for_by_id_as_many_come_as_fit(push: Pushing) -> None:
    wanted = [
        push.edited(push.pulled(number, "x" * 99_000), "y" * 99_000).statement_id for number in range(1, 26)
    ]
    seen = []
    while len(seen) < len(wanted):
        rest = ",".join(wanted[len(seen) :])
        rows = call("GET", "/statements", query={"ids": rest}).body["statements"]
        assert rows
        seen += [row["id"] for row in rows]
    assert seen == wanted


def test_ids_that_cannot_be_read_together_are_refused(push: Pushing) -> None:
    push.pulled(1)
    for query in ({"ids": ",".join("a" * 26)}, {"ids": "a,,b"}):
        answer = call("GET", "/statements", query=query)
        assert (answer.status, answer.body["errors"][0]["field"]) == (422, "ids")
    both = call("GET", "/statements", query={"ids": "a", "q": "word"})
    assert (both.status, both.body["errors"][0]["field"]) == (422, "q")


def test_a_page_of_long_texts_is_cut_where_it_fits(push: Pushing) -> None:
    for number in range(1, 51):
        push.pulled(number, "x" * 100_000)
    seen, cursor = [], None
    while True:
        query = {"limit": 200, **({"cursor": cursor} if cursor else {})}
        page = call("GET", "/statements", query=query).body
        seen += [row["control_id"] for row in page["statements"]]
        if (cursor := page["next_cursor"]) is None:
            break
    assert seen == [f"AC-{number}" for number in range(1, 51)]


def test_statements_of_another_instance_are_kept_but_not_shown(push: Pushing) -> None:
    statement = push.edited(push.pulled(1), "mine")
    other = {"instance_url": "http://127.0.0.1:2", "username": "u", "password": "p"}
    connection = push.store.connection.get_connection()
    assert connection
    moved = connection.model_copy(update={"instance_url": other["instance_url"]})
    push.connect(moved)
    assert call("GET", "/statements").body["statements"] == []
    assert call("GET", "/push/modified").body["total_count"] == 0
    assert call("GET", f"/statements/{statement.statement_id}").status == 404
    assert call("POST", "/push", {"statement_ids": ids([statement])}).status == 409
    push.connect()
    assert call("GET", f"/statements/{statement.statement_id}").body["local_content"] == "mine"
