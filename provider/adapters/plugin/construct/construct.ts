import type * as pulumi from "@pulumi/pulumi";
import { ConstructResponse, type ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import { serializeResourceProperties } from "@pulumi/pulumi/runtime/rpc";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { OrgTree } from "../../../components/org-tree";
import { pluginForm } from "../../../resources/form";
import { rememberBackend } from "../../../resources/org-of-people";
import { Program } from "../../../resources/program";
import { pluginType, typesWithin } from "../../../run/stack/types";
import { argumentsOf } from "./arguments";
import { optionsOf } from "./options";
import { asProgram } from "./runtime";

/** What a component is made with, beside the request. */
interface Around {
  /** The engine's own address; empty where it is not known. */
  readonly engine: string;
  /** The kind of server that this provider is connected to. */
  readonly backend: string;
}

/**
 * Makes an `OrgTree` for a program in any language: the component of TypeScript's programs itself, with
 * the plugin's resources in it.
 *
 * @throws Error with a line for each place of the tree that is invalid
 */
export async function construct(
  request: ConstructRequest,
  { engine, backend }: Around,
): Promise<ConstructResponse> {
  const type = request.getType();
  if (type !== pluginType("OrgTree")) throw new Error(`there is no component ${type}`);
  return asProgram(request, engine, async () => {
    Program.inForm(pluginForm(typesWithin(request.getParent()), request.getDependenciesList()));
    const opts = optionsOf(request);
    for (const provider of Object.values(opts.providers ?? {})) rememberBackend(provider, backend);
    const args = argumentsOf(request);
    const tree = new OrgTree(request.getName(), args, opts);
    const made = args.bulk === true ? { nodeIds: tree.nodeIds } : eachOf(tree);
    return responseFor(tree.urn, { org: tree.org.id, ...made });
  });
}

/** Each id by itself, so that a preview knows those that are known. */
function eachOf({ nodes, users }: OrgTree) {
  const ids = idsOf(nodes);
  return { nodeIds: ids, nodes: ids, users: idsOf(users) };
}

async function responseFor(urn: pulumi.Output<string>, state: pulumi.Inputs) {
  const [sent, dependencies] = await serializeResourceProperties("OrgTree", state);
  const response = new ConstructResponse()
    .setUrn(await valueOf(urn))
    .setState(Struct.fromJavaScript(sent as Record<string, JavaScriptValue>));
  const all = response.getStatedependenciesMap();
  for (const [key, resources] of dependencies) {
    const urns = await Promise.all([...resources].map((one) => valueOf(one.urn)));
    all.set(key, new ConstructResponse.PropertyDependencies().setUrnsList(urns));
  }
  return response;
}

const idsOf = (resources: Readonly<Record<string, pulumi.CustomResource>>) =>
  Object.fromEntries(Object.entries(resources).map(([key, { id }]) => [key, id]));

const valueOf = (urn: pulumi.Output<string>): Promise<string> =>
  new Promise((resolve) => urn.apply(resolve));
