import Fastify, { type FastifyInstance } from "fastify";
import { type IncomingMessage } from "node:http";
import { type Faults } from "../faults";
import { type Batch } from "../storage/batch";
import { type Database } from "../storage/database";
import { type Services } from "./context";

/** What one server's requests are answered from. */
export interface World {
  db: Database;
  batch: Batch;
  faults: Faults;
  services: Services;
}

declare module "fastify" {
  interface FastifyRequest {
    /** That of the server that it came to. */
    readonly world: World;
  }
}

const worlds = new WeakMap<IncomingMessage, World>();

/** Lets requests of many servers be answered, each from its own world. */
export function useWorlds(app: FastifyInstance): void {
  app.decorateRequest("world", {
    getter() {
      return worlds.get(this.raw) as World;
    },
  });
}

/** A server of a world, which hands all requests to the routes that it shares with others. */
export function serverOf(world: World, route: FastifyInstance["routing"]): FastifyInstance {
  const app = Fastify({ forceCloseConnections: "idle" });
  app.addHook("onRequest", ({ raw }, reply, _next) => {
    worlds.set(raw, world);
    reply.hijack();
    route(raw, reply.raw);
  });
  return app;
}
