import { type FastifyInstance, type FastifyReply } from "fastify";
import { type AuthingOptions } from "../../options";
import { Failure } from "../wire/failure";
import { type Asked } from "./door";

/** Shares of requests by what goes wrong with them (AUTHING.md 6.4). */
export type BadDay = NonNullable<AuthingOptions["badDay"]>;

/** What can go wrong besides slowness, limits and crashes. */
export type Trouble = keyof BadDay;

const TROUBLES: Trouble[] = ["throttle", "unsuccessful", "html", "bad-gateway", "hang"];

/** Refuses shares that can't be meant; throws an error of one sentence. */
export function checkBadDay(badDay: BadDay): void {
  for (const [trouble, share] of Object.entries(badDay)) {
    if (!TROUBLES.includes(trouble as Trouble)) {
      throw new Error(`a bad day knows ${TROUBLES.join(", ")}, not ${trouble}`);
    }
    if (!(share >= 0 && share <= 1)) {
      throw new Error(`the share of ${trouble} must be from 0 to 1, not ${share}`);
    }
  }
}

/** Draws what goes wrong with a request, one trouble at most. */
export function draw(badDay: BadDay, random: () => number): Trouble | undefined {
  let rest = random();
  return TROUBLES.find((trouble) => (rest -= badDay[trouble] ?? 0) < 0);
}

/** Thrown inside the transaction: what was written is undone, and the answer is «unsuccessful». */
export class Undone extends Error {}

/** 429 inside HTTP 200, without a word on how long to wait. */
export const throttled = () =>
  new Failure(429, { zh: "请求过于频繁，请稍后再试", en: "Too many requests" });

declare module "fastify" {
  interface FastifyRequest {
    /** What goes wrong with it. */
    trouble: Trouble | undefined;
  }
}

/** Draws for every request what goes wrong with it; does it, where that happens before anything. */
export function useBadDay(app: FastifyInstance, door: Asked): void {
  app.decorateRequest("trouble");
  app.addHook("onRequest", (request, reply, next) => {
    const { badDay, random, hanging } = door(request);
    request.trouble = draw(badDay, random);
    if (request.trouble === "html") {
      return void page(reply, 200, "<h1>Welcome to the guest network</h1>");
    }
    if (request.trouble === "bad-gateway") return void page(reply, 502, "<h1>502 Bad Gateway</h1>");
    if (request.trouble === "throttle") throw throttled();
    if (request.trouble !== "hang") return next();
    hanging.add(reply);
    reply.raw.once("close", () => hanging.delete(reply));
    reply.hijack();
  });
}

/** What stands between a client and a server, and knows nothing of envelopes. */
const page = (reply: FastifyReply, status: number, html: string): FastifyReply =>
  reply.code(status).type("text/html; charset=utf-8").send(html);
