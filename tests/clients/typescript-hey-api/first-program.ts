import { randomUUID } from "node:crypto";
import { client } from "./roster/client.gen.ts";
import {
  createUser,
  deleteUser,
  getContact,
  getUser,
  listUsers,
  type Problem,
  putContact,
  type User,
  updateUser,
} from "./roster/index.ts";

const { ROSTER_URL = "http://localhost:5000", ROSTER_KEY = "" } = process.env;
client.setConfig({ baseUrl: ROSTER_URL, auth: ROSTER_KEY });

/** The problem that was answered, in one line; throws where there is none. */
const refusalOf = ({ error }: { error?: Problem | undefined }): string => {
  if (error === undefined) throw new Error("This was to be refused.");
  const fields = error.errors?.map(
    ({ pointer, parameter, header, code }) => `${pointer ?? parameter ?? header} ${code}`,
  );
  return [`${error.status} ${error.type}`, ...(fields ?? [])].join(", ");
};

const inWords = ({ name, age }: User): string => `${name}, ${age}`;

// List, page by page: the cursor of the next one is in `Link`. With `throwOnError`, a problem is thrown.
const users: User[] = [];
let cursor: string | undefined;
do {
  const page = await listUsers({ query: { limit: 1, ...(cursor && { cursor }) }, throwOnError: true });
  users.push(...page.data);
  cursor = /[?&]cursor=([\w.-]+)[^>]*>; rel="next"/.exec(page.response.headers.get("link") ?? "")?.[1];
} while (cursor !== undefined);
console.log("listed:", users.map(({ name }) => name).join(", "));

// Filter.
const found = await listUsers({ query: { name: "al" }, throwOnError: true });
console.log("filtered:", found.data.map(({ name }) => name).join(", "));

// Create. Whoever repeats this with the same key creates nobody twice.
const created = await createUser({
  headers: { "Idempotency-Key": randomUUID() },
  body: { name: "Carol", age: 41 },
  throwOnError: true,
});
const { id } = created.data;
console.log("created:", inWords(created.data));

// Read, and keep the entity tag.
const read = await getUser({ path: { userId: id }, throwOnError: true });
const tag = read.response.headers.get("etag") ?? "";
console.log("read:", inWords(read.data));

// Change what was read. The second change is refused: the tag stands for Carol as she was before the first.
const change = { path: { userId: id }, headers: { "If-Match": tag } };
const changed = await updateUser({ ...change, body: { age: 42 }, throwOnError: true });
console.log("changed:", inWords(changed.data));
console.log("outdated:", refusalOf(await updateUser({ ...change, body: { age: 43 } })));

// Every invalid field is named, in a query and in a body.
console.log("invalid query:", refusalOf(await listUsers({ query: { limit: 501, minAge: 151 } })));
console.log("invalid body:", refusalOf(await createUser({ body: { name: "Dave", age: 151 } })));

// Store a contact and read it. No two users have the same e-mail address.
const body = { email: "carol@example.com", phone: "+493012345678" };
await putContact({ path: { userId: id }, body, throwOnError: true });
const contact = await getContact({ path: { userId: id }, throwOnError: true });
console.log("contact:", `${contact.data.email}, ${contact.data.phone}`);
console.log("taken:", refusalOf(await putContact({ path: { userId: users[0]?.id ?? 1 }, body })));

// Delete, contact included.
await deleteUser({ path: { userId: id }, throwOnError: true });
console.log("deleted:", refusalOf(await getUser({ path: { userId: id } })));
