import { connect } from "node:net";
import { storeShownAt } from "../studio/store-shown-at.js";
import type { Finding } from "./finding.js";

const about = "Studio";
/** Of a machine that is busy; who listens and says nothing is waited for as long. */
const patienceMs = 5000;

/** Whether a studio answers at the port, or could. */
export async function checkStudio(port: number): Promise<Finding> {
  if (port === 0)
    return { about, state: "ok", says: "none was looked for: port 0 is any that is free", facts: { port } };
  const url = `http://127.0.0.1:${port}`;
  const storeName = await storeShownAt(url, patienceMs);
  if (storeName !== undefined) {
    const shows = storeName === null ? "asks for its token" : `shows ${storeName}`;
    return { about, state: "ok", says: `it runs at ${url} and ${shows}`, facts: { port, isRunning: true, storeName } };
  }
  if (!(await isTaken(port)))
    return {
      about,
      state: "ok",
      says: `none runs, and port ${port} is free: earshot studio`,
      facts: { port, isRunning: false, isFree: true },
    };
  return {
    about,
    state: "advice",
    says: `something else listens at port ${port}`,
    advice: "Choose another port: earshot studio --port 0",
    facts: { port, isRunning: false, isFree: false },
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
