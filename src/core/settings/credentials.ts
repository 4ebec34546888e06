/** Settings that credentials and secrets depend on. */
import { EnvError, makeValidator } from "envalid";
import { isIssuer } from "../access/secure-url.ts";
import { listOf } from "./kinds.ts";

export const issuer = makeValidator<string>((text) => {
  if (isIssuer(text)) return text;
  throw new EnvError(
    "must be an https URL without query, such as https://login.example.com; http on this machine only",
  );
});

/** Public keys only: with a shared secret, whoever can check a token can make one. */
const signatureAlgorithms = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];

export const algorithms = makeValidator<readonly string[]>((text) => {
  const list = listOf(text);
  const wrong = list.find((item) => !signatureAlgorithms.includes(item));
  if (wrong !== undefined) throw new EnvError(`has "${wrong}", which is none of ${signatureAlgorithms.join(", ")}`);
  if (list.length === 0) throw new EnvError("must name an algorithm");
  return list;
});
