import type { Library } from "../../differential/library.js";
import type { Answer, CollectedRequest } from "./collector.js";
import type { Payload } from "./normalise-payload.js";
import type { PayloadRecord } from "./payload-record.js";
import type { vendorPrograms } from "./vendor-programs.js";

/** A vendor's client that is set up and sends to a collector. */
export interface AttachedVendor {
  /** What goes into `callbacks`; undefined if the vendor attaches itself to the library. */
  readonly handler?: object;
  /** Resolves when everything that was heard is sent. */
  readonly flush: () => Promise<unknown>;
}

export interface VendorTarget {
  /** The collector's address. */
  readonly url: string;
  /** The library that the next program runs on; for vendors that attach themselves. */
  readonly library: Library;
}

/** A vendor's package, and how to read what it sends. */
export interface Vendor {
  readonly package: string;
  readonly row?: string;
  readonly attach: (target: VendorTarget) => AttachedVendor | Promise<AttachedVendor>;
  readonly read: (
    requests: readonly CollectedRequest[],
  ) => readonly PayloadRecord[] | Promise<readonly PayloadRecord[]>;
  readonly answer?: Answer;
  /** Keys whose values differ from run to run. */
  readonly volatile?: readonly string[];
  readonly differences: readonly VendorDifference[];
}

/** One place where what the vendor gets from Earshot is not what it gets from LangChain, on purpose. */
export interface VendorDifference {
  /** In which programs it occurs, by name; in each of these, or somewhere among all. */
  readonly programs: readonly (typeof vendorPrograms)[number]["name"][] | "all";
  readonly what: string;
  readonly reason: string;
  /** What the payload from Earshot must be, made from LangChain's. It must change it, or the entry is stale. */
  readonly expected: (langchain: Payload) => Payload;
}
