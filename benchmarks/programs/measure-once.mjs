import { readFileSync, writeFileSync } from "node:fs";
import { prepareWork, repeat, runInProcess, warmUp } from "./prepare-work.mjs";

const request = JSON.parse(process.argv[2]);
const answer = await runInProcess(request.ambient, () => measure(request));
process.stdout.write(JSON.stringify(answer));

/** One single big run after a small warm-up: its time, and the peak of the process's memory over what it held when just loaded. */
async function measure({ size, warmSize, warm, ...which }) {
  const { create, drain, reset, check } = await prepareWork(which);
  // Before the warm-up, because the heap that it leaves grown would hide what the run needs.
  globalThis.gc?.();
  forgetPeakMemory();
  const idle = process.memoryUsage.rss();
  await warmUp(create(warmSize), { ...warm, drain });
  const piece = create(size);
  reset();

  const cpuStart = process.cpuUsage();
  const start = performance.now();
  await repeat(piece, 1);
  await drain();
  const elapsed = performance.now() - start;
  const cpu = process.cpuUsage(cpuStart);
  const peak = readPeakMemory();

  check(piece, 1);
  return {
    wall: (elapsed * 1000) / piece.units,
    cpu: (cpu.user + cpu.system) / piece.units,
    memory: Math.max(0, peak - idle) / 1e6,
  };
}

/** Linux lets a process reset its own high-water mark; elsewhere the peak since the start has to do, which loading rarely exceeds. */
function forgetPeakMemory() {
  try {
    writeFileSync("/proc/self/clear_refs", "5");
  } catch {
    // Not Linux, or not permitted.
  }
}

/** `maxRSS` starts at the parent's size under Linux (it survives exec) and knows no reset, so the kernel's own mark comes first. */
function readPeakMemory() {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
    if (kilobytes !== undefined) return Number(kilobytes) * 1024;
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS * 1024;
}
