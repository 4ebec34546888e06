/** Redoc as Roster serves it: its own bundle, without what would ask another host or break the page's policy. */

interface Adaptation {
  readonly what: string;
  readonly find: RegExp;
  readonly replacement: string;
}

const adaptations: readonly Adaptation[] = [
  {
    // Redoc takes an image that cannot be shown off the page, so nothing is left where the logo would be.
    what: "the address of the logo, on another host",
    find: /"https:\/\/cdn\.redoc\.ly\/[^"]*"/g,
    replacement: '"data:,"',
  },
  {
    // The page scrolls natively. Without this sheet every style element that the bundle makes is empty, and one hash in
    // the policy, that of nothing, does for all of them; rules are added through the CSSOM, which no policy forbids.
    what: "the style sheet of scrollbars that the page does not use",
    find: /\.push\(\[e\.id,"\.ps\{(?:[^"\\]|\\.)*","",\{(?:"(?:[^"\\]|\\.)*"|[^"}])*\}\]\)/g,
    replacement: '.push([e.id,""])',
  },
  {
    // A sample wider than its box is scrolled, which has to be possible by keyboard too (WCAG 2.1.1).
    what: "the place where a code sample is drawn",
    find: /(?<=createElement\(\w+,\{)(?=dangerouslySetInnerHTML:\{__html:\w+\(t,r\)\}\}\))/g,
    replacement: "tabIndex:0,",
  },
  {
    what: "the address of a source map, which is not served",
    find: /\n\/\/# sourceMappingURL=redoc\.standalone\.js\.map\s*$/g,
    replacement: "\n",
  },
];

const adapt = (script: string, { what, find, replacement }: Adaptation): string => {
  const count = script.match(find)?.length ?? 0;
  if (count !== 1) throw new Error(`Redoc has ${what} ${count} times where once was expected: redoc.ts must learn it.`);
  return script.replace(find, () => replacement);
};

/**
 * The script that the documentation loads: Redoc's standalone bundle, adapted, and then the licences that its first line
 * refers to. Throws an Error that says what is not where it was when the bundle is of another making: the package is
 * pinned, and a newer Redoc has to be looked at before it is served.
 */
export const adaptRedoc = (bundle: string, licences: string): string =>
  `${adaptations.reduce(adapt, bundle)}${licences}`;
