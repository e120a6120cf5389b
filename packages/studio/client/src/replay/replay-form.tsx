import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { RunRecord } from "@earshot/trace/reducer";
import type { ReplayTarget, SentEvent } from "../../../src/api/studio-api.js";
import { request } from "../api/studio-client.js";
import { ExchangeSideView } from "../views/messages/exchange-side-view.js";
import { readExchange } from "../views/messages/read-exchange.js";
import { HowToConnect } from "./how-to-connect.js";
import { type RecordedCall, recordedCall } from "./recorded-call.js";
import { type EditedMessage, editedMessage, MessageEditor, messageOf } from "./edited-message.js";
import { readJson } from "./read-json.js";
import { ReplayResult } from "./replay-result.js";
import "./replay.css";

interface ReplayFormProps {
  readonly run: RunRecord;
  readonly events: readonly SentEvent[];
  /** There is something to be done in it now. */
  onShown(): void;
}

/** Makes a recorded call of a model again, with other messages or parameters, through an app that allows it; the answer stands beside the original. */
export function ReplayForm({ run, events, onShown }: ReplayFormProps) {
  const { targets, failure, look } = useTargets();
  const call = recordedCall(events);
  useEffect(() => {
    if (call !== undefined && targets !== undefined) onShown();
  }, [targets === undefined]);
  if (call === undefined)
    return <p class="v-hint">Its messages were not recorded, or are too large to be edited here.</p>;
  if (targets === undefined) return <p class="v-hint">{failure || "Looking for apps…"}</p>;
  if (targets.length === 0) return <HowToConnect onLookAgain={look} />;
  return <OpenForm {...{ run, events, call, targets }} />;
}

interface OpenFormProps extends Omit<ReplayFormProps, "onShown"> {
  readonly call: RecordedCall;
  readonly targets: readonly ReplayTarget[];
}

function OpenForm({ run, events, call, targets }: OpenFormProps) {
  const models = targets.flatMap(({ targetId, name, models: offered }) =>
    offered.map((model) => ({ targetId, model, title: targets.length === 1 ? model : `${name}: ${model}` })),
  );
  const [chosen, setChosen] = useState(0);
  const [messages, setMessages] = useState(() => call.messages.map(editedMessage));
  const [parameters, setParameters] = useState(() => JSON.stringify(call.parameters, undefined, 2));
  const [failure, setFailure] = useState("");
  const [again, setAgain] = useState<string>();
  const runAgain = async () => {
    setFailure("");
    // What came before is not what comes of this.
    setAgain(undefined);
    try {
      const { targetId = "", model = "" } = models[chosen] ?? {};
      const edited = { messages: messages.map(messageOf), parameters: readParameters(parameters) };
      setAgain((await request("POST /api/replay", { body: { targetId, model, runId: run.runId, ...edited } })).runId);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <form
      class="replay"
      aria-label="Run again"
      onSubmit={(event) => {
        event.preventDefault();
        void runAgain();
      }}
    >
      <Messages messages={messages} onChange={setMessages} />
      <label class="v-field">
        Parameters, as JSON
        <textarea
          class="v-input replay-parameters"
          rows={Math.min(10, parameters.split("\n").length)}
          value={parameters}
          onInput={({ currentTarget }) => setParameters(currentTarget.value)}
        />
      </label>
      <div class="v-toolbar">
        <label class="v-field">
          Model
          <select class="v-input" onChange={({ currentTarget }) => setChosen(currentTarget.selectedIndex)}>
            {models.map(({ title }, place) => (
              <option key={place}>{title}</option>
            ))}
          </select>
        </label>
        <button type="submit" class="v-button v-primary" disabled={messages.length === 0}>
          Run
        </button>
      </div>
      <Failure text={failure} />
      {again !== undefined && <Sides events={events} again={again} originalId={run.runId} />}
    </form>
  );
}

function Failure({ text }: { readonly text: string }) {
  const shown = useBroughtIntoView<HTMLParagraphElement>(text);
  if (text === "") return null;
  return (
    <p class="v-error" role="alert" ref={shown}>
      {text}
    </p>
  );
}

interface MessagesProps {
  readonly messages: readonly EditedMessage[];
  onChange(messages: EditedMessage[]): void;
}

function Messages({ messages, onChange }: MessagesProps) {
  const add = () => {
    const id = Math.max(0, ...messages.map((each) => each.id)) + 1;
    onChange([...messages, editedMessage({ $: "HumanMessage", content: "" }, id)]);
  };
  return (
    <>
      {messages.map((message, place) => (
        <MessageEditor
          key={message.id}
          message={message}
          place={place + 1}
          onChange={(text) => onChange(messages.map((each) => (each === message ? { ...each, text } : each)))}
          onRemove={() => onChange(messages.filter((each) => each !== message))}
        />
      ))}
      <button type="button" class="v-button" onClick={add}>
        Add a message
      </button>
    </>
  );
}

interface SidesProps {
  readonly events: readonly SentEvent[];
  readonly again: string;
  readonly originalId: string;
}

/** The answer that was recorded beside the one that comes. */
function Sides({ events, again, originalId }: SidesProps) {
  const sides = useBroughtIntoView<HTMLDivElement>(again);
  const { output } = useMemo(() => readExchange(events), [events]);
  return (
    <div class="replay-sides" ref={sides}>
      <section class="replay-side" aria-label="Answer then">
        <h4>Then</h4>
        {output === undefined ? <p class="v-hint">No answer was recorded.</p> : <ExchangeSideView side={output} />}
      </section>
      <ReplayResult key={again} runId={again} originalId={originalId} />
    </div>
  );
}

/** What comes of a press may be below what is in sight: it is brought there when `came` changes. */
function useBroughtIntoView<TElement extends HTMLElement>(came: string) {
  const element = useRef<TElement>(null);
  useEffect(() => element.current?.scrollIntoView({ block: "nearest" }), [came]);
  return element;
}

function readParameters(text: string): RecordedCall["parameters"] {
  const value: unknown = text.trim() === "" ? {} : readJson(text, "Parameters, as JSON");
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new TypeError('Parameters are a JSON object, such as { "temperature": 0 }.');
  return value as RecordedCall["parameters"];
}

/** The apps that have connected. */
function useTargets() {
  const [targets, setTargets] = useState<readonly ReplayTarget[]>();
  const [failure, setFailure] = useState("");
  const look = () => {
    request("GET /api/info", {}).then(
      (info) => setTargets(info.replayTargets.filter(({ models }) => models.length > 0)),
      (error: unknown) => setFailure(error instanceof Error ? error.message : String(error)),
    );
  };
  useEffect(look, []);
  return { targets, failure, look };
}
