import type { CommandContext } from "../terminal/command-context.js";

/** Opens a page in the person's own browser. A machine without one is no failure: the address was printed. */
export async function openBrowser(url: string, { host, note }: Pick<CommandContext, "host" | "note">): Promise<void> {
  try {
    await host.openPage(url);
  } catch (error) {
    // What opens pages may name the one it was told, and with it the token.
    const why = (error instanceof Error ? error.message : String(error)).replaceAll(url, "the page");
    note(`No browser could be opened (${why}): open it yourself.`);
  }
}
