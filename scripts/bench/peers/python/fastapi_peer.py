"""FastAPI with pydantic models, on uvicorn with uvloop and httptools.

The handlers are `async` although SQLite is not: in threads, as `def`, each request takes longer.
"""

from typing import Annotated, Literal

from fastapi import FastAPI, Header, HTTPException, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

import directory

app = FastAPI()


class NewUser(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    name: str = Field(min_length=1, max_length=200)
    age: int = Field(ge=0, le=150)


class User(NewUser):
    id: int


def with_tag(request: Request, content):
    response = JSONResponse(content)
    tag = f'"{directory.entity_tag(response.body)}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"ETag": tag})
    response.headers["ETag"] = tag
    return response


@app.get("/api/users/{user_id}", response_model=User)
async def get_user(user_id: int, request: Request):
    user = directory.find_user(user_id)
    if user is None:
        raise HTTPException(404)
    return with_tag(request, user)


@app.get("/api/users", response_model=list[User])
async def list_users(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    sort: Literal["id", "age"] = "id",
    min_age: Annotated[int | None, Query(alias="minAge", ge=0, le=150)] = None,
    max_age: Annotated[int | None, Query(alias="maxAge", ge=0, le=150)] = None,
):
    return with_tag(request, directory.list_users(limit, sort, min_age, max_age))


@app.post("/api/users", status_code=201, response_model=User)
async def create_user(user: NewUser, response: Response, authorization: Annotated[str | None, Header()] = None):
    if not directory.may_write(authorization):
        raise HTTPException(401)
    created = directory.create_user(user.name, user.age)
    response.headers["Location"] = f"/api/users/{created['id']}"
    return created
