/** Media types and ranges of them (RFC 9110, section 8.3.1 and 12.5.1), in lower case and without parameters. */

/** Whether a media type is JSON, as it is or as a structure of it (RFC 6839, section 3.1). */
export const isJson = (mediaType: string): boolean => /^(?:application|text)\/(?:[^/;]+\+)?json\b/.test(mediaType);

/** Whether it is text that is no JSON. */
export const isText = (mediaType: string): boolean => mediaType.startsWith("text/") && !isJson(mediaType);

export const formMediaType = "application/x-www-form-urlencoded";
export const multipartMediaType = "multipart/form-data";

/** Whether it is neither JSON nor any other text, so that no character set belongs to it. */
export const isBinary = (mediaType: string): boolean =>
  !isJson(mediaType) && !isText(mediaType) && !/\b(?:xml|yaml|javascript)\b/.test(mediaType);

/** Whether it is a form of HTML. */
export const isForm = (mediaType: string): boolean => mediaType === formMediaType || mediaType === multipartMediaType;

const bare = (mediaType: string): string => (mediaType.split(";", 1)[0] ?? "").trim().toLowerCase();

/** The entry of a media type among those of `content`: its own, else that of its kind (`image/*`), else of any. */
export const entryFor = <Entry>(content: Readonly<Record<string, Entry>>, mediaType: string): Entry | undefined => {
  // Nearly always it is declared as it was sent.
  if (Object.hasOwn(content, mediaType)) return content[mediaType];
  const find = (wanted: string) => Object.entries(content).find(([name]) => bare(name) === wanted)?.[1];
  return find(mediaType) ?? find(`${mediaType.split("/", 1)[0]}/*`) ?? find("*/*");
};
