import type { TraceStore } from "@earshot/trace";
import { afterEach, expect } from "vitest";
import { startStudio } from "../../src/server/start-studio.js";
import type { StartedStudio, StudioOptions } from "../../src/server/studio-options.js";
import { memoryStore } from "./memory-store.js";
import { smallTrace } from "./trace-events.js";

/** A studio on a free port, and its store: a small trace if none is given. */
export interface TestedStudio {
  readonly port: number;
  readonly studio: StartedStudio;
  readonly store: TraceStore;
}

/** Starts studios that are closed after each test. One that reports an error fails the test, unless that is asked for. */
export function studios(): (options?: Partial<StudioOptions>) => Promise<TestedStudio> {
  const started: StartedStudio[] = [];
  const errors: unknown[] = [];
  afterEach(async () => {
    await Promise.all(started.splice(0).map((studio) => studio.close()));
    expect(errors.splice(0), "errors that studios reported").toEqual([]);
  });
  return async (options = {}) => {
    const store = options.store ?? memoryStore(smallTrace());
    const onError = (error: unknown): void => void errors.push(error);
    const studio = await startStudio({ port: 0, onError, ...options, store });
    started.push(studio);
    return { port: studio.port, studio, store };
  };
}
