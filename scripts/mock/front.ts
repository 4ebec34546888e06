/** What stands before Prism, for the rules that Prism does not know: HEAD wherever there is GET, and no unknown query parameter. */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { ContractDocument } from "../../src/core/contract/document.ts";
import { type InvalidField, onePerPlace } from "../../src/core/contract/invalid-field.ts";
import { type Operation, operationsOf } from "../../src/core/contract/operations.ts";
import { queryReader } from "../../src/core/contract/parameters.ts";
import { invalidRequest } from "../../src/core/contract/problem.ts";
import { matcherOf } from "../../src/core/doors/http/unrouted.ts";
import { defaultHeaders } from "../../src/core/http/default-headers.ts";
import { problemAnswer } from "../../src/core/http/problem-details.ts";
import { instanceOf, pathOf, queryOf } from "../../src/core/http/target.ts";
import { forward } from "./forward.ts";

/** What is wrong with the query of a request; nothing where no operation is meant. */
type CheckQuery = (method: string, target: string) => readonly InvalidField[];

/** Makes the check for a contract, by the rule that Roster's own requests are read by. */
const createQueryCheck = (contract: ContractDocument): CheckQuery => {
  const routes = operationsOf(contract).map(({ method, path, parameters }: Operation) => ({
    method,
    matcher: matcherOf(path),
    read: queryReader(contract, parameters),
  }));
  return (method, target) => {
    const path = decodedPathOf(target);
    const route =
      path === undefined ? undefined : routes.find((each) => each.method === method && each.matcher.test(path));
    return route === undefined ? [] : onePerPlace(route.read(queryOf(target)).errors);
  };
};

/** Undefined: it is no well-formed percent-encoded UTF-8. */
const decodedPathOf = (target: string): string | undefined => {
  try {
    return decodeURI(pathOf(target));
  } catch {
    return undefined;
  }
};

export interface Front {
  /** Takes another contract from now on. */
  readonly use: (contract: ContractDocument) => void;
  /** Listens, before a mock at this address, and resolves to its own. Rejects when the port is taken. */
  readonly listen: (mock: string, port: number, host: string) => Promise<string>;
  readonly close: () => void;
}

/** Makes a front for a contract. */
export const createFront = (contract: ContractDocument): Front => {
  let check = createQueryCheck(contract);
  let mock = "";
  const server = createServer((request, response) => {
    const { url = "/", headers } = request;
    // Node sends no body in response to HEAD.
    const method = request.method === "HEAD" ? "GET" : (request.method ?? "");
    const errors = check(method, url);
    if (errors.length === 0) {
      forward(request, response, { url: `${mock}${url}`, method, headers, defaults: defaultHeaders(false) });
      return;
    }
    const requestId = randomUUID();
    const failure = invalidRequest(errors);
    const own = Object.entries(defaultHeaders(false)).flat();
    const { head, body } = problemAnswer(failure, { requestId, instance: instanceOf(url, "") });
    response.writeHead(failure.status, [
      "x-request-id",
      requestId,
      "access-control-allow-origin",
      "*",
      ...own,
      ...head,
    ]);
    response.end(body);
  });
  return {
    use: (changed) => {
      check = createQueryCheck(changed);
    },
    listen: async (address, port, host) => {
      mock = address;
      server.listen(port, host);
      await once(server, "listening");
      return `http://${host}:${(server.address() as AddressInfo).port}`;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
