import { useEffect, useMemo } from "preact/hooks";
import type { TraceChanges } from "@earshot/trace/reducer";
import { changes } from "./changes.js";

/** What is read once and kept up with what comes: a list, a trace. */
export interface Followed {
  load(): Promise<void>;
  hear(changes: TraceChanges): void;
  /** It is not shown any more. */
  stop(): void;
}

/**
 * What `make` makes, loaded and hearing what comes for as long as it is shown, made anew when `keys` change. A server that was gone and is there again
 * is asked once more: what was asked meanwhile had no answer.
 */
export function useFollowed<TModel extends Followed>(make: () => TModel, keys: readonly unknown[]): TModel {
  const model = useMemo(make, keys);
  useEffect(() => {
    void model.load();
    const stopListening = changes.listen((change) => model.hear(change));
    const stopWaiting = changes.onReturn(() => void model.load());
    return () => {
      stopListening();
      stopWaiting();
      model.stop();
    };
  }, [model]);
  return model;
}
