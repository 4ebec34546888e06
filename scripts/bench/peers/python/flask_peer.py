"""Flask as its documentation shows it, with the checks that a real service has."""

from flask import Flask, abort, jsonify, request
from werkzeug.exceptions import HTTPException

import directory

app = Flask(__name__)


@app.errorhandler(HTTPException)
def answer_error(error):
    return jsonify(error=error.name), error.code


def with_tag(content):
    response = jsonify(content)
    response.set_etag(directory.entity_tag(response.data))
    return response.make_conditional(request)


@app.get("/api/users/<int:user_id>")
def get_user(user_id):
    user = directory.find_user(user_id)
    if user is None:
        abort(404)
    return with_tag(user)


@app.get("/api/users")
def list_users():
    sort = request.args.get("sort", "id")
    if sort not in ("id", "age"):
        abort(400)
    return with_tag(
        directory.list_users(
            request.args.get("limit", 50, type=int),
            sort,
            request.args.get("minAge", type=int),
            request.args.get("maxAge", type=int),
        )
    )


def is_user(body):
    if not isinstance(body, dict):
        return False
    name, age = body.get("name"), body.get("age")
    return isinstance(name, str) and 1 <= len(name) <= 200 and isinstance(age, int) and 0 <= age <= 150


@app.post("/api/users")
def create_user():
    if not directory.may_write(request.headers.get("Authorization")):
        abort(401)
    body = request.get_json()
    if not is_user(body):
        abort(400)
    user = directory.create_user(body["name"], body["age"])
    return jsonify(user), 201, {"Location": f"/api/users/{user['id']}"}
