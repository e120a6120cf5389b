/** What the watchdog has to know of a delivery. */
interface Watched {
  /** Unix milliseconds. */
  readonly deadline: number;
  timeOut(): void;
}

/** The port through which `flush` sees a delivery. */
export interface ActiveDelivery extends Watched {
  readonly pending: number;
  idle(): Promise<void>;
}

/** Deliveries that have something under way or waiting, of all root runs. */
export const activeDeliveries = new Set<ActiveDelivery>();

let timer: ReturnType<typeof setTimeout> | undefined;
let due = Number.POSITIVE_INFINITY;

/** Keeps an eye on a delivery whose handler is at work. One timer serves them all: one each would cost more than most handlers. */
export function watch(delivery: ActiveDelivery): void {
  activeDeliveries.add(delivery);
  const { deadline } = delivery;
  if (deadline < due) arm(deadline);
}

function arm(deadline: number): void {
  clearTimeout(timer);
  due = deadline;
  timer = setTimeout(check, Math.min(Math.max(0, deadline - Date.now()), 0x7fffffff));
  (timer as unknown as { unref?(): void }).unref?.(); // a hung handler must not keep the process alive
}

function check(): void {
  const now = Date.now();
  due = Number.POSITIVE_INFINITY;
  for (const delivery of activeDeliveries) if (delivery.deadline <= now) delivery.timeOut();
  let next = Number.POSITIVE_INFINITY;
  for (const { deadline } of activeDeliveries) next = Math.min(next, deadline);
  if (next < Number.POSITIVE_INFINITY) arm(next);
}
