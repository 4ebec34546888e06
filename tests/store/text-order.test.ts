import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareCodePoints, prefixEnd } from "../../src/core/store/text-order.ts";

const text = fc.string({ unit: "binary", maxLength: 6 });
const inUtf8 = (left: string, right: string): number =>
  Math.sign(Buffer.compare(Buffer.from(left), Buffer.from(right)));

describe("the order of code points", () => {
  it("is the order of the bytes in UTF-8, in which databases compare", () => {
    fc.assert(
      fc.property(text, text, text, (start, left, right) => {
        expect(Math.sign(compareCodePoints(start + left, start + right))).toBe(inUtf8(start + left, start + right));
      }),
    );
  });

  it("puts what JavaScript writes with surrogates behind everything else", () => {
    expect(compareCodePoints("\u{10000}", "\uffff")).toBeGreaterThan(0);
    expect(compareCodePoints("\ud7ff", "\ue000")).toBeLessThan(0);
  });
});

describe("the end of a prefix", () => {
  it("separates exactly the texts that begin with it from those behind", () => {
    fc.assert(
      fc.property(text, text, fc.boolean(), (prefix, other, begins) => {
        const candidate = begins ? prefix + other : other;
        const end = prefixEnd(prefix);
        const inside =
          compareCodePoints(candidate, prefix) >= 0 && (end === undefined || compareCodePoints(candidate, end) < 0);
        expect(inside).toBe(candidate.startsWith(prefix));
      }),
    );
  });

  it.each([
    ["a", "b"],
    ["a\u{10ffff}", "b"],
    ["\ud7ff", "\ue000"],
    ["\u{10ffff}\u{10ffff}", undefined],
    ["", undefined],
  ])("of %j is %j", (prefix, end) => {
    expect(prefixEnd(prefix)).toBe(end);
  });
});
