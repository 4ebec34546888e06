import { type Kysely, sql } from "kysely";
import { type CodePointRange, type Engine, foldName } from "#core";

/** Characters that nobody sees: white space, format and other default-ignorable characters, fillers and blanks. */
const invisible: readonly CodePointRange[] = [
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x600, 0x605],
  [0x61c, 0x61c],
  [0x6dd, 0x6dd],
  [0x70f, 0x70f],
  [0x890, 0x891],
  [0x8e2, 0x8e2],
  [0x115f, 0x1160],
  [0x1680, 0x1680],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x2000, 0x200f],
  [0x2028, 0x202f],
  [0x205f, 0x206f],
  [0x2800, 0x2800],
  [0x3000, 0x3000],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
  [0x110bd, 0x110bd],
  [0x110cd, 0x110cd],
  [0x13430, 0x1343f],
  [0x16fe4, 0x16fe4],
  [0x1bca0, 0x1bca3],
  [0x1d159, 0x1d159],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff],
];

const planes = Array.from({ length: 17 }, (_, plane) => plane * 0x10000);

/** Controls of the writing direction, which let a name look like another one, and noncharacters. */
const forbidden: readonly CodePointRange[] = [
  [0x202a, 0x202e],
  [0x2066, 0x2069],
  [0xfdd0, 0xfdef],
  ...planes.map((plane): CodePointRange => [plane + 0xfffe, plane + 0xffff]),
];

type Users = { users: { id: number; name: string; name_key: string } };

const rowsAtOnce = 1_000;
const beyondAscii: readonly CodePointRange[] = [[0x80, 0x10ffff]];

/** Names of ASCII alone are folded where they are; the others here, some at a time. */
const foldAgain = async (transaction: Kysely<unknown>, engine: Engine): Promise<void> => {
  const users = transaction.withTables<Users>();
  const isBeyondAscii = engine.hasCharacterIn("name", beyondAscii);
  await users
    .updateTable("users")
    // In the collation of the column, which has no language: of these letters, each has one lower case.
    .set({ name_key: sql`lower(name)` })
    .where(sql<boolean>`not ${isBeyondAscii}`)
    .execute();
  for (let last = 0; ; ) {
    const rows = await users
      .selectFrom("users")
      .select(["id", "name"])
      .where("id", ">", last)
      .where(isBeyondAscii)
      .orderBy("id")
      .limit(rowsAtOnce)
      .execute();
    for (const { id, name } of rows) {
      await users
        .updateTable("users")
        .set({ name_key: foldName(name) })
        .where("id", "=", id)
        .execute();
    }
    const next = rows.at(-1)?.id;
    if (next === undefined) return;
    last = Number(next);
  }
};

/** Lets no name into a table that nobody could see, or that looks like another one. Names that are stored stay as they are. */
export const requireVisibleNames = async (
  transaction: Kysely<unknown>,
  engine: Engine,
  table: string,
): Promise<void> => {
  const name = "new.name";
  await engine.forbid(transaction, {
    name: `${table}_name_visible`,
    table,
    column: "name",
    condition: sql<boolean>`(not ${engine.hasCharacterOutside(name, invisible)} or ${engine.hasCharacterIn(name, forbidden)})`,
  });
};

/** Names fold by Unicode's full case folding, and none is invisible or misleading. Names that are stored stay as they are. */
export const up = async (transaction: Kysely<unknown>, engine: Engine): Promise<void> => {
  await foldAgain(transaction, engine);
  await requireVisibleNames(transaction, engine, "users");
};
