import { readFile } from "node:fs/promises";
import { packageFolder } from "../server/client/package-folder.js";

/** The page's code for files that stand alone: one script without imports, one style sheet. */
export interface ShareAssets {
  readonly script: string;
  readonly style: string;
}

/** What the client's build put into `dist/share`; without it, shared pages show the trace by markup alone. */
export async function readShareAssets(): Promise<ShareAssets | undefined> {
  const folder = new URL("dist/share/", packageFolder());
  try {
    const [script, style] = await Promise.all(
      ["share.js", "share.css"].map((name) => readFile(new URL(name, folder), "utf8")),
    );
    return script === undefined || style === undefined ? undefined : { script, style };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
