import {
  openInspector,
  type Configuration,
  type Inspector,
  type OnRequest,
} from "../../provider/inspect";
import { Silence } from "./silence";

/** A connection of a command, and what it has sent. */
export interface OpenConnection {
  readonly inspector: Inspector;
  readonly requests: () => number;
}

/**
 * Connects a command to a server, and gives up on a server that answers no more.
 * @param onRequest told of every attempt
 */
export function openConnection(configuration: Configuration, onRequest: OnRequest): OpenConnection {
  const silence = new Silence(configuration.url);
  let requests = 0;
  const onEvent: OnRequest = (event) => {
    requests++;
    silence.onRequest(event);
    onRequest(event);
  };
  const inspector = openInspector(configuration, onEvent, silence.ready);
  return { inspector, requests: () => requests };
}
