/** When keys were last used, written now and then and not with each request. */

export interface KeyUse {
  readonly id: string;
  /** ISO 8601. */
  readonly usedAt: string;
}

export interface KeyUseRecorder {
  /** Notes that a key was used; costs a map entry. */
  readonly record: (id: string) => void;
  /** Hands what was noted since the last time to `write`, some at a time. What could not be written is noted again. */
  readonly flush: () => Promise<void>;
}

// Bounds how long another write waits for the one that records.
const writtenAtOnce = 500;

/** Makes a recorder. It holds one entry a key, and `write` is not called when there is nothing to write. */
export const createKeyUseRecorder = (write: (uses: readonly KeyUse[]) => Promise<void>): KeyUseRecorder => {
  let latest = new Map<string, Date>();
  return {
    record: (id) => {
      latest.set(id, new Date());
    },
    flush: async () => {
      let noted = [...latest];
      latest = new Map();
      try {
        for (; noted.length > 0; noted = noted.slice(writtenAtOnce)) {
          await write(noted.slice(0, writtenAtOnce).map(([id, usedAt]) => ({ id, usedAt: usedAt.toISOString() })));
        }
      } catch (error) {
        latest = new Map([...noted, ...latest]);
        throw error;
      }
    },
  };
};
