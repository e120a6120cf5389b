import { createReadStream } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { basename } from "node:path";
import type { PackedPackage } from "./pack-packages.js";

/** An npm registry on this machine that has these packages and no others. */
export async function startLoopbackRegistry(packages: readonly PackedPackage[]) {
  const byFile = new Map(packages.map(({ tarball }) => [basename(tarball), tarball]));
  const server = createServer(({ url = "/", headers: { host = "" } }, response) => {
    const path = decodeURIComponent(url).slice(1);
    const tarball = byFile.get(path);
    if (tarball !== undefined) return void createReadStream(tarball).pipe(response);
    const versions = packages.filter(({ manifest }) => manifest.name === path);
    answerJson(response, versions.length === 0 ? undefined : documentOf(versions, `http://${host}`));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

function documentOf(versions: readonly PackedPackage[], address: string): object {
  const [first] = versions;
  const listed = versions.map(({ manifest, tarball }) => [
    manifest.version,
    { ...manifest, dist: { tarball: `${address}/${basename(tarball)}` } },
  ]);
  const { name, version } = first!.manifest;
  return { name, "dist-tags": { latest: version }, versions: Object.fromEntries(listed) };
}

function answerJson(response: ServerResponse, document: object | undefined): void {
  response.writeHead(document === undefined ? 404 : 200, { "content-type": "application/json" });
  response.end(JSON.stringify(document ?? { error: "Not found" }));
}
