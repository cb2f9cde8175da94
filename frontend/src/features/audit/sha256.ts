/** Hex digest of the text in UTF-8; undefined where the browser has no cryptography (a page without https). */
export async function sha256(text: string): Promise<string | undefined> {
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- Missing outside a secure context.
  const digest = await crypto.subtle?.digest('SHA-256', new TextEncoder().encode(text))
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- As above.
  return digest && Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
