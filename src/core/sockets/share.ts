/** How much of something each client may have at the same time. */

export interface Share {
  /** Whether a client has as many as it may. */
  readonly isFull: (client: string) => boolean;
  /** Takes one for a client, unless it has as many as it may. */
  readonly take: (client: string) => boolean;
  /** Gives one back that was taken. */
  readonly giveBack: (client: string) => void;
}

/** Makes the shares, `maximum` for each client. A client that has none takes no memory. */
export const createShare = (maximum: number): Share => {
  const taken = new Map<string, number>();
  const countOf = (client: string): number => taken.get(client) ?? 0;
  const isFull = (client: string): boolean => countOf(client) >= maximum;
  return {
    isFull,
    take: (client) => {
      if (isFull(client)) return false;
      taken.set(client, countOf(client) + 1);
      return true;
    },
    giveBack: (client) => {
      const count = countOf(client);
      if (count > 1) taken.set(client, count - 1);
      else taken.delete(client);
    },
  };
};
