import { existsSync } from "node:fs";

/** Where this package is installed: the sources are deeper in it than what is built of them. Ends in a slash. */
export function packageFolder(): URL {
  let folder = new URL(".", import.meta.url);
  while (!existsSync(new URL("package.json", folder))) {
    const above = new URL("..", folder);
    if (above.href === folder.href) return new URL(".", import.meta.url);
    folder = above;
  }
  return folder;
}
