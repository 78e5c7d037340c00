import { ManagementClient, type ManagementClientOptions } from "../../../sdk/authing";
import type { Answer, Loopback, Met } from "../loopback";

/** What must never be seen in an error, a trace or a log. */
export const SECRET = "sk-秘密-0123456789";

/** The access key that goes with it; an id, but the signature stands beside it. */
export const KEY = "ak-0123456789";

/** A success with what the server would say. */
export const ok = (data?: unknown): Answer => ({
  body: { statusCode: 200, message: "成功", data },
});

/** One object that is of every form: all that answers are made of. */
const ANYTHING = {
  ...{ organizationCode: "a", organizationName: "顶点", departmentId: "d", name: "研发部" },
  ...{ membersCount: 0, userId: "u", username: "a", success: true, totalCount: 0, list: [] },
};

/** A success about what was asked for, whatever that is. */
export function granting(met: Met, data?: unknown): Answer {
  const query = Object.fromEntries(new URL(met.url, "http://x").searchParams);
  return ok({ ...ANYTHING, ...query, ...(met.body as object | undefined), ...(data as object) });
}

/** A failure inside HTTP 200. */
export const failed = (statusCode: number, message: string, more: object = {}): Answer => ({
  body: { statusCode, message, requestId: "req-1", ...more },
});

/** A client that never really waits. */
export function clientOf(
  server: Pick<Loopback, "url">,
  options: Partial<ManagementClientOptions> = {},
): ManagementClient {
  const keys = { accessKeyId: KEY, accessKeySecret: SECRET };
  const sleep = () => Promise.resolve();
  return new ManagementClient({ ...keys, host: server.url, sleep, random: () => 0, ...options });
}

/** The path of what a server met, without its query. */
export const pathOf = ({ url }: Met): string => new URL(url, "http://x").pathname;

/** What a call rejects with; fails where it does not. */
export async function rejection(call: Promise<unknown>): Promise<unknown> {
  const result = await call.then(
    () => ({ error: undefined }),
    (error: unknown) => ({ error }),
  );
  if (result.error === undefined) throw new Error("did not reject");
  return result.error;
}
