/**
 * What a Redocly plugin rule is given and gives. The CLI is bundled and publishes no types, so these are the parts that
 * Roster's rules use (https://redocly.com/docs/cli/custom-plugins/custom-rules).
 */

/** An object of the contract, as it was parsed. */
export type Node = Readonly<Record<string, unknown>>;

/** Where something stands: `pointer` is a JSON pointer fragment into the file. */
export interface Location {
  readonly pointer: string;
  readonly child: (names: readonly (string | number)[]) => Location;
  readonly key: () => Location;
}

/** What a hook may ask of Redocly. `location` is that of the node itself, behind any `$ref`. */
export interface Context {
  readonly location: Location;
  readonly report: (problem: { readonly message: string; readonly location: Location }) => void;
  readonly resolve: (node: unknown, from?: string) => { readonly node?: unknown; readonly location?: Location };
}

/** Called for each node of one type, once. */
export interface Hook {
  readonly enter?: (node: Node, context: Context) => void;
  readonly leave?: (node: Node, context: Context) => void;
}

/** A rule: hooks by the type of node, made anew for each file. */
export type Rule = () => Readonly<Record<string, Hook>>;

/** A rule of one hook. */
export const ruleFor =
  (type: string, enter: (node: Node, context: Context) => void): Rule =>
  () => ({ [type]: { enter } });

/** A rule of one hook that looks at the contract as a whole too. */
export const ruleWithRoot =
  (type: string, enter: (node: Node, context: Context, root: Node) => void): Rule =>
  () => {
    let root: Node = {};
    return {
      Root: {
        enter: (node) => {
          root = node;
        },
      },
      [type]: { enter: (node, context) => enter(node, context, root) },
    };
  };

/** Whether the value is an object of the contract, and no list. */
export const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The entries whose values are objects; none for anything that is no object. */
export const nodesIn = (value: unknown): readonly (readonly [string, Node])[] =>
  isNode(value) ? Object.entries(value).filter((entry): entry is [string, Node] => isNode(entry[1])) : [];

/** The items of a list; none for anything that is no list. */
export const itemsIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** An object of the contract with the place where it stands. */
export interface Found {
  readonly node: Node;
  readonly location: Location;
}

/** The child of a node, behind its `$ref` if it has one; undefined when that is no object. */
export const childOf = (parent: Found, names: readonly string[], { resolve }: Context): Found | undefined => {
  const child = names.reduce<unknown>((value, name) => (isNode(value) ? value[name] : undefined), parent.node);
  if (!isNode(child)) return undefined;
  if (typeof child.$ref !== "string") return { node: child, location: parent.location.child(names) };
  const { node, location } = resolve(child);
  return isNode(node) && location ? { node, location } : undefined;
};
