/** What the peers in Node share: the same file, the same statements, the same credential. Written as one would by hand. */
import { createHash } from "node:crypto";
import { DatabaseSync, type StatementSync } from "node:sqlite";

export interface User {
  readonly id: number;
  readonly name: string;
  readonly age: number;
}

const database = new DatabaseSync(String(process.env.DATABASE_FILE), { timeout: 1_000 });
database.exec("pragma journal_mode = wal; pragma synchronous = full");
const one = database.prepare("select id, name, age from users where id = ?");
const insert = database.prepare("insert into users (name, name_key, age) values (?, ?, ?)");

export const findUser = (id: number): User | undefined => one.get(id) as User | undefined;

const pages = new Map<string, StatementSync>();

/** The statement for what a request asks for, and no condition that it does not. */
const pageFor = (conditions: readonly string[], order: string): StatementSync => {
  const where = conditions.length === 0 ? "" : `where ${conditions.join(" and ")}`;
  const text = `select id, name, age from users ${where} order by ${order} limit ?`;
  const page = pages.get(text) ?? database.prepare(text);
  pages.set(text, page);
  return page;
};

export const listUsers = (query: URLSearchParams): readonly User[] => {
  const bounds = [
    { condition: "age >= ?", value: query.get("minAge") },
    { condition: "age <= ?", value: query.get("maxAge") },
  ].filter(({ value }) => value !== null);
  const page = pageFor(
    bounds.map(({ condition }) => condition),
    query.get("sort") === "age" ? "age, id" : "id",
  );
  const values = [...bounds.map(({ value }) => value), query.get("limit") ?? 50];
  return page.all(...values.map(Number)) as unknown as readonly User[];
};

/** A commit each: when it returns, the user is on disk. */
export const createUser = ({ name, age }: Omit<User, "id">): User => {
  const { lastInsertRowid } = insert.run(name, name.toUpperCase(), age);
  return { id: Number(lastInsertRowid), name, age };
};

const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64url");
const keyHash = sha256(String(process.env.BENCH_KEY));

export const mayWrite = (authorization: string | undefined): boolean =>
  authorization !== undefined && sha256(authorization.slice("Bearer ".length)) === keyHash;

export const entityTagOf = (text: string): string => `"${sha256(text).slice(0, 22)}"`;

export const isUser = (value: unknown): value is Omit<User, "id"> => {
  if (typeof value !== "object" || value === null) return false;
  const { name, age } = value as Partial<User>;
  return (
    typeof name === "string" &&
    name.trim() !== "" &&
    name.length <= 200 &&
    Number.isInteger(age) &&
    Number(age) >= 0 &&
    Number(age) <= 150
  );
};

export const port = Number(process.env.PORT);
