import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/** Where this package is installed, whatever program its code became part of; without that, where the code is. Ends in a slash. */
export function packageFolder(): URL {
  try {
    const manifest = createRequire(import.meta.url).resolve("@earshot/studio/package.json");
    return new URL(".", pathToFileURL(manifest));
  } catch {
    return new URL(".", import.meta.url);
  }
}
