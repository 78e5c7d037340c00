import type { Configuration } from "../../configuration/configuration";
import type { Place } from "../domain/root-id";
import type { RequestMetrics } from "../../metrics/request-metrics";
import { ManagementClient, type AuthingOptions } from "../../../sdk/authing";
import { Places } from "../kit/places";
import { clientOptions } from "./client-options";
import { makeRoot, readRoots, type Roots } from "./kind-roots";
import { People } from "./people";
import type { Own } from "./settings";

/** The client of one connection, and what it keeps. */
export class Connection {
  readonly client: ManagementClient;
  readonly url: string;
  /** Options of the client, for one of another kind as well. */
  readonly options: AuthingOptions;
  readonly people: People;
  /** How many departments and how many people an org had when last listed, for the price. */
  readonly sizes = new Map<string, number>();
  readonly crowds = new Map<string, number>();
  private readonly roots = new Map<string, Promise<Roots>>();
  private readonly making = new Map<string, Promise<void>>();
  readonly places = new Places();

  constructor(configuration: Configuration<Own>, metrics: RequestMetrics) {
    this.url = configuration.url;
    const { accessKeyId, accessKeySecret, host, ...options } = clientOptions(
      configuration,
      metrics,
    );
    this.client = new ManagementClient({ ...options, accessKeyId, accessKeySecret, host });
    this.options = options;
    this.people = new People(this.client);
  }

  /** Ids of the roots of an org's kinds, read once; without those that do not exist yet. */
  readonly rootsOf = (org: string): Promise<Roots> => {
    const known = this.roots.get(org) ?? readRoots(this.client, org);
    this.roots.set(org, known);
    known.catch(() => this.roots.delete(org));
    return known;
  };

  /** Reads the roots again next time. */
  forgetRoots(org: string): void {
    this.roots.delete(org);
  }

  /** The id of a root, which is created if needed. */
  async ensureRoot({ org, kind }: Place): Promise<string | undefined> {
    const roots = await this.rootsOf(org);
    if (roots[kind] !== undefined) return roots[kind];
    const key = `${org} ${kind}`;
    const made = this.making.get(key) ?? makeRoot(this.client, { org, kind }, roots.department);
    this.making.set(key, made);
    await made.finally(() => this.making.delete(key));
    this.forgetRoots(org);
    return (await this.rootsOf(org))[kind];
  }
}
