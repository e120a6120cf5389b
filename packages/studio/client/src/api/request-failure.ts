import type { ApiError } from "../../../src/api/studio-api.js";

/** The server said no, or isn't there (`status` 0, code `unreachable`). */
export class RequestFailure extends Error {
  override readonly name = "RequestFailure";
  readonly code: string;
  readonly status: number;

  constructor(message: string, { code, status }: { readonly code: string; readonly status: number }) {
    super(message);
    this.code = code;
    this.status = status;
  }

  static async of(response: Response): Promise<RequestFailure> {
    const { status } = response;
    const said = (await response.json().catch(() => undefined)) as Partial<ApiError> | undefined;
    const { code = `http_${status}`, message = `The server answered ${status}.` } = said?.error ?? {};
    return new RequestFailure(message, { code, status });
  }
}
