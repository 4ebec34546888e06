/** What of OpenAPI the core does not serve: said with its place, and nothing is ignored in silence. */
import { at, ContractMistake, entriesOf, itemsOf, type Place } from "./place.ts";

const otherMethods = ["head", "options", "trace"];

const checkPath = (path: string, item: Place): void => {
  const segments = path.split("/");
  if (path.includes(":")) {
    throw new ContractMistake(
      `${path} has a ":", which the router takes for a parameter; spell it with a "/"`,
      item.path,
    );
  }
  const partial = segments.find((segment) => /\{[^}]+\}/.test(segment) && !/^\{[^}]+\}$/.test(segment));
  if (partial !== undefined) {
    throw new ContractMistake(
      `${partial} is only in part a parameter; a parameter fills its segment of the path`,
      item.path,
    );
  }
  for (const method of otherMethods) {
    const operation = at(item, method);
    if (operation.value === undefined) continue;
    const why =
      method === "trace" ? "TRACE is refused everywhere" : `${method.toUpperCase()} is answered without an operation`;
    throw new ContractMistake(`${why}; take this operation out of the contract`, operation.path);
  }
};

const checkScheme = (name: string, scheme: Place): void => {
  const type = String(at(scheme, "type").value);
  const http = String(at(scheme, "scheme").value).toLowerCase();
  const isServed =
    ["apiKey", "oauth2", "openIdConnect"].includes(type) || (type === "http" && ["basic", "bearer"].includes(http));
  if (isServed) return;
  const kind = type === "http" ? `http ${http}` : type;
  throw new ContractMistake(
    `the security scheme ${name} (${kind}) is not supported: there are http basic and bearer, apiKey, oauth2 and openIdConnect`,
    scheme.path,
  );
};

/** Throws `ContractMistake` at the first thing that is not served. */
export const checkSupported = (root: Place): void => {
  for (const [path, item] of entriesOf(at(root, "paths"))) checkPath(path, item);
  for (const [name, scheme] of entriesOf(at(root, "components", "securitySchemes"))) checkScheme(name, scheme);
  for (const server of itemsOf(at(root, "servers"))) {
    if (typeof at(server, "url").value !== "string") throw new ContractMistake("a server has a url", server.path);
  }
};
