import { startServer, type RunningAuthingServer } from "../../../../emulator";
import { connect } from "../../../../provider/backends";
import type { Backend } from "../../../../provider/backends/backend";
import { Session } from "../../../../provider/run/session";
import { readConfiguration, type StackSettings } from "../../../../provider/run/settings";
import { RequestMetrics } from "../../../../provider/metrics/request-metrics";
import { ManagementClient, type RequestEvent } from "../../../../sdk/authing";
import { passThrough, type PassThrough } from "../../support/pass-through";

/** An empty user pool, the vendor's client to look into it, and a proxy before it. */
export class Pool {
  private constructor(
    private readonly server: RunningAuthingServer,
    readonly between: PassThrough,
    readonly client: ManagementClient,
  ) {}

  static async start(): Promise<Pool> {
    const server = await startServer({ api: "authing" });
    const { url: host, accessKeyId, accessKeySecret } = server;
    const client = new ManagementClient({ host, accessKeyId, accessKeySecret });
    return new Pool(server, await passThrough(host), client);
  }

  get secret(): string {
    return this.server.accessKeySecret;
  }

  get key(): Pick<RunningAuthingServer, "accessKeyId" | "accessKeySecret"> {
    return this.server;
  }

  /** A connection through the proxy, with what it told of its requests. */
  connect(settings: StackSettings = {}): {
    readonly backend: Backend;
    readonly session: Session;
    readonly events: RequestEvent[];
    readonly warnings: string[];
  } {
    const all: StackSettings = {
      ...{ backend: "authing", url: this.between.url },
      ...{ accessKeyId: this.server.accessKeyId, accessKeySecret: this.secret, ...settings },
    };
    const configuration = readConfiguration(all, {});
    const events: RequestEvent[] = [];
    const now = () => Promise.resolve();
    const metrics = new RequestMetrics((event) => void events.push(event), now);
    const backend = connect(configuration, metrics);
    const warnings: string[] = [];
    const say = (text: string) => void warnings.push(text);
    return { backend, session: new Session(configuration, backend, say), events, warnings };
  }

  async close(): Promise<void> {
    await this.between.close();
    await this.server.close();
  }
}
