import { describe, expect, it } from "vitest";
import { createQueries } from "../../../generated/queries.ts";
import { createKysely } from "../../../src/core/database/sqlite/dialect.ts";
import { asStoreError } from "../../../src/core/store/sqlite/as-store-error.ts";
import type { Tables } from "../../../src/directory/tables.ts";
import { openSqlite, watched } from "../engines.ts";

describe("on sqlite", () => {
  it("looking for an e-mail address under several keys takes the index, not every contact", async () => {
    await using directory = await openSqlite();
    const texts: string[] = [];
    const watchedConnection = watched(directory.connection, { onPrepare: (text) => texts.push(text) });
    const { contacts } = createQueries(createKysely<Tables>(watchedConnection, asStoreError));
    await contacts.findByEmail(["newest", "old"].map((keyId) => ({ keyId, value: new Uint8Array(32) })));
    const plan = directory.connection.prepare(`explain query plan ${texts.at(-1)}`).all();
    const steps = plan.map(({ detail }) => String(detail));
    expect(steps.filter((step) => step.startsWith("SCAN"))).toEqual([]);
    expect(steps.filter((step) => step.includes("(key_id=? AND email_index=?)"))).toHaveLength(2);
  });
});
