import * as pulumi from "@pulumi/pulumi";

/** A resource as a program registered it. */
export interface Registered {
  /** `Org`, `Node` …; the component is `OrgTree`. */
  readonly kind: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Logical names that it had before. */
  readonly aliases: readonly string[];
  /** Logical name of the parent. */
  readonly parent: string | undefined;
  /** Logical names of what must be there first. */
  readonly dependsOn: readonly string[];
  /** Logical name of the explicit provider. */
  readonly provider: string | undefined;
}

/** Runs a program against an engine that makes whatever it is told, and returns what that was. */
export async function registered(program: () => void): Promise<Registered[]> {
  const requests: Request[] = [];
  const inputs = new Map<string, Record<string, unknown>>();
  await pulumi.runtime.setMocks({
    newResource(made) {
      inputs.set(`${made.type} ${made.name}`, made.inputs as Record<string, unknown>);
      return { id: `id of ${made.name}`, state: made.inputs as object };
    },
    call: () => ({}),
  });
  listen((request) => requests.push(request));
  program();
  await pulumi.runtime.disconnect();
  return requests.map((request) => ({
    kind: request.getType().split(":").at(-1) ?? "",
    name: request.getName(),
    inputs: inputs.get(`${request.getType()} ${request.getName()}`) ?? {},
    aliases: request.getAliasesList().map((alias) => alias.getSpec()?.getName() ?? ""),
    parent: nameIn(request.getParent()),
    dependsOn: request.getDependenciesList().map((urn) => nameIn(urn) ?? ""),
    provider: nameIn(request.getProvider().replace(/::[^:]*$/, "")),
  }));
}

/** What mocks are not told: the part of a registration that is about other resources. */
interface Request {
  getType(): string;
  getName(): string;
  getParent(): string;
  getProvider(): string;
  getDependenciesList(): string[];
  getAliasesList(): { getSpec(): { getName(): string } | undefined }[];
}

function listen(hear: (request: Request) => void): void {
  const monitor = pulumi.runtime.getMonitor() as unknown as {
    registerResource(request: Request, ...rest: unknown[]): unknown;
  };
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, ...rest) => {
    hear(request);
    return register(request, ...rest);
  };
}

function nameIn(urn: string): string | undefined {
  return urn === "" ? undefined : urn.split("::").at(-1);
}
