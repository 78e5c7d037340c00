import { randomBytes } from "node:crypto";
import { type Kind, pick, wholeNumber } from "./kind";

/** RandomId: some bytes, written in four ways. */
export const id: Kind = {
  settings: (inputs) => pick(inputs, ["byteLength", "keepers", "prefix"]),
  check: ({ byteLength }) => wholeNumber("byteLength", byteLength, 1),
  make({ byteLength, prefix }) {
    const bytes = randomBytes(Number(byteLength));
    const hex = bytes.toString("hex");
    const prefixed = (text: string) => `${typeof prefix === "string" ? prefix : ""}${text}`;
    return {
      id: bytes.toString("base64url"),
      outputs: {
        b64Std: prefixed(bytes.toString("base64")),
        b64Url: prefixed(bytes.toString("base64url")),
        dec: prefixed(BigInt(`0x${hex}`).toString()),
        hex: prefixed(hex),
      },
    };
  },
  made: ["b64Std", "b64Url", "dec", "hex"],
  secret: [],
};
