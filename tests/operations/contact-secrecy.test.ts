import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { textsIn } from "../support/byte-forms.ts";
import { startRoster, type TestResponse, type TestRoster } from "../support/roster.ts";
import { type TemporaryDirectory, temporaryDirectory } from "../support/temporary-directory.ts";

const values = {
  email: "Wilhelmina.Private@secret-domain.example",
  second: "Wilhelmina.Replaced@secret-domain.example",
  rejected: "Wilhelmina.Rejected@secret-domain.example",
  phone: "+493076543210",
  secondPhone: "+493098765432",
  invalid: "wilhelmina invalid@secret-domain.example",
} as const;
/** Any of them is in one of these. */
const telling = ["wilhelmina", "secret-domain", "493076543210", "493098765432"];
/** Stored in the clear, to show that the search finds what is there. */
const control = "Controlled Openness";

interface Parts {
  readonly roster: TestRoster;
  readonly directory: TemporaryDirectory;
  readonly key: string;
}

const withRoster = async (work: (parts: Parts) => Promise<void>): Promise<void> => {
  await using directory = await temporaryDirectory();
  await using roster = await startRoster({ databaseUrl: directory.databaseUrl, logLevel: "trace" });
  const key = await roster.createKey(["users:write", "contacts:read", "contacts:write"]);
  await work({ roster, directory, key });
};

const bytesOf = ({ path }: TemporaryDirectory): Buffer =>
  Buffer.concat(readdirSync(path).map((name) => readFileSync(join(path, name))));

const tamper = ({ path }: TemporaryDirectory, statement: string): void => {
  const file = new DatabaseSync(join(path, "roster.db"));
  file.exec(statement);
  file.close();
};

/** Does everything that can be done with contacts, well and badly, and returns the failures. */
const useContacts = async ({ roster, directory, key }: Parts): Promise<readonly TestResponse[]> => {
  const { email, second, rejected, phone, secondPhone, invalid } = values;
  const send = (method: string, path: string, body?: unknown) => roster.request(method, path, { key, body });
  const contact = (userId: number) => `/api/users/${userId}/contact`;
  const find = (address: string) => send("GET", `/api/contacts?email=${encodeURIComponent(address)}`);
  await send("POST", "/api/users", { name: control, age: 40 });
  await send("PUT", contact(1), { email, phone });
  await send("PUT", contact(1), { email: second, phone: secondPhone });
  await send("PUT", contact(2), { email, phone });
  await send("GET", contact(1));
  await find(email);
  await find(second.toUpperCase());
  const failures = [
    await send("PUT", contact(3), { email: email.toUpperCase(), phone }),
    await send("PUT", contact(9), { email: rejected, phone }),
    await send("PUT", contact(1), { email: invalid, phone }),
    await send("PUT", contact(1), { email: rejected, fax: phone }),
    await send("PUT", contact(1), `{"email":"${rejected}","phone":"${phone}"`),
    await send("PUT", contact(1), `{"email":${rejected}}`),
    await find(invalid),
    await send("GET", `/api/contacts?email=${rejected}&email=${email}`),
    await send("POST", "/api/contacts", { email }),
    await roster.request("PUT", contact(1), { body: { email, phone } }),
    await roster.request("GET", `/api/contacts?email=${email}`),
  ];
  tamper(directory, "update contacts set email_index = null where user_id = 1");
  failures.push(await send("GET", contact(1)));
  tamper(directory, "create trigger refuse before insert on contacts begin select raise(abort, 'refused'); end");
  failures.push(await send("PUT", contact(3), { email: rejected, phone }));
  tamper(directory, "drop trigger refuse");
  await send("DELETE", contact(1));
  await send("DELETE", "/api/users/2");
  return failures;
};

describe("no e-mail address and no phone number, in any case or encoding,", () => {
  it("is in the database, its log or its key file, while Roster runs and after it has stopped", async () => {
    await withRoster(async (parts) => {
      await useContacts(parts);
      const running = bytesOf(parts.directory);
      expect(readdirSync(parts.directory.path).toSorted()).toEqual([
        "roster.db",
        "roster.db-shm",
        "roster.db-wal",
        "roster.db.sealing-keys",
      ]);
      expect(textsIn(running, [control, ...telling])).toEqual([control]);
      await parts.roster[Symbol.asyncDispose]();
      expect(textsIn(bytesOf(parts.directory), [control, ...telling])).toEqual([control]);
    });
  });

  it("is in a line of the log, at its most talkative, nor in a failure", async () => {
    await withRoster(async (parts) => {
      const failures = await useContacts(parts);
      expect(failures.map(({ status }) => status)).toEqual([
        409, 404, 400, 400, 400, 400, 400, 400, 405, 401, 401, 500, 500,
      ]);
      const log = parts.roster.log.join("");
      expect(log).toContain("The contact of user 1 cannot be opened with the key");
      expect(log).toContain("/api/users/1/contact");
      expect(textsIn(Buffer.from(log), telling)).toEqual([]);
      for (const { text, headers } of failures) {
        expect(textsIn(Buffer.from(text + JSON.stringify([...headers])), telling)).toEqual([]);
      }
    });
  });
});

describe("the search for them", () => {
  it.each([
    ["as it is", Buffer.from(values.email)],
    ["in another case", Buffer.from(values.email.toUpperCase())],
    [
      "in Base64, wherever it begins",
      Buffer.from(Buffer.from(`{"email":"${values.email.toLowerCase()}"}`).toString("base64")),
    ],
    ["in hexadecimal", Buffer.from(Buffer.from(values.phone).toString("hex"))],
    ["in UTF-16", Buffer.from(values.phone, "utf16le")],
  ])("finds a value %s", (_, bytes) => {
    expect(textsIn(bytes, telling)).not.toEqual([]);
  });
});

describe("what is deleted", () => {
  it("is gone from the bytes too, sealed though it was, once Roster has stopped", async () => {
    await withRoster(async ({ roster, directory, key }) => {
      const send = (method: string, path: string, body?: unknown) => roster.request(method, path, { key, body });
      const stored = (): readonly Buffer[] => {
        const file = new DatabaseSync(join(directory.path, "roster.db"), { readOnly: true });
        const rows = file.prepare("select sealed, email_index from contacts").all();
        file.close();
        return rows.flatMap(({ sealed, email_index }) =>
          [sealed, email_index].map((bytes) => Buffer.from(bytes as Uint8Array)),
        );
      };
      await send("PUT", "/api/users/1/contact", { email: values.email });
      await send("PUT", "/api/users/2/contact", { email: values.second });
      const all = stored();
      expect(all).toHaveLength(4);
      expect(all.filter((bytes) => bytesOf(directory).includes(bytes))).toHaveLength(4);
      await send("DELETE", "/api/users/1/contact");
      await send("DELETE", "/api/users/2");
      await roster[Symbol.asyncDispose]();
      expect(all.filter((bytes) => bytesOf(directory).includes(bytes))).toEqual([]);
    });
  });
});
