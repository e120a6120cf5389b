import { expect, it } from "vitest";
import { run } from "@earshot/core/events";
import { consoleHandler } from "./console-handler.js";

const chain = (name: string) => ({ kind: "chain", name, start: { inputs: { q: 1 } } }) as const;

/** Two root runs side by side, each with a run below it. */
async function draw(unicode: boolean): Promise<string> {
  let written = "";
  const stream = { write: (text: string) => void (written += text) };
  const callbacks = [consoleHandler({ stream, color: false, mode: "append", unicode })];
  let begin = () => {};
  const secondHasBegun = new Promise<void>((resolve) => (begin = resolve));
  const first = run(
    chain("first"),
    async ({ config }) => {
      await secondHasBegun;
      await run(chain("first's own"), () => 1, config);
    },
    { callbacks },
  );
  await run(
    chain("second"),
    async ({ config }) => {
      await run(chain("second's own"), () => 1, config);
      begin();
      await first;
    },
    { callbacks },
  );
  return `\n${written.replaceAll(/\d+ms/g, "0ms")}`;
}

it("a root run that begins within another is drawn beside it, not below", async () => {
  expect(await draw(true)).toMatchInlineSnapshot(`
    "
    ╭ first chain
    ┊ ╭ second chain
    ┊ │ ╭ second's own chain
    ┊ │ ╰ ✓ second's own  0ms
    │ ┊ ╭ first's own chain
    │ ┊ ╰ ✓ first's own  0ms
    ╰ ┊ ✓ first  0ms
      ╰ ✓ second  0ms
    "
  `);
});

it("so is it in ASCII", async () => {
  expect(await draw(false)).toMatchInlineSnapshot(`
    "
    , first chain
    : , second chain
    : | , second's own chain
    : | \` + second's own  0ms
    | : , first's own chain
    | : \` + first's own  0ms
    \` : + first  0ms
      \` + second  0ms
    "
  `);
});
