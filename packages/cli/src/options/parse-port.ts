import { InvalidArgumentError } from "commander";

/** A port of TCP; 0 is any that is free. */
export function parsePort(text: string): number {
  const port = /^\d+$/u.test(text) ? Number(text) : -1;
  if (port < 0 || port > 65_535) throw new InvalidArgumentError("It is a number from 0 to 65535; 0 is any free one.");
  return port;
}
