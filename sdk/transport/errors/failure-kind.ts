/** What a failure of the connection means. */
export interface FailureKind {
  /** The reason, and what to do where that is known. */
  readonly says: string;
  /** False where it only arises before anything was sent. @default true */
  readonly sent?: boolean;
  /** True where trying again can't help. @default false */
  readonly permanent?: boolean;
}

const UNKNOWN_AUTHORITY = "certificate of an unknown authority; name it as caFile";
const refused = (says: string): FailureKind => ({ says, sent: false, permanent: true });

const KINDS: Readonly<Record<string, FailureKind>> = {
  ECONNREFUSED: { says: "connection refused", sent: false },
  // The resolver's word for a name that does not exist; one that it can't tell is EAI_AGAIN.
  ENOTFOUND: refused("host name not found"),
  EAI_AGAIN: { says: "host name could not be resolved", sent: false },
  ECONNRESET: { says: "connection reset" },
  EHOSTUNREACH: { says: "host unreachable", sent: false },
  ENETUNREACH: { says: "network unreachable", sent: false },
  CERT_HAS_EXPIRED: refused("its certificate has expired; renew it, or set this machine's clock"),
  CERT_NOT_YET_VALID: refused("its certificate is not valid yet; set this machine's clock"),
  ERR_TLS_CERT_ALTNAME_INVALID: refused("its certificate is for another name; correct the url"),
  DEPTH_ZERO_SELF_SIGNED_CERT: refused("self-signed certificate; name its authority as caFile"),
  SELF_SIGNED_CERT_IN_CHAIN: refused(UNKNOWN_AUTHORITY),
  UNABLE_TO_GET_ISSUER_CERT: refused(UNKNOWN_AUTHORITY),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: refused(UNKNOWN_AUTHORITY),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: refused(UNKNOWN_AUTHORITY),
  Z_DATA_ERROR: { says: "its answer is not encoded as its header says", permanent: true },
  UND_ERR_HEADERS_OVERFLOW: { says: "the headers of its answer are too long", permanent: true },
  HPE_HEADER_OVERFLOW: { says: "the headers of its answer are too long", permanent: true },
  // It ended before its time, as a connection does that breaks.
  HPE_INVALID_EOF_STATE: { says: "connection reset" },
};

/** Codes of OpenSSL for a certificate that is refused (the rest of them are in the table). */
const CERTIFICATE =
  /^(CERT_|UNABLE_TO_|ERROR_IN_C|INVALID_(CA|PURPOSE)$|PATH_LENGTH_|ERR_TLS_CERT_)/;
/** OpenSSL's sentences for an answer that is no TLS at all. */
const NO_TLS = /wrong version number|packet length too long|http request/i;
/** And for two sides that can't agree. Others, such as an internal error, may pass. */
const NO_AGREEMENT =
  /alert (handshake failure|protocol version|certificate required)|unsupported protocol|no protocols available/i;

/**
 * What a failure means. Only what certainly can't get better is permanent: whatever else it is, a
 * read may be tried again.
 *
 * @param code the system's
 * @param message what the system says with it: OpenSSL's reasons are only there
 */
export function failureKind(code: string | undefined, message: string): FailureKind {
  if (code === undefined) return { says: "the connection failed" };
  const known = KINDS[code];
  if (known !== undefined) return known;
  if (CERTIFICATE.test(code)) return refused(`its certificate is refused (${code})`);
  if (code.startsWith("HPE_")) {
    return { says: `it does not answer in HTTP (${code}); correct the url`, permanent: true };
  }
  if (code !== "EPROTO" && !code.startsWith("ERR_SSL_")) return { says: code };
  if (NO_TLS.test(message)) return refused("it speaks no TLS there; begin the url http://");
  return { says: `TLS failed (${code})`, permanent: NO_AGREEMENT.test(message) };
}
