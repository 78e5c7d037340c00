import { type FastifyInstance, type FastifyRequest } from "fastify";
import { type Actor } from "../model/actor";
import { type Codes } from "../model/codes";
import { type SignInAttempts } from "../model/sign-in-attempts";
import { type Faults } from "../faults";
import { type Batch } from "../storage/batch";
import { type Database } from "../storage/database";
import { Body } from "../wire/body";
import { denied, page, unauthorized } from "../wire/refusal";

/** What the server offers to views besides the database. */
export interface Services {
  /** Shows a line to whoever runs the server. */
  log(line: string): void;
  /** The codes that were sent and not yet used. */
  codes: Codes;
  /** Slows down who guesses passwords. */
  attempts: SignInAttempts;
}

/** What one server's requests are answered from. */
export interface World {
  db: Database;
  batch: Batch;
  faults: Faults;
  services: Services;
}

/** One request, as views see it; its body and query are what the route's schemas make of them. */
export interface Context<Content = unknown, Query = unknown> extends Pick<
  FastifyRequest,
  | "db"
  | "services"
  | "method"
  | "asked"
  | "headers"
  | "address"
  | "content"
  | "param"
  | "user"
  | "admin"
> {
  readonly body: Content;
  readonly query: Query;
}

declare module "fastify" {
  interface FastifyRequest {
    /** That of the server that it came to. */
    readonly world: World;
    readonly db: Database;
    readonly services: Services;
    /** The absolute URL that was asked for. */
    address: URL;
    /** The body as it came. */
    content: Body;
    /** Who asks; nobody when there was no token. */
    actor: Actor | undefined;
    /** One part of the path. */
    param(name: string): string;
    /** Who asks; 401 for nobody. */
    user(): Actor;
    /** Who asks, if they are a system administrator; 401 or 403 otherwise. */
    admin(): Actor;
  }
}

/** Gives requests what views need of them, and leaves their bodies unread until somebody may ask. */
export function useContext(app: FastifyInstance): void {
  app.decorateRequest("db", {
    getter() {
      return this.world.db;
    },
  });
  app.decorateRequest("services", {
    getter() {
      return this.world.services;
    },
  });
  app.decorateRequest("actor", undefined);
  app.decorateRequest("param", function (name) {
    return (this.params as Record<string, string>)[name] ?? "";
  });
  app.decorateRequest("user", function () {
    if (!this.actor) throw unauthorized();
    return this.actor;
  });
  app.decorateRequest("admin", function () {
    const actor = this.user();
    if (!actor.isAdmin) throw denied();
    return actor;
  });
  app.addHook("onRequest", (request, _reply, next) => {
    request.address = addressOf(request);
    request.body = request.content = new Body(NOTHING, takeType(request));
    next();
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (request, bytes: Buffer, done) => {
    request.content = new Body(bytes, request.content.type);
    done(null, request.content);
  });
}

const NOTHING = Buffer.alloc(0);

/** The type of a body, taken away from Fastify: a view refuses a wrong one, and 401 goes before. */
function takeType({ headers }: FastifyRequest): string {
  const type = headers["content-type"] ?? "";
  delete headers["content-type"];
  return type;
}

/**
 * The neighbours of a page and protocol addresses need the whole address; 400 for a Host header
 * that names none.
 */
function addressOf({ protocol, headers, originalUrl }: FastifyRequest): URL {
  const text = `${protocol}://${headers.host ?? "127.0.0.1"}${originalUrl}`;
  if (!URL.canParse(text)) throw page(400);
  return new URL(text);
}
