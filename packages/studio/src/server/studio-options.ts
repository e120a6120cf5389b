import type { PriceCall, TraceStore } from "@earshot/trace";
import type { BodyLimits } from "./http/body-limits.js";

/** How a studio is started. */
export interface StudioOptions {
  /** What it shows. It stays open when the studio closes. */
  readonly store: TraceStore;
  /** Default 4319; 0: any that is free. */
  readonly port?: number;
  /** Which address it listens to. Default `127.0.0.1`: this machine alone. Any other needs the token. */
  readonly host?: string;
  /** What a client has to know. Without one, or with an empty one, a studio that others can reach makes one up; `url` has it. */
  readonly token?: string;
  /** Names by which it is asked for on loopback besides `localhost`, such as a container's. */
  readonly allowedHosts?: readonly string[];
  /** Another port that takes `POST /v1/traces`, for exporters that know but the usual 4318. The studio's own takes it anyway. */
  readonly otlpPort?: number;
  /** Knows what calls cost that come by OTLP or an import. Default: the list of `@earshot/handlers/pricing`. */
  readonly price?: PriceCall;
  /** What the page calls the store. Default `traces`. */
  readonly storeName?: string;
  /** Where the page is. Default: where the build puts it. */
  readonly clientFolder?: string;
  /** How large bodies may be, and how long clients may have their headers (default 10,000 ms) and their bodies (120,000 ms in all) waited for. */
  readonly limits?: Partial<BodyLimits & { readonly headersTimeoutMs: number; readonly requestTimeoutMs: number }>;
  /** Hears what went wrong inside: clients are told nothing of it. Default: `process.emitWarning`. */
  readonly onError?: (error: unknown) => void;
}

/** A studio that listens. */
export interface StartedStudio extends AsyncDisposable {
  /** What to open; with the token, if there is one. */
  readonly url: string;
  /** At which it listens, also if it was to find one. */
  readonly port: number;
  /** The one for OpenTelemetry alone, if there is one. */
  readonly otlpPort: number | undefined;
  /** Ends streams, lets answers that are under way finish for five seconds, and frees the ports. More than once is no error. */
  close(): Promise<void>;
}
