import { arch, cpus, platform, totalmem } from "node:os";

/** The machine as far as the figures depend on it, and nothing that would say whose it is. */
export function describeMachine() {
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() ?? "unknown",
    cores: processors.length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${arch()}`,
    node: process.version,
    v8: process.versions.v8,
  };
}
