import { EarshotError } from "@earshot/core/errors";

/** A studio is there, and does not let the app connect. */
export class ReplayConnectionError extends EarshotError {
  override readonly name = "ReplayConnectionError";
  readonly status: number;

  constructor(url: string, status: number) {
    const what =
      status === 401 ? "Give `connectReplay` the studio's `token`." : "See whether it is a studio, of this version.";
    super(`${url} does not let this app connect for replays (${status}). ${what}`, { code: "REPLAY_CONNECTION" });
    this.status = status;
  }
}
