import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, credentials, type MethodDefinition, type ServiceError } from "@grpc/grpc-js";
import { CHECKOUT } from "../../../scripts/lib/engine/checkout";

/** The stand-in as the engine runs it: an executable that prints its port, reached through a symlink. */
export class ProviderProcess {
  private constructor(
    readonly child: ChildProcess,
    private readonly client: Client,
    private readonly folder: string,
  ) {}

  static async start(): Promise<ProviderProcess> {
    const folder = mkdtempSync(join(tmpdir(), "random-"));
    symlinkSync(join(CHECKOUT, "test/engine/random"), join(folder, "random"));
    const child = spawn(join(folder, "random/pulumi-resource-random"), ["127.0.0.1:1"], {
      cwd: "/",
      // As in a user's shell or a CI job: the port must come out plain all the same.
      env: { ...process.env, FORCE_COLOR: "1" },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const port = await new Promise<string>((resolve) =>
      child.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString().trim())),
    );
    const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
    return new ProviderProcess(child, client, folder);
  }

  /** Makes one of the calls of `ResourceProviderService`; an error of the provider is thrown. */
  call<Request, Response>(
    method: MethodDefinition<Request, Response>,
    request: Request,
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      this.client.makeUnaryRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        request,
        (error: ServiceError | null, response?: Response) =>
          response === undefined ? reject(error ?? new Error("no answer")) : resolve(response),
      );
    });
  }

  /** Ends it as the engine does. */
  async stop(signal: NodeJS.Signals = "SIGINT"): Promise<number | null> {
    this.client.close();
    const code = new Promise<number | null>((resolve) => this.child.once("exit", resolve));
    this.child.kill(signal);
    rmSync(this.folder, { recursive: true });
    return code;
  }
}
