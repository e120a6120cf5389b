import { activeDeliveries } from "./delivery-watchdog.js";
import { deliveryCounts, type DeliveryReport } from "./delivery-report.js";

/**
 * Waits until every handler has handled what it was given, in all root runs, and says what became of it. A handler that hangs is
 * waited for until its delivery timeout, or until `timeoutMs`: what is still on its way then is `pending`.
 *
 * @example
 * ```ts
 * import { flush } from "@earshot/core/events";
 *
 * const { failed, pending } = await flush({ timeoutMs: 1000 });
 * console.log(failed, pending); // => 0 0
 * ```
 */
export async function flush(options: { readonly timeoutMs?: number } = {}): Promise<DeliveryReport> {
  const { timeoutMs } = options;
  if (activeDeliveries.size > 0) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<"late">((resolve) => {
      // Without a limit the timer only keeps the process alive: nothing else may, while a handler hangs.
      timer =
        timeoutMs === undefined ? setInterval(() => undefined, 0x7fffffff) : setTimeout(resolve, timeoutMs, "late");
    });
    while (activeDeliveries.size > 0) {
      const idle = Promise.all([...activeDeliveries].map((delivery) => delivery.idle()));
      if ((await Promise.race([idle, late])) === "late") break;
    }
    clearTimeout(timer);
  }
  let pending = 0;
  for (const delivery of activeDeliveries) pending += delivery.pending;
  return { ...deliveryCounts, pending };
}
