import { memoryTraceStore } from "@earshot/trace";
import { ReplayHub } from "../../src/replay/replay-hub.js";
import { ChangeFeed } from "../../src/server/changes/change-feed.js";
import { studioRoutes } from "../../src/server/routes/studio-routes.js";

const store = memoryTraceStore();
const replay = new ReplayHub();
const changes = new ChangeFeed({ store, replay, onError: () => undefined });
const routes = studioRoutes({ store, price: undefined, storeName: "", changes, replay });
const names: Readonly<Record<string, string>> = { runId: "root", seq: "0" };

/** Every route of the API with something in the places of its parameters: one that is new is among them. */
export const apiLines: readonly string[] = Object.keys(routes).map((route) =>
  route.replaceAll(/:(\w+)/g, (_, name: string) => names[name] ?? "some"),
);

/** All that a studio answers: besides the API, OpenTelemetry's way in, and the page. */
export const studioLines: readonly string[] = [...apiLines, "POST /v1/traces", "GET /", "GET /runs/root"];
