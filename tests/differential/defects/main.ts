// Runs the named programs, one after the other, on the library that is named first; prints what they found out as one line of JSON.
import { abortedLambda } from "./aborted-lambda.js";
import { changedMetadata } from "./changed-metadata.js";
import { handlerFailureReports } from "./handler-failure-reports.js";
import { hungHandler } from "./hung-handler.js";
import { ignoredCustomEvent } from "./ignored-custom-event.js";
import { loneBraces } from "./lone-braces.js";
import { nestedWithoutConfig } from "./nested-without-config.js";
import { raiseErrorInBackground } from "./raise-error-in-background.js";
import { silentHandlerFailure } from "./silent-handler-failure.js";
import { slowHandlerOfAnotherRun } from "./slow-handler-of-another-run.js";
import { timeoutOfNothing } from "./timeout-of-nothing.js";
import { unawaitedChild } from "./unawaited-child.js";
import { verboseEnvironment } from "./verbose-environment.js";
import { loadEarshotSubject, loadLangChainSubject } from "./load-subject.js";
import type { Subject } from "./subject.js";

const programs: Readonly<Record<string, (subject: Subject) => Promise<unknown>>> = {
  "aborted-lambda": abortedLambda,
  "changed-metadata": changedMetadata,
  "handler-failure-reports": handlerFailureReports,
  "ignored-custom-event": ignoredCustomEvent,
  "lone-braces": loneBraces,
  "nested-without-config": nestedWithoutConfig,
  "raise-error-in-background": raiseErrorInBackground,
  "silent-handler-failure": silentHandlerFailure,
  "slow-handler-of-another-run": slowHandlerOfAnotherRun,
  "timeout-of-nothing": timeoutOfNothing,
  "unawaited-child": unawaitedChild,
  "verbose-environment": verboseEnvironment,
  "hung-handler": hungHandler,
};

const [, , library, ...names] = process.argv;
const subject = await (library === "earshot" ? loadEarshotSubject() : loadLangChainSubject());
const findings: Record<string, unknown> = {};
for (const name of names) findings[name] = await programs[name]?.(subject);
process.stdout.write(`${JSON.stringify(findings)}\n`);
// A handler that hangs must not keep the process.
process.exit(0);
