import { describe, it } from "vitest";
import { onEngine } from "../support/temporary-database.ts";
import {
  changeableThings,
  sameAddress,
  sameAddressInTwoProcesses,
  sameDeletion,
  sameNewDatum,
  sameVersion,
} from "./crowds.ts";
import { useTarget } from "./target.ts";

const target = useTarget();
const count = 100;

describe(
  onEngine(`case 36: of ${count} who have read the same and write at once, one does, and the others are told`),
  () => {
    it.each(changeableThings)("%s, changed", async (thing) => sameVersion(thing)(target, count));

    it("a user, deleted", () => sameDeletion(target, count));
  },
);

describe(onEngine(`case 37: what ${count} want at once, and one may have, one has`), () => {
  it("an e-mail address", () => sameAddress(target, count));

  it("an e-mail address, of two processes with the same keys, each with another newest", () =>
    sameAddressInTwoProcesses(count));

  it("a datum that was not there", () => sameNewDatum(target, count));
});
