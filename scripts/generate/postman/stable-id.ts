import { createHash } from "node:crypto";

/** A UUID (RFC 9562, version 8) that is the same for the same name, so that an import takes the place of the one before. */
export const stableId = (name: string): string => {
  const digits = createHash("sha256").update(`roster:${name}`).digest("hex");
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
};
