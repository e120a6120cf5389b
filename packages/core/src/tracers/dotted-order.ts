/** A run's part of its `dotted_order`: its start without punctuation, its execution order as microseconds, its id. */
export function dottedOrderOf(startTime: number, id: string, executionOrder: number): string {
  const microseconds = executionOrder.toFixed(0).slice(0, 3).padStart(3, "0");
  const time = `${new Date(startTime).toISOString().slice(0, -1)}${microseconds}Z`;
  return time.replaceAll(/[-:.]/g, "") + id;
}
