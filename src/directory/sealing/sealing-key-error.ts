import { StartError } from "#core";

/** Contacts cannot be encrypted or decrypted with the keys that were given; the message is one line for the operator. */
export class SealingKeyError extends StartError {
  override readonly name = "SealingKeyError";
}
