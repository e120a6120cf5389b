import type { IncomingMessage } from "node:http";
import type { Transform } from "node:stream";
import { hasLeft } from "./has-left.js";
import { RequestRefusedError } from "./request-refused-error.js";

/**
 * A request's body in pieces, unpacked. At most `limit` bytes, packed as well as unpacked: what is more is refused as soon as it shows, and a bomb
 * is never unpacked further than that.
 */
export async function* bodyPieces(incoming: IncomingMessage, limit: number): AsyncGenerator<Buffer> {
  if (Number(incoming.headers["content-length"] ?? 0) > limit) throw tooLarge(limit);
  const unpacker = await unpackerFor(incoming.headers["content-encoding"]);
  // Left undestroyed, for its socket has the answer to carry.
  const packed = upTo(limit, incoming.iterator({ destroyOnReturn: false }));
  if (unpacker === undefined) return yield* packed;
  const { pipeline } = await import("node:stream");
  // The pipeline's end is told by the unpacker, which is read below.
  pipeline(packed, unpacker, () => undefined);
  try {
    yield* upTo(limit, unpacker);
  } catch (error) {
    if (error instanceof RequestRefusedError || hasLeft(incoming)) throw error;
    throw new RequestRefusedError("bad_request", "The body is not packed as its `content-encoding` says.");
  } finally {
    unpacker.destroy();
  }
}

/** All of a body. */
export async function readBody(incoming: IncomingMessage, limit: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of bodyPieces(incoming, limit)) pieces.push(piece);
  return pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces);
}

async function* upTo(limit: number, pieces: AsyncIterable<unknown>): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const piece of pieces as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > limit) throw tooLarge(limit);
    yield piece;
  }
}

async function unpackerFor(encoding: string | undefined): Promise<Transform | undefined> {
  const named = encoding?.trim().toLowerCase() ?? "identity";
  if (named === "identity" || named === "") return undefined;
  const { createBrotliDecompress, createGunzip, createInflate } = await import("node:zlib");
  if (named === "gzip" || named === "x-gzip") return createGunzip();
  if (named === "deflate") return createInflate();
  if (named === "br") return createBrotliDecompress();
  throw new RequestRefusedError("unsupported_media_type", "Bodies may be packed by gzip, deflate or br.");
}

const tooLarge = (limit: number): RequestRefusedError =>
  new RequestRefusedError("too_large", `The body is larger than ${limit} bytes. Send it in several requests.`);
