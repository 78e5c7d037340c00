/**
 * The text that is the provider of a kind's dynamic resources, in users' states for ever: a refresh
 * and a delete run what it names.
 */
export const providerText = (kind: string): string =>
  `exports.handler=()=>require("pulumi-identity/dynamic/${moduleOf(kind)}")`;

/** The module behind a kind: a path that is in those states, too. */
const moduleOf = (kind: string) => kind.replace(/\B[A-Z]/g, "-$&").toLowerCase();
