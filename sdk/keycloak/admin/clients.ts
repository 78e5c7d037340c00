import type { PagedList } from "../../transport/pagination";
import type { Request, RequestOptions } from "../../transport/request";
import type { RealmCalls } from "../call";
import { below, path } from "../path";
import type { Client } from "../types";
import { answer, client, found, listOf, secret } from "../wire";

/** Fields of a client, by the server's names. */
export type ClientFields = Readonly<Record<string, unknown>>;

const clients = listOf(client);

/** Clients: the applications that people log in to. Their secrets are in every answer. */
export class ClientsClient {
  constructor(
    private readonly calls: RealmCalls,
    private readonly request: Request,
  ) {}

  /** One client, by its id, which is not its clientId. `GET …/clients/{id}` */
  get(id: string, options?: RequestOptions): Promise<Client> {
    return this.calls.get(path`clients/${{ id }}`, answer(client, { id }), options);
  }

  /** The client of a clientId; `undefined` also where the caller may not see it. */
  find(clientId: string, options?: RequestOptions): Promise<Client | undefined> {
    const one = found(client, "clientId", clientId);
    return this.calls.get(path`clients`, one, options, { clientId });
  }

  /** All clients, the realm's own too. `GET …/clients` */
  list(options?: RequestOptions): PagedList<Client> {
    return this.calls.list(path`clients`, clients, {}, options);
  }

  /** Creates a client; an `id` that is a UUID is kept. @returns the id */
  create(fields: ClientFields, options?: RequestOptions): Promise<string> {
    return this.calls.create(path`clients`, fields, options);
  }

  /** Changes what is given; attributes are merged by key, an empty one is removed. */
  update(id: string, fields: ClientFields, options?: RequestOptions): Promise<void> {
    return this.calls.write("PUT", path`clients/${{ id }}`, fields, options);
  }

  /** Deletes a client with its roles. */
  delete(id: string, options?: RequestOptions): Promise<void> {
    return this.calls.write("DELETE", path`clients/${{ id }}`, undefined, options);
  }

  /** Makes a new secret; the old one ends. `POST …/clients/{id}/client-secret` */
  async renewSecret(id: string, options?: RequestOptions): Promise<void> {
    const at = below(this.calls.realm, path`clients/${{ id }}/client-secret`);
    await this.request({ method: "POST", path: at, answer: answer(secret) }, options);
  }
}
