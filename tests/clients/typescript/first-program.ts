import { randomUUID } from "node:crypto";
import createClient from "openapi-fetch";
import type { components, paths } from "./roster.ts";

type Problem = components["schemas"]["Problem"];
type User = components["schemas"]["User"];

const { ROSTER_URL = "http://localhost:5000", ROSTER_KEY = "" } = process.env;
const roster = createClient<paths>({ baseUrl: ROSTER_URL, headers: { Authorization: `Bearer ${ROSTER_KEY}` } });

/** What was answered; throws where that is a problem. */
const dataOf = <Data>({ data, error }: { data?: Data | undefined; error?: Problem | undefined }): Data => {
  if (data === undefined) throw new Error(error?.detail ?? error?.title);
  return data;
};

/** The problem that was answered, in one line; throws where there is none. */
const refusalOf = ({ error }: { error?: Problem | undefined }): string => {
  if (error === undefined) throw new Error("This was to be refused.");
  const fields = error.errors?.map(
    ({ pointer, parameter, header, code }) => `${pointer ?? parameter ?? header} ${code}`,
  );
  return [`${error.status} ${error.type}`, ...(fields ?? [])].join(", ");
};

const inWords = ({ name, age }: User): string => `${name}, ${age}`;

// List, page by page: the cursor of the next one is in `Link`.
const users: User[] = [];
let cursor: string | undefined;
do {
  const page = await roster.GET("/api/users", { params: { query: { limit: 1, ...(cursor && { cursor }) } } });
  users.push(...dataOf(page));
  cursor = /[?&]cursor=([\w.-]+)[^>]*>; rel="next"/.exec(page.response.headers.get("link") ?? "")?.[1];
} while (cursor !== undefined);
console.log("listed:", users.map(({ name }) => name).join(", "));

// Filter.
const found = await roster.GET("/api/users", { params: { query: { name: "al" } } });
console.log(
  "filtered:",
  dataOf(found)
    .map(({ name }) => name)
    .join(", "),
);

// Create. Whoever repeats this with the same key creates nobody twice.
const created = await roster.POST("/api/users", {
  params: { header: { "Idempotency-Key": randomUUID() } },
  body: { name: "Carol", age: 41 },
});
const { id } = dataOf(created);
console.log("created:", inWords(dataOf(created)));

// Read, and keep the entity tag.
const read = await roster.GET("/api/users/{userId}", { params: { path: { userId: id } } });
const tag = read.response.headers.get("etag") ?? "";
console.log("read:", inWords(dataOf(read)));

// Change what was read. The second change is refused: the tag stands for Carol as she was before the first.
const change = (age: number) =>
  roster.PATCH("/api/users/{userId}", {
    params: { path: { userId: id }, header: { "If-Match": tag } },
    body: { age },
  });
console.log("changed:", inWords(dataOf(await change(42))));
console.log("outdated:", refusalOf(await change(43)));

// Every invalid field is named, in a query and in a body.
const query = await roster.GET("/api/users", { params: { query: { limit: 501, minAge: 151 } } });
console.log("invalid query:", refusalOf(query));
console.log("invalid body:", refusalOf(await roster.POST("/api/users", { body: { name: "Dave", age: 151 } })));

// Store a contact and read it. No two users have the same e-mail address.
const storeContact = (userId: number) =>
  roster.PUT("/api/users/{userId}/contact", {
    params: { path: { userId } },
    body: { email: "carol@example.com", phone: "+493012345678" },
  });
dataOf(await storeContact(id));
const contact = dataOf(await roster.GET("/api/users/{userId}/contact", { params: { path: { userId: id } } }));
console.log("contact:", `${contact.email}, ${contact.phone}`);
console.log("taken:", refusalOf(await storeContact(users[0]?.id ?? 1)));

// Delete, contact included.
await roster.DELETE("/api/users/{userId}", { params: { path: { userId: id } } });
console.log("deleted:", refusalOf(await roster.GET("/api/users/{userId}", { params: { path: { userId: id } } })));
