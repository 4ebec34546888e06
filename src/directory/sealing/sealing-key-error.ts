/** Contacts cannot be sealed or opened with the keys there are; the message is one line for the person who starts Roster. */
export class SealingKeyError extends Error {
  override readonly name = "SealingKeyError";
}
