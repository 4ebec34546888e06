/** Which read an address asks for, by the same router as Fastify's. */
import findMyWay from "find-my-way";
import type { Operation } from "../contract/operations.ts";
import { routeName } from "../contract/parameters.ts";
import { headLimitBytes } from "../http/protocol.ts";

/** No parameter is longer than the head that it comes in: how long an address may be is for `protocolProblem` to say. */
export const routerOptions = { ignoreTrailingSlash: true, maxParamLength: headLimitBytes };

/** Decoded. */
export type PathParameters = Readonly<Record<string, string | undefined>>;

export interface FoundRead<Route> {
  readonly route: Route;
  readonly params: PathParameters;
}

/** Undefined: it asks for something else, or cannot be read. */
export type FindRead<Route> = (target: string) => FoundRead<Route> | undefined;

/**
 * Makes the function that finds the read behind a target. `routes` are by operationId; an operation that has none is found
 * as such, so that its path is not taken for a parameter of another.
 */
export const createReadRoutes = <Route>(
  operations: readonly Operation[],
  routes: ReadonlyMap<string, Route>,
): FindRead<Route> => {
  const router = findMyWay({ ...routerOptions, querystringParser: () => ({}) });
  const unused = (): void => {};
  for (const { operationId, method, path } of operations) {
    if (method === "GET")
      router.on(
        method,
        path.replaceAll(/\{([^}]+)\}/g, (_, name) => `:${routeName(name)}`),
        unused,
        routes.get(operationId),
      );
  }
  return (target) => {
    const found = router.find("GET", target);
    if (!found?.store) return undefined;
    const { store: route, params } = found;
    for (const name in params) if (params[name] === "") return undefined;
    return { route, params };
  };
};
