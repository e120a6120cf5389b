import type { IncomingMessage, ServerResponse } from "node:http";
import { EventStream } from "./event-stream.js";
import { EventStreamAnswer } from "./event-stream-answer.js";
import { bodyPieces, readBody } from "./read-body.js";
import { RequestRefusedError } from "./request-refused-error.js";
import type { RouteName, Routes } from "./route.js";
import { type Match, RouteTable } from "./route-table.js";
import { sendAnswer } from "./send-answer.js";
import type { BodyLimits } from "./body-limits.js";

/** A request whose line has been read. */
export interface Exchange {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly path: string;
  readonly search: URLSearchParams;
}

/** A route of which it is not known which: what it checks and what it answers were compared when it was written. */
interface AnyRoute {
  readonly query?: (value: unknown, path: string) => unknown;
  readonly body?: (value: unknown, path: string) => unknown;
  answer(request: never): unknown;
}

/** Each holds a socket for as long as its client likes: many times what pages and apps of one person open, and no harm. */
const mostStreams = 256;

/** Answers what is asked of the API: finds the route, checks query and body, sends what the route answers. */
export class ApiResponder {
  readonly #table: RouteTable<AnyRoute>;
  readonly #limits: BodyLimits;
  readonly #streams = new Set<EventStream>();
  #isClosed = false;

  constructor(routes: Routes, limits: BodyLimits) {
    this.#table = new RouteTable<AnyRoute>(routes);
    this.#limits = limits;
  }

  async respond({ incoming, response, path, search }: Exchange): Promise<void> {
    const { name, value: route, parameters } = this.#table.match(incoming.method ?? "", path);
    const query = route.query === undefined ? undefined : route.query(queryOf(search), "query");
    const body = await this.#body({ name: name as RouteName, value: route, parameters }, incoming);
    const answer: unknown = await route.answer({ parameters, query, body, search, incoming } as never);
    if (!(answer instanceof EventStreamAnswer)) return sendAnswer(incoming, response, answer);
    if (incoming.method === "HEAD") return void response.writeHead(200, { "content-type": "text/event-stream" }).end();
    if (this.#isClosed) throw new RequestRefusedError("closing", "The studio is being closed.");
    if (this.#streams.size >= mostStreams) throw tooManyStreams();
    const stream = new EventStream(response, lastEventId(incoming, search));
    this.#streams.add(stream);
    stream.onClose(() => this.#streams.delete(stream));
    answer.open(stream);
  }

  /** Keeps streams from looking dead, and gives up those that are. */
  beat(longestStallMs: number): void {
    for (const stream of this.#streams) stream.beat(longestStallMs);
  }

  /** Ends the streams, which have no end of their own, and opens no more. */
  close(): void {
    this.#isClosed = true;
    for (const stream of this.#streams) stream.end();
  }

  async #body({ name, value: route }: Match<AnyRoute>, incoming: IncomingMessage): Promise<unknown> {
    if (name === "POST /api/import") return bodyPieces(incoming, this.#limits.importBytes);
    if (route.body === undefined) return undefined;
    const type = incoming.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
    if (type !== "application/json")
      throw new RequestRefusedError("unsupported_media_type", "The body has to be `application/json`.");
    return route.body(parsed((await readBody(incoming, this.#limits.jsonBytes)).toString("utf8"), "The body"), "");
  }
}

const tooManyStreams = (): RequestRefusedError =>
  new RequestRefusedError("too_many_streams", `${mostStreams} streams are open: close pages that nobody looks at.`, {
    "retry-after": "5",
  });

function queryOf(search: URLSearchParams): unknown {
  const text = search.get("query");
  return text === null || text === "" ? {} : parsed(text, "`query`");
}

function parsed(text: string, what: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new RequestRefusedError("bad_request", `${what} is no JSON.`);
  }
}

/** What a browser says when it comes back; `cursor` for programs, and for a page that knows where it was. */
function lastEventId({ headers }: IncomingMessage, search: URLSearchParams): string | undefined {
  const given = headers["last-event-id"] ?? search.get("cursor");
  return typeof given === "string" && given !== "" ? given.slice(0, 1_000) : undefined;
}
