import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Contact,
  emailIndexesOf,
  openContact,
  type SealedContact,
  sealContact,
} from "../../src/directory/sealing/contact-seal.ts";
import { checkKeyRing, createKeyRing } from "../../src/directory/sealing/key-ring.ts";
import { UnsealingError } from "../../src/directory/sealing/seal.ts";
import { formatSealingKey, newSealingKey, parseSealingKeys } from "../../src/directory/sealing/sealing-key.ts";
import { SealingKeyError } from "../../src/directory/sealing/sealing-key-error.ts";
import { sealingKey } from "../support/sealing.ts";

const carol: Contact = { userId: 7, email: "Carol@example.com", phone: "+493012345678" };
const ring = createKeyRing([sealingKey("new"), sealingKey("old")]);
const sealed = sealContact(ring, carol);

const changedAt = (bytes: Uint8Array, index: number): Uint8Array => {
  const copy = Uint8Array.from(bytes);
  copy[index] = (copy[index] ?? 0) ^ 1;
  return copy;
};

describe("a sealed contact", () => {
  it("opens to what it was", () => {
    const texts = fc.option(fc.string({ unit: "binary", maxLength: 254 }), { nil: undefined });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), texts, texts, (userId, email, phone) => {
        const contact = { userId, ...(email !== undefined && { email }), ...(phone !== undefined && { phone }) };
        expect(openContact(ring, sealContact(ring, contact))).toEqual(contact);
      }),
    );
  });

  it("is opened by a ring that has its key among others, whichever is the newest", () => {
    const [one, other] = [sealingKey("one"), sealingKey("other")];
    const byOne = sealContact(createKeyRing([one]), carol);
    expect(openContact(createKeyRing([other, one]), byOne)).toEqual(carol);
    expect(() => openContact(createKeyRing([other]), byOne)).toThrow(SealingKeyError);
    expect(() => openContact(createKeyRing([sealingKey("one")]), byOne)).toThrow(UnsealingError);
  });

  it("does not look the same twice", () => {
    const again = sealContact(ring, carol);
    expect(Buffer.from(again.sealed).equals(sealed.sealed)).toBe(false);
    expect(again.emailIndex).toEqual(sealed.emailIndex);
  });

  it("does not open when a single bit of it was changed, wherever that is", () => {
    for (let index = 0; index < sealed.sealed.length; index += 1) {
      expect(() => openContact(ring, { ...sealed, sealed: changedAt(sealed.sealed, index) })).toThrow(UnsealingError);
    }
  });

  it.each<{ name: string; change: Partial<SealedContact> }>([
    { name: "for another user", change: { userId: 8 } },
    { name: "under another key", change: { keyId: "old" } },
    { name: "with the e-mail index of somebody else", change: { emailIndex: new Uint8Array(32) } },
    { name: "cut short", change: { sealed: sealed.sealed.subarray(0, -1) } },
    { name: "cut to nothing", change: { sealed: new Uint8Array() } },
  ])("does not open $name, and says whose it is and nothing that is in it", ({ change }) => {
    const open = () => openContact(ring, { ...sealed, ...change });
    expect(open).toThrow(UnsealingError);
    expect(open).toThrow(/^The contact of user \d cannot be opened with the key \w+$/);
  });

  it("does not open without its e-mail index", () => {
    const { emailIndex: _, ...bare } = sealed;
    expect(() => openContact(ring, bare)).toThrow(UnsealingError);
  });

  it("tells by its length no more than how many blocks of 64 bytes it takes", () => {
    const lengthOf = (email: string) => sealContact(ring, { userId: 1, email }).sealed.length;
    expect(lengthOf("a@b.co")).toBe(lengthOf("alice.adams@example.com"));
    expect((lengthOf(`${"a".repeat(200)}@example.com`) - 28) % 64).toBe(0);
  });

  it("takes no memory along that others share, when it is sent to another thread", () => {
    expect(sealed.sealed.buffer.byteLength).toBe(sealed.sealed.length);
    expect(sealed.emailIndex?.buffer.byteLength).toBe(32);
  });
});

describe("an e-mail index", () => {
  it("is the same for the same address in any case, and another for another address, key or key of the same name", () => {
    const [index] = emailIndexesOf(ring, "carol@EXAMPLE.com");
    expect(index).toEqual({ keyId: "new", value: sealed.emailIndex });
    const others = [
      ...emailIndexesOf(ring, "carol@example.org").slice(0, 1),
      ...emailIndexesOf(ring, "carol@example.com").slice(1),
      ...emailIndexesOf(createKeyRing([sealingKey("new")]), "carol@example.com"),
    ];
    const values = [sealed.emailIndex, ...others.map(({ value }) => value)].map((value) => Buffer.from(value ?? []));
    expect(new Set(values.map((value) => value.toString("hex"))).size).toBe(4);
  });
});

describe("a sealing key", () => {
  it("is read as it was written", () => {
    const keys = [newSealingKey(), newSealingKey(new Date("2026-01-31T23:59:59Z"))];
    expect(keys[1]?.id).toMatch(/^2026-01-31-[0-9a-f]{4}$/);
    for (const separator of [",", ", ", "\n", ",\n\n"]) {
      const read = parseSealingKeys(keys.map(formatSealingKey).join(separator));
      expect(read.map(formatSealingKey)).toEqual(keys.map(formatSealingKey));
    }
  });

  const [good, other] = [formatSealingKey(sealingKey("good")), formatSealingKey(sealingKey("other"))];
  const secret = good.slice("good:".length);
  it.each([
    { name: "no key at all", text: " , ", line: "there is no key" },
    { name: "no id", text: secret, line: "key 1 is not" },
    { name: "an empty id", text: `:${secret}`, line: "key 1 is not" },
    { name: "an id that begins with a hyphen", text: `-a:${secret}`, line: "key 1 is not" },
    { name: "an id of 33 characters", text: `${"a".repeat(33)}:${secret}`, line: "key 1 is not" },
    { name: "a secret that is too short", text: `${good},b:${secret.slice(1)}`, line: "key 2 is not" },
    { name: "a secret that is too long", text: `b:${secret}A`, line: "key 1 is not" },
    { name: "a secret with padding", text: `b:${secret}=`, line: "key 1 is not" },
    { name: "a secret that another text stands for too", text: `b:${"A".repeat(42)}B`, line: "key 1 is not" },
    {
      name: "an id that is there twice",
      text: `${good},good:${other.slice(6)}`,
      line: "key 2 has the id or the secret",
    },
    { name: "a secret that is there twice", text: `${good},b:${secret}`, line: "key 2 has the id or the secret" },
  ])("is refused with $name, and nothing of it is shown", ({ text, line }) => {
    const parse = () => parseSealingKeys(text);
    expect(parse).toThrow(SealingKeyError);
    expect(parse).toThrow(new RegExp(`^${line}(?!.*${secret.slice(1, 20)})`));
  });

  it("shows its bytes neither in JSON nor to console.log", async () => {
    const { inspect } = await import("node:util");
    const key = sealingKey("shown");
    const hidden = [key.secret.export().toString("hex"), key.secret.export().toString("base64")];
    for (const text of [JSON.stringify(key), inspect(key, { depth: 9, showHidden: true })]) {
      for (const bytes of hidden) expect(text).not.toContain(bytes);
    }
  });
});

describe("a ring", () => {
  const [one, other] = [sealingKey("one"), sealingKey("other")];

  it("fits a database whose keys it has, and others besides", () => {
    expect(() => checkKeyRing(createKeyRing([one, other]).keys, createKeyRing([other]).keys)).not.toThrow();
    expect(() => checkKeyRing(createKeyRing([one]).keys, [])).not.toThrow();
  });

  it("does not fit one that uses another key, be it of the same name", () => {
    const { keys } = createKeyRing([one]);
    expect(() => checkKeyRing(keys, createKeyRing([other]).keys)).toThrow(
      /key other, which SEALING_KEYS does not have/,
    );
    expect(() => checkKeyRing(keys, createKeyRing([sealingKey("one")]).keys)).toThrow(/another key one than the one/);
  });

  it("derives from each key secrets that are all different", () => {
    const { keys } = createKeyRing([one, other]);
    const secrets = keys.flatMap(({ checkValue, sealing, emailIndex }) => [
      checkValue,
      ...[sealing, emailIndex].map((secret) => secret.export().toString("hex")),
    ]);
    const own = [one, other].map(({ secret }) => secret.export().toString("hex"));
    expect(new Set([...secrets, ...own]).size).toBe(8);
  });
});
