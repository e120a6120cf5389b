// Run in a folder into which `earshot` was installed, with the network off: uses the command as a person does, and fails if anything is missing.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { get } from "node:http";
import { connect } from "node:net";

/** In a process group of its own, so that it can be interrupted as a terminal does it: all of it at once. */
function start(command, words) {
  const child = spawn(command, words, { detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const said = { output: "", errors: "" };
  child.stdout.on("data", (bytes) => (said.output += bytes));
  child.stderr.on("data", (bytes) => (said.errors += bytes));
  // Its pipes are closed by the last process that holds them: then npx's child has ended as well.
  const ended = new Promise((resolve) => child.once("close", (code, signal) => resolve(code ?? signal)));
  const named = [command, ...words].join(" ");
  const started = performance.now();
  const settle = async (expected) => {
    const code = await ended;
    assert.equal(code, expected, `${named} ended with ${code}:\n${said.output}${said.errors}`);
    // A warning is for whoever writes programs, not for who uses this one.
    assert.equal(said.errors, "", `${named} said something on stderr`);
    console.log(`${named}: ${Math.round(performance.now() - started)} ms`);
    return said.output;
  };
  return { child, said, settle, interrupt: () => process.kill(-child.pid, "SIGINT") };
}

const earshot = (...words) => start("npx", ["earshot", ...words]);

const fetched = (url, accept = "*/*") =>
  new Promise((resolve, reject) => {
    get(url, { headers: { accept } }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (piece) => (text += piece));
      response.on("end", () => {
        assert.equal(response.statusCode, 200, `${url} answered ${response.statusCode}: ${text.slice(0, 200)}`);
        resolve({ text, type: response.headers["content-type"] });
      });
    }).on("error", reject);
  });

/** The page, and every file that it or one of its files names. */
async function checkPage(url) {
  const { text, type } = await fetched(url, "text/html");
  assert.match(type, /^text\/html/);
  const seen = new Set();
  const waiting = filesNamedIn(text, url);
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const got = await fetched(file);
    assert.doesNotMatch(got.type, /html/, `${file} is missing: the page came instead`);
    waiting.push(...filesNamedIn(got.text, file));
  }
  const scripts = [...seen].filter((file) => file.endsWith(".js"));
  assert.ok(scripts.length > 3, `The page has but these scripts: ${scripts.join(", ")}`);
  console.log(`the page, and ${seen.size} files that it is made of`);
}

const filesNamedIn = (text, base) =>
  [...text.matchAll(/["'`](\.\/[\w./-]+\.(?:js|css|svg))["'`]/g)].map(([, path]) => new URL(path, base).href);

async function untilSaid({ said, child }, pattern) {
  for (;;) {
    const found = pattern.exec(said.output);
    if (found !== null) return found;
    assert.equal(child.exitCode, null, `It ended: ${said.output}${said.errors}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A span of a program that knows nothing of Earshot. */
function exportSpans(url) {
  const span = {
    traceId: "0af7651916cd43dd8448eb211c80319c",
    spanId: "b7ad6b7169203331",
    name: "chat claude-opus-5",
    kind: 3,
  };
  const times = { startTimeUnixNano: `${Date.now() - 50}000000`, endTimeUnixNano: `${Date.now()}000000` };
  const attributes = [
    { key: "gen_ai.operation.name", value: { stringValue: "chat" } },
    { key: "gen_ai.request.model", value: { stringValue: "claude-opus-5" } },
  ];
  const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [{ ...span, ...times, attributes }] }] }] });
  return fetch(new URL("/v1/traces", url), { method: "POST", headers: { "content-type": "application/json" }, body });
}

const studio = earshot("studio", "--no-open", "--port", "0", "--json");
const [line] = await untilSaid(studio, /^\{.*\}$/m);
const { url } = JSON.parse(line);
console.log(`the studio on Node.js ${process.versions.node}`);
await checkPage(url);
assert.equal((await exportSpans(url)).status, 200);
const { runs } = JSON.parse((await fetched(new URL("/api/runs", url))).text);
assert.equal(runs.length, 1);
const { text: shared } = await fetched(new URL(`/api/traces/${runs[0].runId}/share`, url));
assert.match(shared, /earshot-shared-trace/);
// With an open page, which follows what changes, and a connection that has asked nothing.
const followed = get(new URL("/api/changes", url), (response) => response.resume().on("error", () => undefined));
followed.on("error", () => undefined);
connect(Number(new URL(url).port), "127.0.0.1").on("error", () => undefined);
await new Promise((resolve) => followed.once("response", resolve));
studio.interrupt();
// npx itself has no answer to Ctrl-C but its end; what the command answers is seen without it.
await studio.settle("SIGINT");
const direct = start("node_modules/.bin/earshot", ["studio", "--no-open", "--port", "0"]);
await untilSaid(direct, /127\.0\.0\.1/);
direct.interrupt();
await direct.settle(0);

assert.match(await earshot("demo", "--offline").settle(0), /0 failed, 0 dropped, 0 pending/);
assert.match(await earshot("runs").settle(0), /claude-opus-5/);
assert.match(await earshot("doctor").settle(0), /\.earshot/);
