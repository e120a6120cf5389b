import type { IncomingMessage } from "node:http";
import { RequestRefusedError } from "../http/request-refused-error.js";
import { isLoopbackHost } from "./is-loopback-host.js";
import type { StudioToken } from "./studio-token.js";

/** Who may ask. */
export interface GuardOptions {
  /** Names under which the studio is asked for, besides those of this machine. */
  readonly allowedHosts: readonly string[];
  /** It listens to this machine alone. */
  readonly isLoopback: boolean;
  readonly token: StudioToken | undefined;
}

/**
 * Refuses what a page of somebody else's could have sent.
 *
 * - **Host**: on loopback only this machine's names are answered, so that a page whose name was made to lead here (DNS rebinding) reads nothing.
 *   Elsewhere the token keeps it out: a page under another name has no cookie.
 * - **Origin** and **Sec-Fetch-Site**: a browser says them truly. What another origin sends is refused – also reading, also of another port of
 *   this machine. Programs send neither.
 * - **Token**: where there is one, nothing is answered without.
 */
export class RequestGuard {
  readonly #options: GuardOptions;

  constructor(options: GuardOptions) {
    this.#options = { ...options, allowedHosts: options.allowedHosts.map((host) => host.toLowerCase()) };
  }

  checkHost({ headersDistinct }: IncomingMessage): void {
    const [named, ...others] = headersDistinct["host"] ?? [];
    const host = others.length === 0 ? hostName(named) : undefined;
    const { allowedHosts, isLoopback } = this.#options;
    if (host === undefined) throw new RequestRefusedError("forbidden_host", "The request has to name one host.");
    if (!isLoopback || isLoopbackHost(host) || allowedHosts.includes(host)) return;
    const message = `The studio is not called "${host.slice(0, 100)}". Ask for 127.0.0.1 or localhost, or name it in \`allowedHosts\`.`;
    throw new RequestRefusedError("forbidden_host", message);
  }

  checkOrigin({ headers }: IncomingMessage): void {
    const site = headers["sec-fetch-site"];
    if (site !== undefined && site !== "same-origin" && site !== "none") throw otherOrigin();
    const { origin, host } = headers;
    if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) throw otherOrigin();
  }

  checkToken(incoming: IncomingMessage): void {
    const { token } = this.#options;
    if (token === undefined || token.isIn(incoming)) return;
    const message = "The studio wants its token: open the address that it printed, or send `Authorization: Bearer …`.";
    throw new RequestRefusedError("no_token", message, { "www-authenticate": 'Bearer realm="earshot"' });
  }
}

/** Without its port, in lower case; `undefined` if it is none. */
function hostName(header: string | undefined): string | undefined {
  const found = /^(\[[\da-f:.]+\]|[^\s:/?#@[\]\\]+)(?::\d{1,5})?$/i.exec(header ?? "");
  return found?.[1]?.toLowerCase();
}

const otherOrigin = (): RequestRefusedError =>
  new RequestRefusedError("forbidden_origin", "Only the studio's own page, or a program, may ask this.");
