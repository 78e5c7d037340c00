import * as pulumi from "@pulumi/pulumi";
import type { Alias as AliasMessage } from "@pulumi/pulumi/proto/alias_pb";
import type { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";

/** The options that a program gave a component. */
export function optionsOf(request: ConstructRequest): pulumi.ComponentResourceOptions {
  const timeouts = request.getCustomtimeouts()?.toObject();
  const parent = request.getParent();
  const deletedWith = request.getDeletedwith();
  const providers = [...request.getProvidersMap().entries()].map(
    ([name, reference]) => [name, new pulumi.DependencyProviderResource(reference)] as const,
  );
  return {
    aliases: request.getAliasesList().map(aliasOf),
    dependsOn: request.getDependenciesList().map(resourceAt),
    providers: Object.fromEntries(providers),
    ...(request.hasProtect() && { protect: request.getProtect() === true }),
    ...(request.hasRetainondelete() && { retainOnDelete: request.getRetainondelete() === true }),
    ...(parent !== "" && { parent: resourceAt(parent) }),
    ...(deletedWith !== "" && { deletedWith: resourceAt(deletedWith) }),
    ...(timeouts && { customTimeouts: timeouts }),
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
  };
}

const resourceAt = (urn: string) => new pulumi.DependencyResource(urn);

function aliasOf(alias: AliasMessage): pulumi.URN | pulumi.Alias {
  const spec = alias.getSpec();
  if (spec === undefined) return alias.getUrn();
  const given = {
    name: spec.getName(),
    type: spec.getType(),
    project: spec.getProject(),
    stack: spec.getStack(),
    parent: spec.getParenturn(),
  };
  const said = Object.entries(given).filter(([, value]) => value !== "");
  return {
    ...Object.fromEntries(said),
    ...(spec.getNoparent() && { parent: pulumi.rootStackResource }),
  };
}
