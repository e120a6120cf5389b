import { afterAll, beforeAll, expect, test } from "vitest";
import { type Gallery, openGallery } from "./open-gallery.js";

let gallery: Gallery;
beforeAll(async () => void (gallery = await openGallery()));
afterAll(() => gallery[Symbol.asyncDispose]());

test("look", async () => {
  for (const view of ["chat","live","tool","retriever","chain","failed"]) for (const [width,colorScheme] of [[1440,"light"],[400,"dark"]] as const) {
    const page = await gallery.open(view, { width, colorScheme });
    await page.screenshot({ path: `/tmp/views-shots/${view}-${width}-${colorScheme}.png`, fullPage: true });
    await page.context().close();
  }
});
