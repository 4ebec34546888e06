/** Which addresses are asked about keys: nobody on the way may answer in their place. */

const isLoopback = (hostname: string): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);

/** Whether the text is an `https` URL, or an `http` URL of this machine, and holds no credentials. */
export const isSecureUrl = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== "" || password !== "") return false;
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
};

/**
 * Whether the text can name an issuer (OpenID Connect Discovery 1.0, section 3): a secure URL without query and fragment,
 * written as `iss` has it, because the two are compared as text.
 */
export const isIssuer = (text: string): boolean => isSecureUrl(text) && /^https?:\/\/[^\s?#]+$/.test(text);
