import { EarshotError } from "@earshot/core/errors";

/** The studio can't listen where it was told to. */
export class StudioStartError extends EarshotError {
  override readonly name = "StudioStartError";
  /** The system's code, such as `EADDRINUSE`. */
  readonly errno: string | undefined;
  /** The port that it was told. */
  readonly port: number;

  constructor(address: { readonly host: string; readonly port: number }, cause: unknown) {
    const errno = (cause as NodeJS.ErrnoException).code;
    super(`Could not listen on ${address.host}:${address.port} (${errno ?? String(cause)}). ${whatToDo(errno)}`, {
      code: "STUDIO_START",
      cause,
    });
    this.errno = errno;
    this.port = address.port;
  }
}

function whatToDo(errno: string | undefined): string {
  if (errno === "EADDRINUSE")
    return "Something listens there already, maybe another studio: open it, or choose another `port`.";
  if (errno === "EACCES") return "Choose a `port` above 1023.";
  return "Choose a `host` that is an address of this machine.";
}
