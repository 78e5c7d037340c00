/** The version of this package, as sent in the User-Agent (a test holds it to package.json). */
export const version = "0.1.0";

/** How requests name this package. */
export const USER_AGENT = `pulumi-identity/${version} node/${process.versions.node}`;
