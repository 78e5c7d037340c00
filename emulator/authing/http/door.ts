import { type FastifyReply, type FastifyRequest } from "fastify";
import { type Faults } from "../../faults";
import { type AuthingOptions } from "../../options";
import { type Batch } from "../../storage/batch";
import { type Context, type Parts } from "../endpoint";
import { type Nonces } from "./nonces";

/** What one server's requests are answered from. */
export interface Door {
  parts: Parts;
  batch: Batch;
  faults: Faults;
  badDay: NonNullable<AuthingOptions["badDay"]>;
  random: () => number;
  nonces: Nonces;
  /** Requests that are never answered, until the server closes. */
  hanging: Set<FastifyReply>;
}

/** Finds the door that a request came through. */
export type Asked = (request: FastifyRequest) => Door;

/** A request, as endpoints see it. */
export const contextOf = (
  { parts, batch }: Pick<Door, "parts" | "batch">,
  { protocol, headers, ip }: FastifyRequest,
): Context => ({
  ...parts,
  batch,
  ip,
  origin: `${protocol}://${headers.host ?? "127.0.0.1"}`,
  headers: headers as Record<string, string | undefined>,
});
