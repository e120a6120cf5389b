import { connect } from "node:net";

/** Sends these bytes as they are, and answers what comes back until the server closes, or for `waitMs`. */
export function rawRequest(port: number, bytes: string | Buffer, waitMs = 5_000): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    const settle = (): void => {
      clearTimeout(late);
      socket.destroy();
      resolve(text);
    };
    const late = setTimeout(settle, waitMs);
    socket.on("data", (data) => (text += data.toString("latin1")));
    socket.once("close", settle).on("error", settle);
  });
}
