import { useMemo } from "preact/hooks";
import { withVisibleMarks } from "../../format/visible-marks.js";
import { CodeBlock } from "../parts/code-block.js";
import type { ChatMessage } from "./chat-message.js";
import type { Exchange } from "./exchange.js";
import { ExchangeSideView } from "./exchange-side-view.js";
import { JsonText } from "./json-text.js";
import { MessageBubble } from "./message-bubble.js";
import { type ExchangeEvent, readExchange } from "./read-exchange.js";
import "./messages.css";

export interface MessagesViewProps {
  /** A run's own events, with payloads. */
  readonly events: readonly ExchangeEvent[];
  /** What has come of an answer that has not ended: `LiveAnswer.message`. */
  readonly live?: ChatMessage | undefined;
}

/** A run as a person reads it: chats as chats, tools as arguments and results, retrievers as documents, the rest as texts and JSON. */
export function MessagesView({ events, live }: MessagesViewProps) {
  const exchange = useMemo(() => readExchange(events), [events]);
  const { input, output, alternatives } = exchange;
  const hasAnswer = output !== undefined || live !== undefined;
  return (
    <div class="v-messages">
      <CallDetails exchange={exchange} />
      {input !== undefined && (
        <Side title="Input">
          <ExchangeSideView side={input} />
        </Side>
      )}
      {hasAnswer && (
        <Side title="Output">
          {output !== undefined && <ExchangeSideView side={output} />}
          {output === undefined && live !== undefined && <MessageBubble message={live} isLive />}
          {alternatives.map((side, index) => (
            <ExchangeSideView key={index} side={side} />
          ))}
        </Side>
      )}
      {input === undefined && !hasAnswer && <p class="v-hint">This run says nothing of what went in or came out.</p>}
    </div>
  );
}

function Side({ title, children }: { readonly title: string; readonly children: preact.ComponentChildren }) {
  return (
    <section class="v-side" aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function CallDetails({ exchange: { parameters, tools } }: { readonly exchange: Exchange }) {
  const names = Object.keys(parameters);
  if (names.length === 0 && tools.length === 0) return null;
  return (
    <div class="v-call">
      {names.length > 0 && (
        <dl class="v-parameters" aria-label="Parameters">
          {names.map((name) => (
            <div key={name}>
              <dt>{withVisibleMarks(name)}</dt>
              <dd>{shortValue(parameters[name])}</dd>
            </div>
          ))}
        </dl>
      )}
      {tools.length > 0 && (
        <details class="v-offered">
          <summary>{tools.length === 1 ? "1 tool offered" : `${tools.length} tools offered`}</summary>
          {tools.map((tool, index) => (
            <section key={index}>
              <p>
                <code class="v-name">{withVisibleMarks(tool.name)}</code> {withVisibleMarks(tool.description ?? "")}
              </p>
              {tool.parameters !== undefined && <JsonText value={tool.parameters} />}
            </section>
          ))}
        </details>
      )}
    </div>
  );
}

function shortValue(value: unknown) {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.length > 200 ? <CodeBlock text={text} language="json" /> : withVisibleMarks(text);
}
