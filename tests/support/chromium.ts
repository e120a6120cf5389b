import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** The one without any window first: it opens a page in half the time. */
const places = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"].map(
  (name) => `/usr/bin/${name}`,
);

/** The browser that tests drive: what `EARSHOT_CHROMIUM` names, or where systems put it. Without one those tests are left out. */
export const chromiumPath = [process.env["EARSHOT_CHROMIUM"] ?? [], ...places].flat().find((path) => existsSync(path));

/** Starts it without a window. */
export function launchChromium(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error("no Chromium here: install it, or name one in EARSHOT_CHROMIUM");
  return chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
}
