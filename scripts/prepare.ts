/**
 * Installs the pre-commit hook, where there is something to install: a production install has no dev dependencies, and
 * a downloaded archive is no git repository. Neither may make `npm install` fail.
 */
import { existsSync } from "node:fs";

if (existsSync(".git")) {
  // @ts-expect-error the package has no types
  const hooks = await import("simple-git-hooks").catch(() => undefined);
  await hooks?.setHooksFromConfig(process.cwd());
}
