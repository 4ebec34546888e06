/** Which peers are trusted proxies (`TRUST_PROXY`). */
import proxyAddr from "@fastify/proxy-addr";

/** Makes the function that tells whether an IP address is a proxy's. `proxies` are addresses, ranges, and names of ranges. */
export const createTrust = (proxies: readonly string[]): ((address: string | undefined) => boolean) => {
  if (proxies.length === 0) return () => false;
  const isTrusted = proxyAddr.compile([...proxies]);
  return (address) => address !== undefined && isTrusted(address, 0);
};
