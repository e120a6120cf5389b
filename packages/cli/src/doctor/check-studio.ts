import { connect } from "node:net";
import type { StudioInfo } from "@earshot/studio";
import type { Finding } from "./finding.js";

const patienceMs = 1000;

/** Whether a studio answers at the port, or could. */
export async function checkStudio(port: number): Promise<Finding> {
  const about = "Studio";
  const url = `http://127.0.0.1:${port}`;
  try {
    const response = await fetch(`${url}/api/info`, { signal: AbortSignal.timeout(patienceMs) });
    const info = (await response.json()) as Partial<StudioInfo>;
    if (info.storeName !== undefined)
      return { about, state: "ok", says: `it runs at ${url} and shows ${info.storeName}` };
  } catch {
    if (!(await isTaken(port)))
      return { about, state: "ok", says: `none runs, and port ${port} is free: earshot studio` };
  }
  return {
    about,
    state: "advice",
    says: `something else listens at port ${port}`,
    advice: "Choose another port: earshot studio --port 0",
  };
}

async function isTaken(port: number): Promise<boolean> {
  const socket = connect({ port, host: "127.0.0.1", timeout: patienceMs });
  try {
    return await new Promise((resolve) => {
      socket.once("connect", () => resolve(true)).once("timeout", () => resolve(true));
      socket.once("error", () => resolve(false));
    });
  } finally {
    socket.destroy();
  }
}
