import os
import re
from typing import Any, TypeVar
from uuid import uuid4

from roster import AuthenticatedClient
from roster.api.contacts import get_contact, put_contact
from roster.api.users import create_user, delete_user, get_user, list_users, update_user
from roster.models import Contact, ContactContent, NewUser, Problem, User, UserPatch
from roster.types import UNSET, Response, Unset

Data = TypeVar("Data")


def data_of(answer: Response[Any], kind: type[Data]) -> Data:
    """What was answered; raises where that is a problem."""
    if not isinstance(answer.parsed, kind):
        raise RuntimeError(f"{answer.status_code}: {answer.content!r}")
    return answer.parsed


def refusal_of(answer: Response[Any]) -> str:
    """The problem that was answered, in one line; raises where there is none."""
    problem = data_of(answer, Problem)
    fields = [f"{error.pointer or error.parameter or error.header} {error.code}" for error in problem.errors or []]
    return ", ".join([f"{problem.status} {problem.type_}", *fields])


def in_words(user: User) -> str:
    return f"{user.name}, {user.age}"


address = os.environ.get("ROSTER_URL", "http://localhost:5000")
roster = AuthenticatedClient(base_url=address, token=os.environ.get("ROSTER_KEY", ""))

# List, page by page: the cursor of the next one is in `Link`.
users: list[User] = []
cursor: str | Unset | None = UNSET
while cursor is not None:
    page = list_users.sync_detailed(client=roster, limit=1, cursor=cursor)
    users += data_of(page, list)
    following = re.search(r'[?&]cursor=([\w.-]+)[^>]*>; rel="next"', page.headers.get("link", ""))
    cursor = following[1] if following else None
print("listed:", ", ".join(user.name for user in users))

# Filter.
found: list[User] = data_of(list_users.sync_detailed(client=roster, name="al"), list)
print("filtered:", ", ".join(user.name for user in found))

# Create. Whoever repeats this with the same key creates nobody twice.
carol = NewUser(name="Carol", age=41)
created = data_of(create_user.sync_detailed(client=roster, body=carol, idempotency_key=str(uuid4())), User)
print("created:", in_words(created))

# Read, and keep the entity tag.
read = get_user.sync_detailed(created.id, client=roster)
tag = read.headers["etag"]
print("read:", in_words(data_of(read, User)))


# Change what was read. The second change is refused: the tag stands for Carol as she was before the first.
def change(age: int) -> Response[Any]:
    return update_user.sync_detailed(created.id, client=roster, body=UserPatch(age=age), if_match=tag)


print("changed:", in_words(data_of(change(42), User)))
print("outdated:", refusal_of(change(43)))

# Every invalid field is named, in a query and in a body.
print("invalid query:", refusal_of(list_users.sync_detailed(client=roster, limit=501, min_age=151)))
print("invalid body:", refusal_of(create_user.sync_detailed(client=roster, body=NewUser(name="Dave", age=151))))

# Store a contact and read it. No two users have the same e-mail address.
content = ContactContent(email="carol@example.com", phone="+493012345678")
data_of(put_contact.sync_detailed(created.id, client=roster, body=content), Contact)
contact = data_of(get_contact.sync_detailed(created.id, client=roster), Contact)
print("contact:", f"{contact.email}, {contact.phone}")
print("taken:", refusal_of(put_contact.sync_detailed(users[0].id, client=roster, body=content)))

# Delete, contact included.
delete_user.sync_detailed(created.id, client=roster)
print("deleted:", refusal_of(get_user.sync_detailed(created.id, client=roster)))
