import type { Finding } from "./finding.js";

/** The oldest that Earshot works with. */
const floor = [20, 19] as const;

/** Whether a version of Node.js is new enough. */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isNewEnough = major > floor[0] || (major === floor[0] && minor >= floor[1]);
  const { platform, arch } = process;
  const facts = { version, platform, arch };
  const says = `${version} on ${platform} (${arch})`;
  if (isNewEnough) return { about: "Node", state: "ok", says, facts };
  const advice = `Earshot needs Node ${floor.join(".")} or later: install a newer one from https://nodejs.org, or with nvm install --lts`;
  return { about: "Node", state: "wrong", says, advice, facts };
}
