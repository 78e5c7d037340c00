import { optionalPackage } from "../transport/optional-package";

// A call loads them, as they take a while, and are not installed where nobody uses Authing.

const WHO = "the client of Authing";

/** The vendor's own client. */
export const vendorPackage = () => optionalPackage(WHO, import("authing-node-sdk"));

/** What checks tokens. */
export const josePackage = () => optionalPackage(WHO, import("jose"));
