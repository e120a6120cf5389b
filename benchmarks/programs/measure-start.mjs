import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/* How long the command takes to tell its help, and the studio until it has sent the first byte of its page; the floor is Node that does nothing. */
const { contender } = JSON.parse(process.argv[2]);
const command = join(dirname(fileURLToPath(import.meta.resolve("earshot/package.json"))), "bin/earshot.cjs");
const took = (words) => {
  const begin = performance.now();
  spawnSync(process.execPath, words);
  return performance.now() - begin;
};
const bare = () => took(["-e", "0"]);
const answer =
  contender === "floor"
    ? { help: bare(), wall: bare() }
    : { help: took([command, "--help"]), ...(await startStudio()) };
process.stdout.write(JSON.stringify(answer));

async function startStudio() {
  const folder = mkdtempSync(join(tmpdir(), "earshot-start-"));
  const begin = performance.now();
  const words = ["studio", "--port", "0", "--no-open", "--json", "--store", join(folder, "traces.db")];
  const child = spawn(process.execPath, [command, ...words], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [line] = await new Promise((resolve) => child.stdout.once("data", (...data) => resolve(data)));
    const { url } = JSON.parse(line);
    await new Promise((resolve, reject) =>
      get(url, (response) => response.once("data", resolve)).once("error", reject),
    );
    const wall = performance.now() - begin;
    return { wall, ...cpuOf(child.pid) };
  } finally {
    child.kill("SIGTERM");
    await new Promise((resolve) => child.once("exit", resolve));
    rmSync(folder, { recursive: true });
  }
}

/** Processor time so far, in which nothing is of others; in hundredths of a second, and only on Linux. */
function cpuOf(pid) {
  try {
    const [user, system] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ").slice(11, 13);
    return { cpu: (Number(user) + Number(system)) * 10 };
  } catch {
    return {};
  }
}
