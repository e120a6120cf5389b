import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { checkNode } from "../src/doctor/check-node.js";
import { checkPackages } from "../src/doctor/check-packages.js";
import { exampleFolder } from "./support/example-store.js";
import { runEarshot } from "./support/run-earshot.js";
import { startEarshot } from "./support/start-earshot.js";

const { store, path } = exampleFolder();
const findingsOf = (json: string) =>
  Object.fromEntries(
    (JSON.parse(json) as { readonly about: string }[]).map(({ about, ...finding }) => [about, finding]),
  );

/** Writes packages, each with the version that it is given, into folders of a project. */
function project(name: string, packages: Readonly<Record<string, string>>): string {
  for (const [folder, version] of Object.entries(packages)) {
    mkdirSync(path(`${name}/${folder}`), { recursive: true });
    writeFileSync(path(`${name}/${folder}/package.json`), JSON.stringify({ version }));
  }
  mkdirSync(path(name), { recursive: true });
  const dependencies = { "a-tool": "1" };
  writeFileSync(path(`${name}/package.json`), JSON.stringify({ dependencies }));
  return path(name);
}

describe("earshot doctor", () => {
  it("finds Node, SQLite, a store, a studio, the packages and the terminal", async () => {
    await using studio = startEarshot(["studio", "--port", "0", "--json", "--store", store]);
    const { port } = JSON.parse(await studio.line()) as { readonly port: number };
    const { exitCode, stdout } = await runEarshot(["doctor", "--port", String(port), "--store", store], {
      columns: 90,
    });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`Node: ${process.versions.node} on ${process.platform}`);
    expect(stdout).toMatch(/SQLite: 3\.\d+\.\d+, by (node:sqlite|libsql)\n/);
    expect(stdout).toMatch(/Store: .*traces\.db has 2 traces, 3 runs, .*B, is of version \d+, and can be written\n/);
    expect(stdout).toContain(`Studio: it runs at http://127.0.0.1:${port} and shows traces.db\n`);
    expect(stdout).toMatch(/Packages: .*@earshot\/core \d.*@earshot\/trace \d.*; @earshot\/core once\n/);
    expect(stdout).toContain("Terminal: a terminal of 90 × ?, colours, Unicode\n");
  });

  it("fails for what is wrong, says it as JSON too, and makes no file", async () => {
    const { exitCode, stdout } = await runEarshot(["doctor", "--json", "--store", import.meta.filename]);
    expect(exitCode).toBe(1);
    expect(findingsOf(stdout)).toMatchObject({
      Store: { state: "wrong", says: expect.stringContaining("damaged or no database") },
      SQLite: { state: "ok", facts: { version: expect.stringMatching(/^3\./) } },
      Terminal: { facts: { isTerminal: false } },
    });
    const fresh = await runEarshot(["doctor", "--store", path("fresh.db")]);
    expect(fresh.exitCode).toBe(0);
    expect(fresh.stdout).toMatch(/^! Store: .*fresh\.db is not there yet\n {4}Run your program/m);
    expect(existsSync(path("fresh.db"))).toBe(false);
  });

  it("tells whether a port is free, another program's, or a studio's that wants its token", async () => {
    const other = createServer((_request, response) => void response.end("no studio")).listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const look = async (at: number) =>
      findingsOf((await runEarshot(["doctor", "--json", "--store", store, "--port", String(at)])).stdout)["Studio"];
    expect(await look(port)).toMatchObject({ state: "advice", facts: { isFree: false, isRunning: false } });
    other.close();
    await once(other, "close");
    expect(await look(port)).toMatchObject({ state: "ok", facts: { isFree: true, isRunning: false } });
    expect(await look(0)).toMatchObject({ state: "ok", says: "none was looked for: port 0 is any that is free" });
    await using studio = startEarshot(["studio", "--port", "0", "--host", "0.0.0.0", "--store", store]);
    const [, guarded] = /:(\d+)\//.exec(await studio.line()) ?? [];
    expect(await look(Number(guarded))).toMatchObject({ says: expect.stringMatching(/and asks for its token$/) });
  });

  it("wants Node 20.19 or later", () => {
    const floor = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
      readonly engines: { readonly node: string };
    };
    expect(floor.engines.node).toBe(">=20.19");
    expect(["18.20.4", "20.18.9"].map((version) => checkNode(version).state)).toEqual(["wrong", "wrong"]);
    expect(["20.19.0", "22.1.0", "24.0.0"].map((version) => checkNode(version).state)).toEqual(["ok", "ok", "ok"]);
    expect(checkNode("20.18.9").advice).toContain("20.19 or later");
  });

  it("finds a second copy of the core, whoever brought it, and versions that differ", () => {
    const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
      readonly version: string;
    };
    const core = "node_modules/@earshot/core";
    const nested = "node_modules/a-tool/node_modules/@earshot/core";
    const twice = checkPackages(project("twice", { [core]: version, "node_modules/a-tool": "1", [nested]: version }));
    expect(twice).toMatchObject({ state: "wrong", advice: expect.stringContaining("npm dedupe") });
    expect(twice.says).toMatch(/2 copies of @earshot\/core.*node_modules\/@earshot\/core.*a-tool\/node_modules/);
    const once = project("once", { [core]: version, "node_modules/a-tool": "1" });
    mkdirSync(path("once/node_modules/a-tool/node_modules/@earshot"), { recursive: true });
    symlinkSync(path(`once/${core}`), path(`once/${nested}`));
    expect(checkPackages(once)).toMatchObject({ state: "ok" });
    const older = project("older", { [core]: version, "node_modules/@earshot/trace": "0.0.1" });
    expect(checkPackages(older)).toMatchObject({ state: "advice", says: expect.stringContaining("trace 0.0.1") });
    expect(checkPackages(project("none", {}))).toMatchObject({
      state: "advice",
      says: expect.stringContaining("not installed"),
    });
  });
});
