import { afterAll, beforeAll, expect, test } from "vitest";
import { hostileTexts } from "../views/hostile-texts.js";
import { type Gallery, openGallery } from "../views/open-gallery.js";

let gallery: Gallery;
beforeAll(async () => void (gallery = await openGallery()));
afterAll(() => gallery[Symbol.asyncDispose]());

test("A call of a model is a chat: messages by role, Markdown, calls of tools, parameters, parts that nobody knows", async () => {
  const page = await gallery.open("chat");
  expect(
    await page.locator("article").evaluateAll((all) => all.map((each) => each.getAttribute("aria-label"))),
  ).toEqual(["System message", "User message", "Assistant message", "Tool message", "Assistant message"]);
  expect(await page.locator(".v-markdown table th").allTextContents()).toEqual(["model", "calls", "p50", "cost"]);
  expect(await page.locator('a[href="https://example.com/caching"]').getAttribute("rel")).toContain("noopener");
  expect(await page.locator(".v-tool-call").count()).toBe(1);
  expect(await page.locator(".v-parameters").innerText()).toContain("temperature");
  expect(await page.getByText("some_new_block").count()).toBeGreaterThan(0);
  await page.context().close();
});

test("Nothing is wider than a narrow page", async () => {
  for (const view of ["chat", "tool", "retriever", "chain", "failed", "hostile"]) {
    const page = await gallery.open(view, { width: 400, colorScheme: "dark" });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), view).toBeLessThanOrEqual(400);
    await page.context().close();
  }
});

test("Hostile texts are shown as they stand: nothing runs, nothing is fetched, no link leads to a script", async () => {
  const page = await gallery.open("hostile");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    for (const button of document.querySelectorAll("button")) button.click();
  });
  await page.waitForTimeout(500);
  const drawn = await page.evaluate(() => ({
    hasRun: globalThis.hasRun === true,
    elements: document.body.querySelectorAll("script, iframe, object, embed, form, svg, style, link, base, math, x")
      .length,
    handlers: [...document.body.querySelectorAll("*")].filter((each) =>
      each.getAttributeNames().some((name) => name.startsWith("on")),
    ).length,
    links: [...document.body.querySelectorAll("a")].map((each) => each.protocol),
    images: [...document.body.querySelectorAll("img")].map((each) => each.src.slice(0, 11)),
    text: document.body.textContent ?? "",
  }));
  expect(drawn).toMatchObject({ hasRun: false, elements: 0, handlers: 0 });
  expect(drawn.links.filter((protocol) => !["http:", "https:", "mailto:"].includes(protocol))).toEqual([]);
  expect(drawn.images.filter((start) => start !== "data:image/")).toEqual([]);
  expect(asked.filter((url) => !url.startsWith("data:"))).toEqual([]);
  expect(drawn.text).toContain(hostileTexts[0]);
  const said = (await page.locator(".v-parts").allTextContents()).join("\n");
  expect(said).toContain("[U+202E]<img src=x");
  expect(said).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
  await page.context().close();
});
