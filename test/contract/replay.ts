import { isDeepStrictEqual } from "node:util";
import { open } from "../../emulator/start";
import { doBehind } from "./behind";
import { Bindings } from "./bindings";
import { type Answer, type Pair } from "./pair";
import { type History, coveringRule, note } from "./rules";
import { sendRecorded } from "./send";

/** What became of one pair. */
export interface Result {
  pair: Pair;
  /** The recorded answer in today's terms, and today's; both without times. */
  expected: Answer;
  actual: Answer;
  statusOk: boolean;
  bodyOk: boolean;
  /** Why it does not count: a deliberate difference, or a step behind the server's back. */
  apart?: string;
}

/** Replays one scenario against a fresh server that begins as the recorded one did. */
export async function replay(pairs: Pair[]): Promise<Result[]> {
  const server = await open({ adminPassword: "admin", defaultOrg: "一账通" });
  const bindings = new Bindings(server.url);
  const history: History = { tokens: new Map(), deleted: new Set(), diverged: new Set() };
  const results: Result[] = [];
  let behind: string | undefined;
  try {
    for (const pair of pairs) {
      if (pair.request && pair.response) {
        const result = await replayOne(server.url, pair, bindings, history);
        results.push(behind && !result.apart ? { ...result, apart: behind } : result);
      } else if (!doBehind(server, pair.task ?? "", bindings)) {
        behind = `after a step behind the server's back: ${pair.step}`;
      }
    }
  } finally {
    await server.close();
  }
  return results;
}

async function replayOne(
  url: string,
  pair: Pair,
  bindings: Bindings,
  history: History,
): Promise<Result> {
  const { request, response } = pair as { request: NonNullable<Pair["request"]>; response: Answer };
  const answer = await sendRecorded(url, request, bindings);
  bindings.learn(response.body, answer.body);
  const expected = comparable({
    status: response.status,
    body: bindings.translate(response.body),
  });
  const actual = comparable(answer);
  const statusOk = expected.status === actual.status;
  const bodyOk = isDeepStrictEqual(expected.body, actual.body);
  const rule =
    statusOk && bodyOk ? undefined : coveringRule({ request, expected, actual }, history);
  note(history, pair, answer, rule !== undefined);
  return { pair, expected, actual, statusOk, bodyOk, ...(rule && { apart: rule }) };
}

const comparable = ({ status, body }: Answer): Answer => ({
  status,
  body: Bindings.comparable(body),
});
