import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "earshot-cold-start-"));

/** As it is installed: built, in a process of its own. Says how long it took from its first line to the first byte of an answer. */
const program = `
  const begun = performance.now();
  const { startStudio } = await import("./index.js");
  const store = { listRuns: async () => ({ runs: [] }), watch: () => () => undefined };
  const studio = await startStudio({ port: 0, store });
  const { request } = await import("node:http");
  request({ port: studio.port, path: "/api/runs" }, (response) => {
    console.log(performance.now() - begun);
    response.resume();
    void studio.close();
  }).end();
`;

/** The least that a server takes: Node's own, with one answer. */
const plain = `
  const begun = performance.now();
  const { createServer, request } = await import("node:http");
  const server = createServer((_, response) => response.end("{}")).listen(0, "127.0.0.1", () => {
    request({ port: server.address().port }, (response) => {
      console.log(performance.now() - begun);
      response.resume();
      server.close();
    }).end();
  });
`;

beforeAll(async () => {
  const input = fileURLToPath(new URL("../src/server/index.ts", import.meta.url));
  const conditionNames = ["@earshot/source", "node", "import", "default"];
  const bundle = await rolldown({ input, platform: "node", resolve: { conditionNames } });
  await bundle.write({ dir: folder, format: "esm", entryFileNames: "index.js" });
  await bundle.close();
  writeFileSync(join(folder, "package.json"), '{ "type": "module", "version": "0.0.0" }');
  writeFileSync(join(folder, "program.js"), program);
  writeFileSync(join(folder, "plain.js"), plain);
});
afterAll(() => rmSync(folder, { recursive: true }));

function once(name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = "";
    const child = spawn(process.execPath, [join(folder, name)], { stdio: ["ignore", "pipe", "inherit"] });
    child.stdout.on("data", (data) => (said += String(data)));
    child.once("exit", (code) => (code === 0 ? resolve(Number(said)) : reject(new Error(`ended with ${code}`))));
  });
}

it("answers its first byte soon after a server of Node's alone would", async () => {
  const times: number[] = [];
  const least: number[] = [];
  // The quickest of a few, in turns: what else the machine does is not the studio's.
  for (let run = 0; run < 5; run++) {
    least.push(await once("plain.js"));
    times.push(await once("program.js"));
  }
  expect(Math.min(...times) / Math.min(...least)).toBeLessThan(4);
});
