const SAFE = /^(?:https?:|mailto:)/i
const HAS_SCHEME = /^[a-z][-+.a-z0-9]*:/i

/** What a link may lead to: the web, an e-mail address, or a place on the same site. */
export function isSafeAddress(address: string): boolean {
  // Browsers ignore control characters and spaces in a scheme: "java\nscript:" runs.
  // eslint-disable-next-line no-control-regex
  const bare = address.replace(/[\u0000-\u0020\u00a0]/g, '')
  return SAFE.test(bare) || !HAS_SCHEME.test(bare)
}
