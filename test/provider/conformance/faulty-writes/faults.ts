import type { FaultyAnswer, PassThrough } from "../../support/pass-through";

/** What becomes of one write, and of all requests after it. */
export interface Fault {
  readonly title: string;
  readonly answer: FaultyAnswer;
  /** The provider is killed: nothing it sends arrives any more, and the state hears of nothing. */
  readonly isKilled?: true;
}

// One that was not done before a kill is the one before it that was.
const GATEWAY = { status: 502, body: "<h1>Bad Gateway</h1>" };
export const faults: readonly Fault[] = [
  { title: "done, and answered by a gateway's error", answer: { ...GATEWAY, after: true } },
  { title: "not done, and answered by a gateway's error", answer: GATEWAY },
  { title: "done, and the provider killed", answer: { ...GATEWAY, after: true }, isKilled: true },
];

/** What a killed provider still sends fails at once, and is not sent again. */
const GONE: FaultyAnswer = { status: 403, body: { detail: "gone" } };

/** Whether a request changes something. */
export const isWrite = (request: string): boolean => !READ.test(request);
/** Logins and whatever only looks, of either system. */
const READ =
  /^GET |ucenter\/login|get-management-token|openid-connect\/token|\/?(get|list|is|has|check)-[a-z-]+$/;

/** Makes one write of a step fail, whatever becomes of the step; returns which write that was. */
export async function withFault(
  between: PassThrough,
  write: number,
  fault: Fault,
  step: () => Promise<unknown>,
): Promise<string | undefined> {
  let writes = 0;
  let met: string | undefined;
  between.fault = (request) => {
    if (met !== undefined) return fault.isKilled === true ? GONE : undefined;
    if (!isWrite(request) || ++writes < write) return undefined;
    met = request;
    return fault.answer;
  };
  await step().catch(() => undefined);
  between.fault = () => undefined;
  return met;
}
