import { everyScheme, listedScope, securedStatuses } from "./access.ts";
import { cachedOperation } from "./caching.ts";
import { conditionalOperation } from "./conditions.ts";
import { hasExample, headerPlacement, namedParts, parameterStyle } from "./parts.ts";
import { literalOrTemplate } from "./paths.ts";
import { failureIsProblem, problemExample, problemRegistry } from "./problems.ts";
import {
  listedRateLimit,
  rateLimitedCallers,
  rateLimitedStatus,
  rateLimitPolicy,
  unroutedRateLimit,
} from "./rate-limits.ts";
import { boundedArray, boundedNumber, boundedObject, boundedString } from "./schema-bounds.ts";
import { anchoredPattern, linearPattern } from "./schema-patterns.ts";
import { closedRequestBody, namedObject, noNull, oneType } from "./schema-types.ts";
import { validDefault, validHeaderExample } from "./values.ts";

/** Redocly's plugin of the conventions that its own rules and assertions cannot hold; `redocly.yaml` turns each rule on. */
export default () => ({
  id: "roster",
  rules: {
    oas3: {
      "anchored-pattern": anchoredPattern,
      "bounded-array": boundedArray,
      "bounded-number": boundedNumber,
      "bounded-object": boundedObject,
      "bounded-string": boundedString,
      "cached-operation": cachedOperation,
      "closed-request-body": closedRequestBody,
      "conditional-operation": conditionalOperation,
      "every-scheme": everyScheme,
      "failure-is-problem": failureIsProblem,
      "has-example": hasExample,
      "header-placement": headerPlacement,
      "linear-pattern": linearPattern,
      "listed-rate-limit": listedRateLimit,
      "unrouted-rate-limit": unroutedRateLimit,
      "listed-scope": listedScope,
      "literal-or-template": literalOrTemplate,
      "named-object": namedObject,
      "named-parts": namedParts,
      "no-null": noNull,
      "one-type": oneType,
      "parameter-style": parameterStyle,
      "problem-example": problemExample,
      "problem-registry": problemRegistry,
      "rate-limit-policy": rateLimitPolicy,
      "rate-limited-callers": rateLimitedCallers,
      "rate-limited-status": rateLimitedStatus,
      "secured-statuses": securedStatuses,
      "valid-default": validDefault,
      "valid-header-example": validHeaderExample,
    },
  },
});
