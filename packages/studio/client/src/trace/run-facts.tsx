import type { ComponentChildren } from "preact";
import type { RunRecord } from "@earshot/trace/reducer";
import { formatCount } from "../format/format-amounts.js";
import { formatPaid, paidBy } from "../format/format-paid.js";
import { formatDuration } from "../format/format-duration.js";
import { formatMoment } from "../format/format-moment.js";
import { addressOfRoute } from "../routing/route.js";
import { Duration } from "../runs/run-cells.js";

interface RunFactsProps {
  readonly run: RunRecord;
  readonly isCritical: boolean;
  /** Its thread can be gone to. */
  readonly hasThreads: boolean;
}

/** The facts of a run; what it and all below it used and cost, added up. */
export function RunFacts({ run, isCritical, hasThreads }: RunFactsProps) {
  const { firstTokenAt, model, provider, sessionId, totals } = run;
  return (
    <dl class="facts">
      <Fact title="Kind">{run.runType ?? run.kind}</Fact>
      <Fact title="Started">{formatMoment(run.startedAt)}</Fact>
      <Fact title="Duration">
        <Duration run={run} />
        {isCritical && (
          <span class="tag on-path" title="Had it been faster, the trace would have ended sooner">
            critical path
          </span>
        )}
      </Fact>
      {model !== undefined && (
        <Fact title="Model">
          {model}
          {provider !== undefined && provider !== model && <span class="v-faint"> · {provider}</span>}
        </Fact>
      )}
      {firstTokenAt !== undefined && <Fact title="First token">{formatDuration(firstTokenAt - run.startedAt)}</Fact>}
      <Speed run={run} />
      {totals !== undefined && totals.runs > 1 && (
        <Fact title="Calls">
          {totals.modelCalls} of models, {totals.toolCalls} of tools
        </Fact>
      )}
      {totals !== undefined && totals.runs > 1 && totals.errors > 0 && <Fact title="Errors">{totals.errors}</Fact>}
      <Amounts run={run} />
      {run.retries > 0 && <Fact title="Retries">{run.retries}</Fact>}
      {sessionId !== undefined && (
        <Fact title="Thread">
          {hasThreads ? (
            <a class="link" href={addressOfRoute({ page: "threads", sessionId })} title={sessionId}>
              {sessionId}
            </a>
          ) : (
            sessionId
          )}
        </Fact>
      )}
      {run.tags.length > 0 && (
        <Fact title="Tags">
          {run.tags.map((tag) => (
            <span key={tag} class="tag">
              {tag}
            </span>
          ))}
        </Fact>
      )}
    </dl>
  );
}

function Amounts({ run: { totals, ...run } }: { readonly run: RunRecord }) {
  const usage = totals?.usage ?? run.usage;
  const paid = paidBy({ ...run, ...(totals && { totals }) });
  const unknown = paid?.unknownCosts ?? 0;
  const isSum = totals !== undefined && totals.runs > 1;
  return (
    <>
      {usage !== undefined && usage.totalTokens > 0 && (
        <Fact title={isSum ? "Tokens, in all" : "Tokens"}>
          {formatCount(usage.inputTokens)} in, {formatCount(usage.outputTokens)} out
          <Parts usage={usage} />
          {run.usage?.source === "estimated" && !isSum && <span class="tag">estimated</span>}
        </Fact>
      )}
      {paid !== undefined && (
        <Fact title={isSum ? "Cost, in all" : "Cost"}>
          <span title={unknown > 0 ? undefined : `$${paid.amount}`}>{formatPaid(paid.amount, unknown)}</span>
        </Fact>
      )}
      {unknown > 0 && <Fact title="Unknown prices">{unknown}</Fact>}
    </>
  );
}

/** Of which tokens those are that are counted in already. */
function Parts({ usage }: { readonly usage: NonNullable<RunRecord["totals"]>["usage"] }) {
  const parts = [
    [usage.cacheReadTokens, "cached"],
    [usage.cacheWriteTokens, "written to cache"],
    [usage.reasoningTokens, "reasoning"],
  ] as const;
  const said = parts.flatMap(([count, of]) =>
    count === undefined || count === 0 ? [] : [`${formatCount(count)} ${of}`],
  );
  return said.length === 0 ? null : <span class="v-faint"> ({said.join(", ")})</span>;
}

/** How fast an answer came once it had begun to. */
function Speed({ run: { firstTokenAt, endedAt, usage } }: { readonly run: RunRecord }) {
  if (firstTokenAt === undefined || endedAt === undefined || usage === undefined) return null;
  const seconds = (endedAt - firstTokenAt) / 1_000;
  if (seconds < 0.01 || usage.outputTokens < 2) return null;
  return <Fact title="Speed">{formatCount(Math.round(usage.outputTokens / seconds))} tokens/s</Fact>;
}

function Fact({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}
