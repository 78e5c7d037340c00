import { type FastifyInstance } from "fastify";
import { respond } from "./answers";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The reference server runs it in a transaction, and so it fails under concurrency. */
    atomic?: boolean;
  }
}

/**
 * Runs every view in a transaction, synchronously, and answers after the commit. A view with work
 * that takes its time (hashing) is asynchronous: it does that work outside the transaction and
 * promises a function, which is run in one.
 */
export function useTurns(app: FastifyInstance): void {
  app.addHook("onRoute", (route) => {
    const view = route.handler;
    route.handler = async function (request, reply) {
      const { batch, faults } = request.world;
      const work = async (): Promise<unknown> => {
        const first: unknown = await batch.run(() => view.call(this, request, reply));
        return typeof first === "function" ? batch.run(first as () => unknown) : first;
      };
      const answer = await (route.config?.atomic ? faults.transaction(work) : work());
      faults.after();
      return respond(request, reply, answer);
    };
  });
}
