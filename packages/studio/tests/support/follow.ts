import { request, type IncomingMessage } from "node:http";

/** What a stream has sent so far. */
export interface Followed {
  readonly events: { readonly id: string | undefined; readonly data: unknown }[];
  readonly comments: number;
  readonly response: IncomingMessage;
  /** Resolves when the server ends the stream. */
  readonly ended: Promise<void>;
  leave(): void;
}

/** Follows server-sent events, from the moment that the headers are there. */
export function follow(
  port: number,
  line: string,
  options: {
    readonly headers?: Record<string, string>;
    readonly body?: string;
    readonly onEvent?: (data: unknown) => void;
  } = {},
): Promise<Followed> {
  const [method = "GET", path = "/"] = line.split(" ", 2);
  return new Promise((resolve, reject) => {
    const outgoing = request({ port, host: "127.0.0.1", method, path, headers: options.headers ?? {}, agent: false });
    outgoing.once("error", reject).once("response", (response) => {
      const followed = { events: [] as Followed["events"], comments: 0 };
      let pieces: string[] = [];
      response.setEncoding("utf8").on("data", (text: string) => {
        const isWithin = !`${pieces.at(-1)?.at(-1) ?? ""}${text}`.includes("\n\n");
        pieces.push(text);
        if (isWithin) return;
        const blocks = pieces.join("").split("\n\n");
        pieces = [blocks.pop() ?? ""];
        for (const block of blocks) {
          const fields = new Map(
            block.split("\n").map((field) => field.split(/: (.*)/s).slice(0, 2) as [string, string]),
          );
          const data = fields.get("data");
          if (data === undefined) followed.comments++;
          else followed.events.push({ id: fields.get("id"), data: JSON.parse(data) as unknown });
          if (data !== undefined) options.onEvent?.(JSON.parse(data));
        }
      });
      const ended = new Promise<void>((settle) => response.once("close", settle));
      response.on("error", () => undefined);
      const leave = (): void => void response.destroy();
      resolve(Object.assign(followed, { response, ended, leave }));
    });
    outgoing.end(options.body);
  });
}
