import { flush, type DeliveryReport } from "../../src/exports/events.js";

/** What was counted while `work` was done. */
export async function countDelivery(work: () => Promise<unknown>): Promise<DeliveryReport> {
  const before = await flush({ timeoutMs: 1000 });
  await work();
  const after = await flush({ timeoutMs: 1000 });
  return {
    delivered: after.delivered - before.delivered,
    failed: after.failed - before.failed,
    dropped: after.dropped - before.dropped,
    pending: after.pending,
  };
}
