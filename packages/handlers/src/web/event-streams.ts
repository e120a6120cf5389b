import { checkOptions, option, type ShapesOf } from "@earshot/core/options";
import { EventChannel } from "./event-channel.js";
import { later } from "./later.js";
import { StreamIdError } from "./stream-id-error.js";

/** How much is kept, and for how long. */
export interface EventStreamsOptions {
  /** Events kept of each stream, for clients that come back; default 1000. A connected client that is as far behind makes its run wait. */
  readonly maxEvents?: number;
  /** Streams kept that have ended; default 1000, the oldest goes first. */
  readonly maxStreams?: number;
  /** Milliseconds that a stream is kept after its end, and that a run goes on without any client; default 60,000. */
  readonly keepMs?: number;
  /** Milliseconds that a connected client may take nothing while its run waits for it, before it is disconnected; default 30,000. */
  readonly slowClientMs?: number;
}

const atLeastOne = option.number({ from: 1, isWhole: true });

const shapes: ShapesOf<EventStreamsOptions> = {
  maxEvents: atLeastOne,
  maxStreams: option.number({ isWhole: true }),
  keepMs: option.number(),
  slowClientMs: option.number(),
};

/** The streams of a process, by id: where a client that comes back finds its own. Make one for an app, and hand it to each answer. */
export class EventStreams {
  readonly keepMs: number;
  readonly #maxEvents: number;
  readonly #maxStreams: number;
  readonly #slowClientMs: number;
  readonly #channels = new Map<string, EventChannel>();

  /** @throws UnknownOptionError, InvalidOptionError for an option that there is not, or that can't be so */
  constructor(options: EventStreamsOptions = {}) {
    checkOptions("EventStreams", options, shapes);
    const { maxEvents = 1000, maxStreams = 1000, keepMs = 60_000, slowClientMs = 30_000 } = options;
    this.#maxEvents = maxEvents;
    this.#maxStreams = maxStreams;
    this.keepMs = keepMs;
    this.#slowClientMs = slowClientMs;
  }

  /** How many streams there are, those that have ended and are still kept included. */
  get size(): number {
    return this.#channels.size;
  }

  /** @internal */
  open(id: string): EventChannel {
    if (!/^[\w-]{1,128}$/.test(id) || this.#channels.has(id)) throw new StreamIdError(id);
    const channel = new EventChannel(id, { maxEvents: this.#maxEvents, slowClientMs: this.#slowClientMs });
    this.#channels.set(id, channel);
    return channel;
  }

  /** @internal */
  find(id: string): EventChannel | undefined {
    return this.#channels.get(id);
  }

  /** Keeps a stream that has ended for a while. @internal */
  retire(channel: EventChannel): void {
    const ended = [...this.#channels.values()].filter(({ isEnded }) => isEnded);
    for (const { id } of ended.slice(0, Math.max(ended.length - this.#maxStreams, 0))) this.#channels.delete(id);
    later(this.keepMs, () => this.#channels.delete(channel.id));
  }
}
