import type { Roster } from "./client.ts";
import { messagesOf, ProblemError } from "./problems.ts";
import type { components } from "./roster.ts";

type User = components["schemas"]["User"];

/** Adds somebody, once, however often it has to be sent. A form that is invalid is answered with its messages. */
export const addUser = async (
  roster: Roster,
  form: components["schemas"]["NewUser"],
): Promise<{ user: User } | { messages: Readonly<Record<string, string>> }> => {
  const params = { header: { "Idempotency-Key": crypto.randomUUID() } };
  const { data, error } = await roster.POST("/api/users", { params, body: form });
  if (data) return { user: data };
  if (error.type === "urn:problem-type:roster:invalid-request") return { messages: messagesOf(error) };
  throw new ProblemError(error);
};

const changeAttempts = 10;

/**
 * Makes somebody a year older. When another client was faster, it reads again and tries again, some times: no change is lost. A
 * weak entity tag (`W/"…"`) never matches in `If-Match`; a proxy that compresses makes every tag weak.
 */
export const haveBirthday = async (roster: Roster, userId: number): Promise<User> => {
  for (let attempt = 1; ; attempt += 1) {
    const read = await roster.GET("/api/users/{userId}", { params: { path: { userId } } });
    if (!read.data) throw new ProblemError(read.error);
    const tag = read.response.headers.get("ETag") ?? "";
    if (tag.startsWith("W/")) throw new Error(`A proxy made the entity tag ${tag} weak: it must not compress.`);
    const { data, error } = await roster.PATCH("/api/users/{userId}", {
      params: { path: { userId }, header: { "If-Match": tag } },
      body: { age: read.data.age + 1 },
    });
    if (data) return data;
    const isOutdated = error.type === "urn:problem-type:roster:precondition-failed";
    if (!isOutdated || attempt === changeAttempts) throw new ProblemError(error);
  }
};
