const attempts = 5;
const longestPauseSeconds = 60;

const wait = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** Whether nothing is done twice when the request is sent twice. */
const isRepeatable = ({ method, headers }: Request): boolean => method !== "POST" || headers.has("Idempotency-Key");

/** After how many seconds the answer says to come back; undefined where it is final. */
const pauseOf = (request: Request, { status, headers }: Response): number | undefined => {
  const seconds = headers.get("Retry-After");
  // A request that was too much (429) was not looked at, so any may be sent again.
  const passes = status === 429 || (status === 503 && isRepeatable(request));
  return passes && seconds !== null && Number(seconds) <= longestPauseSeconds ? Number(seconds) : undefined;
};

/** A `fetch` that sends a request again, as often as is sensible, when Roster asks for it or no answer arrives. */
export const fetchWithRetries = async (request: Request): Promise<Response> => {
  for (let attempt = 1; attempt < attempts; attempt += 1) {
    // The signal by itself: Node may forget that of a copy.
    const answer = await fetch(request.clone(), { signal: request.signal }).catch((error: unknown) => {
      if (request.signal.aborted || !isRepeatable(request)) throw error;
      return undefined;
    });
    const pauseSeconds = answer ? pauseOf(request, answer) : 0.1 * 2 ** attempt;
    if (answer && pauseSeconds === undefined) return answer;
    await answer?.body?.cancel();
    await wait(pauseSeconds ?? 0);
  }
  return fetch(request);
};
