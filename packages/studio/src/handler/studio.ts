import { resolve } from "node:path";
import { checkOptions, option, type ShapesOf } from "@earshot/core/options";
import { traceHandler, type TraceHandler, type TraceStore } from "@earshot/trace";
import { openTraceStoreSync } from "@earshot/trace/sqlite";
import { listPrice } from "../prices/list-price.js";
import { announceFailure, announceStore } from "./announce-store.js";
import { defaultStorePath } from "./default-store-path.js";

/** What {@link studio} may be told. */
export interface StudioHandlerOptions {
  /** The file that traces are written to. Default: what `EARSHOT_STORE` names, else `.earshot/traces.db` in the current folder. */
  readonly store?: string;
  /** True: doesn't say where it writes. `EARSHOT_QUIET` of the environment says the same. */
  readonly quiet?: boolean;
}

const shapes: ShapesOf<StudioHandlerOptions> = { store: option.name, quiet: option.flag };
const handlers = new Map<string, TraceHandler>();

/**
 * A handler that writes what it hears into the file that `npx earshot studio` shows, live, with what calls cost. Runs never wait for it and never fail
 * because of it. What was heard is in the file after 50 ms at the latest, and when the process exits, throws or is ended by a signal.
 *
 * One file has one handler: asked again, the same is answered until it is closed, so that a run hears of it once, and a request may ask anew. The file
 * is opened, or made, when something is to be written. On a terminal it says once, to stderr, where that is.
 *
 * @throws UnknownOptionError, InvalidOptionError for an option that there is not, or that can't be so
 *
 * @example
 * ```ts
 * import { rmSync } from "node:fs";
 * import { RunnableLambda } from "@earshot/core/runnables";
 * import { studio } from "@earshot/studio";
 * import { openTraceStore } from "@earshot/trace/sqlite";
 *
 * const path = ".earshot/studio-example.db";
 * const handler = studio({ store: path });
 * await RunnableLambda.from((name: string) => `hi ${name}`).invoke("Ada", { callbacks: [handler] });
 * await handler.close();
 *
 * const store = await openTraceStore({ path });
 * const { runs } = await store.listRuns();
 * console.log(runs.map(({ status, outputPreview }) => `${status}: ${outputPreview}`)); // => [ 'ok: hi Ada' ]
 * await store.close();
 * for (const end of ["", "-wal", "-shm"]) rmSync(path + end, { force: true });
 * ```
 */
export function studio(options: StudioHandlerOptions = {}): TraceHandler {
  checkOptions("studio", options, shapes);
  const shownPath = options.store ?? defaultStorePath();
  const path = resolve(shownPath);
  const known = handlers.get(path);
  if (known !== undefined) return known;
  const made = handlerOf({ path, shownPath, isQuiet: options.quiet === true });
  handlers.set(path, made);
  return made;
}

interface StudioFile {
  readonly path: string;
  readonly shownPath: string;
  readonly isQuiet: boolean;
}

function handlerOf({ path, shownPath, isQuiet }: StudioFile): TraceHandler {
  let store: TraceStore | undefined;
  const openStore = (): TraceStore => {
    try {
      store = openTraceStoreSync({ path });
      if (!isQuiet) announceStore(shownPath);
      return store;
    } catch (error) {
      if (!isQuiet) announceFailure(shownPath, error);
      throw error;
    }
  };
  const handler = traceHandler({ name: "studio", store: openStore, price: listPrice });
  const closeHandler = handler.close;
  const close = async (): Promise<void> => {
    // Closed once more, it is not the one that was asked for since.
    if (handlers.get(path) === handler) handlers.delete(path);
    try {
      await closeHandler();
    } finally {
      await store?.close();
    }
  };
  return Object.defineProperties(handler, { close: { value: close }, [Symbol.asyncDispose]: { value: close } });
}
