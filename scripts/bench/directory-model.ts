/** What the sample directory has to answer, reckoned without a database: no subject is the judge of another. */
import { sampleUsers } from "../sample-directory.ts";

export interface User {
  readonly id: number;
  readonly name: string;
  readonly age: number;
}

/** The right answer to a GET; undefined where there is nobody. */
export type AnswerModel = (path: string) => User | readonly User[] | undefined;

const pageOf = (users: readonly User[], query: URLSearchParams): readonly User[] => {
  const [least, greatest] = [Number(query.get("minAge") ?? 0), Number(query.get("maxAge") ?? 150)];
  const fitting = users.filter(({ age }) => age >= least && age <= greatest);
  const sorted = query.get("sort") === "age" ? fitting.toSorted((one, other) => one.age - other.age) : fitting;
  return sorted.slice(0, Number(query.get("limit") ?? 50));
};

/** The answers of a directory with so many users. Users that are added later change none of those that the cases ask for. */
export const createAnswerModel = (count: number): AnswerModel => {
  const users = [...sampleUsers(count)].map((user, index) => ({ id: index + 1, ...user }));
  const pages = new Map<string, readonly User[]>();
  return (path) => {
    const [pathname = "", query = ""] = path.split("?");
    const id = /^\/api\/users\/(\d+)$/.exec(pathname)?.[1];
    if (id !== undefined) return users[Number(id) - 1];
    const known = pages.get(query) ?? pageOf(users, new URLSearchParams(query));
    pages.set(query, known);
    return known;
  };
};
