import { memoryTraceStore, type TraceEvent, type TraceStore } from "@earshot/trace";

/** A store in memory with events in it; methods in `changed` take the place of its own. */
export function memoryStore(events: readonly TraceEvent[] = [], changed: Partial<TraceStore> = {}): TraceStore {
  const store = memoryTraceStore();
  // It takes them at once.
  void store.append(events);
  return storeWith(store, changed);
}

/** A store some of whose methods are others. */
export function storeWith(store: TraceStore, changed: Partial<TraceStore>): TraceStore {
  return new Proxy(store, {
    get: (target, key) => {
      const method: unknown = Reflect.get(changed, key) ?? Reflect.get(target, key);
      return typeof method === "function" ? (method.bind(target) as unknown) : method;
    },
  });
}
