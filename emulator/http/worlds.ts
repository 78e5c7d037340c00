import { type FastifyInstance } from "fastify";
import { type IncomingMessage, type Server, createServer } from "node:http";

/** How long a connection may be idle, milliseconds: longer than clients keep theirs. */
const KEPT_ALIVE = 72_000;

/**
 * Servers of one API in a process. They share their routes, which cost more than the rest of a
 * start; what a request is answered from, its world, is that of the server it came to.
 */
export class Worlds<W> {
  private readonly byRequest = new WeakMap<IncomingMessage, W>();
  private made: Promise<FastifyInstance> | undefined;

  /** @param make makes the routes, when a process starts its first server */
  constructor(private readonly make: () => FastifyInstance) {}

  /** What a request is answered from. */
  of({ raw }: { raw: IncomingMessage }): W {
    return this.byRequest.get(raw) as W;
  }

  /** A server of a world, which does not listen yet. */
  async server(world: W): Promise<Server> {
    const routes = await (this.made ??= this.ready());
    return createServer({ keepAliveTimeout: KEPT_ALIVE }, (request, response) => {
      this.byRequest.set(request, world);
      routes.routing(request, response);
    });
  }

  private async ready(): Promise<FastifyInstance> {
    const routes = this.make();
    await routes.ready();
    return routes;
  }
}
