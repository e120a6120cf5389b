import type { IncomingMessage, ServerResponse } from "node:http";
import type { ClientFiles } from "./client/client-files.js";
import type { ApiResponder, Exchange } from "./http/api-responder.js";
import { hasLeft } from "./http/has-left.js";
import { refusalFor } from "./http/refusal-for.js";
import { RequestRefusedError } from "./http/request-refused-error.js";
import { sendRefusal } from "./http/send-answer.js";
import { otlpPath, type OtlpResponder } from "./otlp/otlp-responder.js";
import { refuseExport } from "./otlp/refuse-export.js";
import type { RequestGuard } from "./safety/request-guard.js";
import { securityHeaders } from "./safety/security-headers.js";
import type { StudioToken } from "./safety/studio-token.js";
import { tokenPage } from "./safety/token-page.js";

/** What requests are led to. */
export interface RequestHandlerParts {
  readonly guard: RequestGuard;
  readonly token: StudioToken | undefined;
  readonly api: ApiResponder;
  readonly otlp: OtlpResponder;
  readonly client: ClientFiles;
  readonly onError: (error: unknown) => void;
}

/** Where a request goes, and how it is told that it may not. */
interface Way {
  readonly lead: (exchange: Exchange) => Promise<void>;
  readonly refuse: (
    incoming: IncomingMessage,
    response: ServerResponse,
    refusal: RequestRefusedError,
  ) => void | Promise<void>;
}

/** Leads each request to what answers it, after the guard. Whatever happens, it is answered or broken off, and never throws. */
export class RequestHandler {
  readonly #parts: RequestHandlerParts;

  constructor(parts: RequestHandlerParts) {
    this.#parts = parts;
  }

  /** For the studio's own port. */
  readonly answer = (incoming: IncomingMessage, response: ServerResponse): void => {
    const refuse = incoming.url?.split("?", 1)[0] === otlpPath ? refuseExport : sendRefusal;
    void this.#settle(incoming, response, { lead: (exchange) => this.#route(exchange), refuse });
  };

  /** For a port of OpenTelemetry's alone. */
  readonly answerOtlp = (incoming: IncomingMessage, response: ServerResponse): void => {
    void this.#settle(incoming, response, { lead: (exchange) => this.#otlp(exchange), refuse: refuseExport });
  };

  async #settle(incoming: IncomingMessage, response: ServerResponse, { lead, refuse }: Way): Promise<void> {
    // A client that leaves is no error of anybody's.
    response.on("error", () => undefined);
    try {
      for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
      this.#parts.guard.checkHost(incoming);
      await lead({ incoming, response, ...targetOf(incoming) });
    } catch (error) {
      if (hasLeft(incoming)) return void response.destroy();
      await refuse(incoming, response, refusalFor(error, this.#parts.onError));
    }
  }

  async #route(exchange: Exchange): Promise<void> {
    const { incoming, response, path } = exchange;
    const { guard, api, client } = this.#parts;
    if (path === otlpPath) return this.#otlp(exchange);
    if (path === "/api" || path.startsWith("/api/")) {
      guard.checkOrigin(incoming);
      guard.checkToken(incoming);
      return api.respond(exchange);
    }
    if (incoming.method !== "GET" && incoming.method !== "HEAD")
      throw new RequestRefusedError("method_not_allowed", "This address answers GET.", { allow: "GET, HEAD" });
    if (!this.#isLetIn(exchange)) return;
    await client.respond(incoming, response, path);
  }

  async #otlp({ incoming, response, path }: Exchange): Promise<void> {
    const { guard, otlp } = this.#parts;
    guard.checkOrigin(incoming);
    guard.checkToken(incoming);
    await otlp.respond(incoming, response, path);
  }

  /** Takes the token out of the address, where it would be seen and remembered, and into a cookie. */
  #isLetIn({ incoming, response, path, search }: Exchange): boolean {
    const { token } = this.#parts;
    if (token === undefined) return true;
    const given = search.get("token");
    if (given !== null && token.is(given)) {
      search.delete("token");
      const rest = search.size === 0 ? "" : `?${search.toString()}`;
      // One slash: two would name another host.
      const location = `/${path.replace(/^[/\\]+/, "")}${rest}`;
      response.writeHead(303, { location, "set-cookie": token.cookieFor(incoming), "cache-control": "no-store" }).end();
      return false;
    }
    if (token.isIn(incoming)) return true;
    response.writeHead(401, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" }).end(tokenPage);
    return false;
  }
}

function targetOf({ url = "" }: IncomingMessage): { readonly path: string; readonly search: URLSearchParams } {
  if (!url.startsWith("/")) throw new RequestRefusedError("bad_request", "The address has to begin with a slash.");
  const at = url.indexOf("?");
  return at === -1
    ? { path: url, search: new URLSearchParams() }
    : { path: url.slice(0, at), search: new URLSearchParams(url.slice(at + 1)) };
}
