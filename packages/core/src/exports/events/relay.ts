export { relayHandler, type Relay, type RelayedEvent } from "../../events/relay-handler.js";
