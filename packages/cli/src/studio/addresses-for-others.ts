import { networkInterfaces } from "node:os";

/** Where others on the network open what is served at all of this machine's addresses: the same with each of them in place of loopback's. */
export function addressesForOthers(url: string, interfaces = networkInterfaces()): readonly string[] {
  const own = Object.values(interfaces).flatMap((each = []) => each);
  return own
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map(({ address }) => {
      const theirs = new URL(url);
      theirs.hostname = address;
      return theirs.href;
    });
}
