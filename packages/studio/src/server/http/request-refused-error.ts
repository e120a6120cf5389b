import { EarshotError } from "@earshot/core/errors";

/** Why a request is not answered: what its client gets as an `ApiError`. */
export type RefusalCode = keyof typeof statuses;

const statuses = {
  bad_request: 400,
  no_token: 401,
  forbidden_host: 403,
  forbidden_origin: 403,
  replay_refused: 403,
  not_found: 404,
  method_not_allowed: 405,
  timeout: 408,
  conflict: 409,
  too_large: 413,
  unsupported_media_type: 415,
  too_many_exports: 429,
  internal: 500,
  store_failed: 503,
  app_gone: 503,
  closing: 503,
  too_many_streams: 503,
} as const;

/** Thrown while a request is answered: its answer is the status that goes with the code, and the message, which shows nothing of the machine. */
export class RequestRefusedError extends EarshotError {
  override readonly name = "RequestRefusedError";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: RefusalCode, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message, { code });
    this.status = statuses[code];
    this.headers = headers;
  }
}
