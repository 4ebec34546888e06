/** A caller of Roster over HTTP. */
import { randomUUID } from "node:crypto";

export interface User {
  readonly id: number;
  readonly name: string;
}

export type Result<Value> =
  | { readonly kind: "success"; readonly outcome: string; readonly value: Value }
  /** It may work when it is sent again. */
  | { readonly kind: "retry"; readonly outcome: string; readonly retryAfterMilliseconds: number }
  /** An answer that no failure of a part explains. */
  | { readonly kind: "contradiction"; readonly outcome: string; readonly detail: string };

export interface Client {
  /** Creates a user. Repeated with the same name, it creates nobody twice. */
  readonly create: (name: string) => Promise<Result<User>>;
  /** Reads one who was created. */
  readonly find: (user: User) => Promise<Result<true>>;
  readonly list: () => Promise<Result<true>>;
}

const timeoutMilliseconds = 10_000;
/** What may pass by itself. 500 is not among them: a part that is away is a 503. */
const passing = [408, 429, 502, 503, 504];

const causeOf = (error: unknown): string => {
  const { name, cause } = error as Error;
  return (cause as { code?: string } | undefined)?.code ?? name;
};

/** Makes a client of the Roster at this address, with a key that may write users. */
export const createClient = (address: string, apiKey: string): Client => {
  const run = randomUUID();

  const send = async <Value>(
    path: string,
    request: RequestInit,
    understand: (status: number, body: string) => Value | undefined,
  ): Promise<Result<Value>> => {
    try {
      const response = await fetch(`${address}${path}`, {
        ...request,
        signal: AbortSignal.timeout(timeoutMilliseconds),
      });
      const body = await response.text();
      const outcome = `${response.status}`;
      if (passing.includes(response.status)) {
        const seconds = Number(response.headers.get("retry-after") ?? 0);
        return { kind: "retry", outcome, retryAfterMilliseconds: seconds * 1000 };
      }
      const value = understand(response.status, body);
      if (value === undefined) return { kind: "contradiction", outcome, detail: `${path} ${body.slice(0, 200)}` };
      return { kind: "success", outcome, value };
    } catch (error) {
      return { kind: "retry", outcome: causeOf(error), retryAfterMilliseconds: 0 };
    }
  };

  return {
    create: (name) =>
      send(
        "/api/users",
        {
          method: "POST",
          headers: {
            authorization: `Bearer ${apiKey}`,
            "content-type": "application/json",
            "idempotency-key": `${run}-${name.replaceAll(" ", "-")}`,
          },
          body: JSON.stringify({ name, age: 30 }),
        },
        (status, body) => (status === 201 ? (JSON.parse(body) as User) : undefined),
      ),
    find: ({ id, name }) =>
      send(`/api/users/${id}`, {}, (status, body) =>
        status === 200 && (JSON.parse(body) as User).name === name ? true : undefined,
      ),
    list: () => send("/api/users?limit=20", {}, (status) => (status === 200 ? true : undefined)),
  };
};
