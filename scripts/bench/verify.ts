/** A fast wrong answer is no measurement: each subject shows that it answers right before it is timed. */
import { isDeepStrictEqual } from "node:util";
import { type Answer, ask, type Target } from "./ask.ts";
import type { Case, LoadRequest } from "./cases.ts";
import type { AnswerModel } from "./directory-model.ts";

/** What holds for a load that answers right. */
export interface Verified {
  /** What the answers to `request` have. */
  readonly status: number;
  /** For a request with a condition. */
  readonly entityTag: string | undefined;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A user that was created is in the answer, and where the answer says. */
const isCreated = async (target: Target, { body = "" }: LoadRequest, answer: Answer): Promise<boolean> => {
  const user = parsed(answer.text);
  if (!isObject(user) || answer.location === undefined) return false;
  const read = await ask(target, { method: "GET", path: answer.location });
  return isDeepStrictEqual(user, { id: user.id, ...JSON.parse(body) }) && isDeepStrictEqual(parsed(read.text), user);
};

const isRight = async (target: Target, request: LoadRequest, answer: Answer, model: AnswerModel): Promise<boolean> => {
  if (answer.status === 200) return isDeepStrictEqual(parsed(answer.text), model(request.path));
  if (answer.status === 201) return isCreated(target, request, answer);
  if (answer.status === 304) return answer.text === "";
  return isObject(parsed(answer.text));
};

const verifyOne = async (
  target: Target,
  { title, statuses }: Pick<Case, "title" | "statuses">,
  request: LoadRequest,
  model: AnswerModel,
): Promise<Verified> => {
  const entityTag = request.conditional ? (await ask(target, { ...request, conditional: false })).entityTag : undefined;
  const answer = await ask(target, request, entityTag);
  const { status } = answer;
  if (statuses.includes(status) && (await isRight(target, request, answer, model))) return { status, entityTag };
  const said = answer.text.slice(0, 200);
  throw new Error(`${title}: a wrong answer to ${request.method} ${request.path}: ${status} ${said}`);
};

/** Throws when a subject does not answer the requests of a case as the model says. */
export const verify = async (
  target: Target,
  measured: Case,
  paths: readonly string[] | undefined,
  model: AnswerModel,
): Promise<Verified> => {
  const { request, mixed, title } = measured;
  if (mixed) await verifyOne(target, { title, statuses: [201] }, mixed.request, model);
  const some = paths === undefined ? [request.path] : [0, paths.length >> 1, paths.length - 1].map((at) => paths[at]);
  const verified: Verified[] = [];
  for (const path of some) {
    verified.push(await verifyOne(target, measured, { ...request, path: path ?? request.path }, model));
  }
  const [first] = verified;
  if (first === undefined) throw new Error(`${title}: there is nothing to ask for`);
  return first;
};
