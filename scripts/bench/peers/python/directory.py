"""What the peers in Python share: the same file, the same statements, the same credential."""

import hashlib
import os
import sqlite3
import threading

_local = threading.local()


def _connection() -> sqlite3.Connection:
    connection = getattr(_local, "connection", None)
    if connection is None:
        connection = sqlite3.connect(os.environ["DATABASE_FILE"], timeout=5, isolation_level=None)
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")
        _local.connection = connection
    return connection


def _user(row):
    return {"id": row[0], "name": row[1], "age": row[2]}


def find_user(user_id):
    row = _connection().execute("select id, name, age from users where id = ?", (user_id,)).fetchone()
    return None if row is None else _user(row)


def list_users(limit=50, sort="id", minimum_age=None, maximum_age=None):
    bounds = [("age >= ?", minimum_age), ("age <= ?", maximum_age)]
    asked = [(condition, value) for condition, value in bounds if value is not None]
    where = "where " + " and ".join(condition for condition, _ in asked) if asked else ""
    order = "age, id" if sort == "age" else "id"
    rows = _connection().execute(
        f"select id, name, age from users {where} order by {order} limit ?",
        [*(value for _, value in asked), limit],
    )
    return [_user(row) for row in rows]


def create_user(name, age):
    """A commit each: when it returns, the user is on disk."""
    cursor = _connection().execute(
        "insert into users (name, name_key, age) values (?, ?, ?)", (name, name.upper(), age)
    )
    return {"id": cursor.lastrowid, "name": name, "age": age}


def _sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


_key_hash = _sha256(os.environ["BENCH_KEY"])


def may_write(authorization):
    return authorization is not None and _sha256(authorization.removeprefix("Bearer ")) == _key_hash


def entity_tag(content):
    """Without the quotes that it has in a header."""
    return hashlib.sha256(content).hexdigest()[:22]
