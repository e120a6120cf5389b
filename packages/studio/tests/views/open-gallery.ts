import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import type { Page } from "playwright-core";
import { launchChromium } from "../../../../tests/support/chromium.js";
import { buildGallery } from "./build-gallery.js";

const types: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

/** As the Studio's server sends it: a page that may run its own scripts alone and speak to its own server alone. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'";

/** What a test opens the gallery with. */
export interface GalleryOptions {
  readonly width?: number;
  readonly colorScheme?: "light" | "dark";
}

/** A browser with a page of the views, served on loopback. */
export interface Gallery extends AsyncDisposable {
  /** A new page with nothing but the named view of the gallery. */
  open(view: string, options?: GalleryOptions): Promise<Page>;
}

/** Builds the gallery and starts a browser for it. */
export async function openGallery(): Promise<Gallery> {
  const built = await buildGallery();
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://localhost").pathname);
    try {
      const body = await readFile(join(built.folder, path === "/" ? "index.html" : path));
      response.setHeader("content-type", types[extname(path) || ".html"] ?? "application/octet-stream");
      response.setHeader("content-security-policy", policy);
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const browser = await launchChromium();
  const address = server.address() as { readonly port: number };
  return {
    async open(view, { width = 1440, colorScheme = "light" } = {}) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      const page = await context.newPage();
      await page.goto(`http://127.0.0.1:${address.port}/#${view}`);
      await page.waitForSelector("[data-view]");
      return page;
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      server.close();
      await built[Symbol.asyncDispose]();
    },
  };
}
