/** Queries that are compiled once: building one takes longer than most of them run. */
import type { Compilable, CompiledQuery } from "kysely";

/** A query that was compiled once, with these values in the place of those that it was compiled with. */
export const withParameters = <Row>(query: CompiledQuery<Row>, parameters: readonly unknown[]): CompiledQuery<Row> => ({
  ...query,
  parameters,
});

/** Where a value goes that each execution brings. */
class Place {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** Builds a query with a place for each value. What is built may depend on nothing but the shape. */
type Build<Values, Row> = (places: Values) => Compilable<Row>;

/**
 * Makes the function that compiles a query once for each shape, and then puts the values in. There must be few shapes: none
 * is forgotten.
 */
export const createShapes = <Values extends object, Row>() => {
  const known = new Map<string, CompiledQuery<Row>>();
  return (shape: string, values: Values, build: Build<Values, Row>): CompiledQuery<Row> => {
    let query = known.get(shape);
    if (query === undefined) {
      const places = Object.keys(values).map((name) => [name, new Place(name)]);
      query = build(Object.fromEntries(places)).compile();
      known.set(shape, query);
    }
    const valueAt = (parameter: unknown): unknown =>
      parameter instanceof Place ? values[parameter.name as keyof Values] : parameter;
    return withParameters(query, query.parameters.map(valueAt));
  };
};
