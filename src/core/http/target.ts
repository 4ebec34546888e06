/** The target of a request (RFC 9112, section 3.2): what the first line asks for. */

const absolute = /^https?:\/\/[^/?#]*/i;

/** The target in origin form. A server must take the absolute form too, which is made for proxies; its host is ignored. */
export const originFormOf = (target: string): string => {
  const rest = target.replace(absolute, "");
  return rest === target || rest.startsWith("/") ? rest : `/${rest}`;
};

/** Whether a target in origin form can be answered: a path with or without a query, or `*` for OPTIONS. */
export const isWellFormedTarget = (target: string, method: string | undefined): boolean =>
  target === "*" ? method === "OPTIONS" : target.startsWith("/") && !target.includes("#");

/** The path of a target, without its query, which may hold what is nobody's business. */
export const pathOf = (target: string): string => {
  const end = target.search(/[?#]/);
  return end === -1 ? target : target.slice(0, end);
};

/** What stands behind the path of a target; empty where nothing does. */
export const queryOf = (target: string): string => {
  const start = target.indexOf("?");
  return start === -1 ? "" : target.slice(start + 1);
};

/** As the contract bounds `Problem.instance`. */
const instanceLength = 8_192;

/** What no URI has (RFC 3986): a percent sign that escapes nothing, and the characters that must be escaped. */
const unfit = /%(?![0-9A-Fa-f]{2})|[^\w.~:/?@!$&'()*+,;=%-]/g;

/**
 * The path of a target, with what stands before it where the client sees it, as a URI reference; undefined where it is too
 * long to repeat. Two slashes at its beginning would name another host.
 */
export const instanceOf = (target: string, prefix: string): string | undefined => {
  const path = prefix + pathOf(target).replace(unfit, encodeURIComponent);
  const instance = path.startsWith("//") ? `/.${path}` : path;
  return instance.length > instanceLength ? undefined : instance;
};
