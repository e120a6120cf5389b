import type { IncomingMessage, ServerResponse } from "node:http";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { promisify } from "node:util";
import { RequestRefusedError } from "../http/request-refused-error.js";
import { missingClientPage } from "./missing-client-page.js";

const contentTypes: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  json: "application/json; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  ico: "image/x-icon",
  webmanifest: "application/manifest+json",
  woff2: "font/woff2",
  txt: "text/plain; charset=utf-8",
};

const packable = new Set(["html", "js", "css", "json", "svg", "webmanifest", "txt"]);

/** Vite puts a hash of what is in a file into its name. */
const hashedName = /^\/assets\/.*[-.][\w-]{8,}\.\w+$/;

interface ClientFile {
  readonly file: string;
  readonly extension: string;
  /** Read when it is first asked for, whole and packed. */
  content?: Promise<{ readonly plain: Buffer; readonly packed: Buffer | undefined }>;
}

/**
 * The page and what belongs to it. Only what was found in the folder is ever read: what clients send is looked up in that list, and is part of
 * no path.
 */
export class ClientFiles {
  readonly #folder: string;
  #files: ReadonlyMap<string, ClientFile> = new Map();
  #builtAt: number | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Reads what whoever opens the page asks for first, so that it need not wait. What can't be read is told to who asks. */
  async prepare(): Promise<void> {
    try {
      await this.#look();
      const page = this.#files.get("/index.html");
      if (page !== undefined) await contentOf(page);
    } catch {
      // Tried again then.
    }
  }

  /** @throws RequestRefusedError if there is no such file, and the address can't be a view's */
  async respond(incoming: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    await this.#look();
    const file = this.#files.get(path);
    if (file !== undefined) return this.#send({ incoming, response, path, file });
    // The page knows its views' addresses; nothing else about them is the server's business.
    if (/\.\w+$/.test(path) || path.startsWith("/assets/"))
      throw new RequestRefusedError("not_found", "There is nothing at this address.");
    const page = this.#files.get("/index.html");
    if (page !== undefined) return this.#send({ incoming, response, path: "/index.html", file: page });
    response.writeHead(503, { "content-type": contentTypes["html"], "cache-control": "no-store" });
    response.end(missingClientPage);
  }

  /** Reads the list of files, anew when the page was built anew. */
  async #look(): Promise<void> {
    const built = await stat(join(this.#folder, "index.html")).catch(() => undefined);
    if (built?.mtimeMs === this.#builtAt) return;
    const files = new Map<string, ClientFile>();
    for (const entry of built === undefined
      ? []
      : await readdir(this.#folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      const extension = entry.name.slice(entry.name.lastIndexOf(".") + 1);
      if (Object.hasOwn(contentTypes, extension))
        files.set(file.slice(this.#folder.length).split(sep).join("/"), { file, extension });
    }
    this.#files = files;
    this.#builtAt = built?.mtimeMs;
  }

  async #send({ incoming, response, path, file }: Sending): Promise<void> {
    const { plain, packed } = await contentOf(file);
    const takesPacked = packed !== undefined && /\bgzip\b/.test(String(incoming.headers["accept-encoding"] ?? ""));
    const bytes = takesPacked ? packed : plain;
    response.writeHead(200, {
      "content-type": contentTypes[file.extension],
      "content-length": bytes.length,
      "cache-control": hashedName.test(path) ? "public, max-age=31536000, immutable" : "no-cache",
      vary: "accept-encoding",
      ...(takesPacked ? { "content-encoding": "gzip" } : {}),
    });
    response.end(bytes);
  }
}

interface Sending {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly path: string;
  readonly file: ClientFile;
}

/** Once for all who ask; what could not be read for the moment is tried again. */
function contentOf(file: ClientFile): NonNullable<ClientFile["content"]> {
  file.content ??= read(file).catch((error: unknown) => {
    delete file.content;
    throw error;
  });
  return file.content;
}

async function read({ file, extension }: ClientFile): Promise<{ plain: Buffer; packed: Buffer | undefined }> {
  const plain = await readFile(file);
  if (!packable.has(extension) || plain.length < 1_000) return { plain, packed: undefined };
  const built = await readFile(`${file}.gz`).catch(() => undefined);
  if (built !== undefined) return { plain, packed: built };
  const { gzip } = await import("node:zlib");
  return { plain, packed: await promisify(gzip)(plain) };
}
