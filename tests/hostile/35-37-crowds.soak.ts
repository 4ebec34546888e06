import { describe, it } from "vitest";
import {
  changeableThings,
  sameAddress,
  sameAddressInTwoProcesses,
  sameDeletion,
  sameIdempotencyKey,
  sameIdempotencyKeyForTwo,
  sameNewDatum,
  sameVersion,
} from "./crowds.ts";
import { useTarget } from "./target.ts";

const target = useTarget({ rateLimit: "off" });
const count = 2_000;

describe(`case 35: ${count} who send one Idempotency-Key at once`, () => {
  it("create one", () => sameIdempotencyKey(target, count));

  it("with two bodies create one", () => sameIdempotencyKeyForTwo(target, count));
});

describe(`case 36: of ${count} who have read the same and write at once, one does`, () => {
  it.each(changeableThings)("%s, changed", async (thing) => sameVersion(thing)(target, count));

  it("a user, deleted", () => sameDeletion(target, count));
});

describe(`case 37: what ${count} want at once, and one may have, one has`, () => {
  it("an e-mail address", () => sameAddress(target, count));

  it("an e-mail address, of two processes", () => sameAddressInTwoProcesses(count));

  it("a datum that was not there", () => sameNewDatum(target, count));
});
