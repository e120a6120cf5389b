import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify, stripVTControlCharacters } from "node:util";

const run = promisify(execFile);
const folder = join(import.meta.dirname, "../programs");
/** Only what a process needs to start: switches such as LANGCHAIN_VERBOSE or NODE_OPTIONS would change what is measured. */
const kept = ["PATH", "HOME", "TMPDIR", "SystemRoot"];
const environment = Object.fromEntries(
  kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
);

/**
 * Compiles hot code on the spot. Left to a background thread, it arrives whenever a busy machine finds the time, and a figure is
 * that of half-compiled code. What is compiled is the same.
 */
const compileAtOnce = "--no-concurrent-recompilation";
/** A store of a million spans takes its time to fill. */
const timeouts = { store: 900_000, page: 600_000 };
const typescript = ["--import", "tsx"];
const switches = {
  time: [compileAtOnce],
  once: ["--expose-gc", compileAtOnce],
  page: typescript,
  live: typescript,
};
/** Those that can be run by themselves, and tell a person what they measure unless they are told otherwise. */
const standAlone = { page: "../studio/page.ts", live: "../studio/live.ts" };

/**
 * Runs one measuring program in a process of its own and answers what it measured, or `skipped`, why it could not.
 *
 * @param {string} program
 * @param {Record<string, unknown>} request
 * @returns {Promise<Record<string, number>>}
 */
export async function runProgram(program, request) {
  const { [program]: path } = standAlone;
  const told =
    path === undefined
      ? [join(folder, `measure-${program}.mjs`), JSON.stringify(request)]
      : [join(folder, path), "--json", ...(request.quick ? ["--quick"] : [])];
  const words = [...(switches[program] ?? []), ...told];
  try {
    const { stdout } = await run(process.execPath, words, {
      env: environment,
      timeout: timeouts[program] ?? 180_000,
      maxBuffer: 1 << 24,
    });
    return JSON.parse(stdout);
  } catch (error) {
    throw new Error(findReason(error), { cause: error });
  }
}

/** The line that names the error, and the next that says something: bundlers put the reason there. */
function findReason({ stderr = "", message, killed }) {
  if (killed) return "It took too long and was ended.";
  const lines = stripVTControlCharacters(stderr)
    .split("\n")
    .filter((line) => line.trim() !== "");
  const index = lines.findIndex((line) => /^\w*(Error|Exception)\b/.test(line));
  if (index === -1) return message;
  return lines[index].endsWith(":") ? `${lines[index]} ${lines[index + 1] ?? ""}`.trim() : lines[index];
}
